#!/bin/sh
# Build .venv from the hashed requirement files, bring the page assets and put
# `permeate` into .venv/bin. Does nothing when nothing it depends on changed.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
stamp=.venv/.installed

die() { echo "$*" >&2; exit 1; }

fingerprint() {
    { echo "$root"; cat requirements/*.txt package-lock.json .npmrc ops/install.sh ops/assets.py; } | cksum
}

if [ -x .venv/bin/permeate ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint)" ] \
    && [ -f var/vendor/govuk/govuk-frontend.min.css ] && [ -f var/vendor/contexts.json ] && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi

# A version manager's shim may stand first on the path and answer nothing: ask each one.
find_python() {
    for candidate in ${PYTHON:-python3.11 /usr/bin/python3.11 /usr/local/bin/python3.11 python3}; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

# room MEGABYTES: what an installation takes; a full disk otherwise fails in many words.
room() {
    free=$(df -Pk . | awk 'NR == 2 { print int($4 / 1024) }')
    [ "$free" -ge "$1" ] || die "The disk is full: installing needs $1 MB in $root, and $free MB are free."
}

python=$(find_python) || die "Permeate needs Python 3.11 with venv, and found $("${PYTHON:-python3}" -V 2>/dev/null | grep . || echo 'no Python'): apt install python3.11 python3.11-venv, or name yours with PYTHON=/path/to/python3.11."

export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1 UV_NO_PROGRESS=1

# fill ENVIRONMENT FILE...: exactly what the files say, every download checked against its hash.
fill() {
    environment=$1
    shift
    if .venv/bin/uv pip sync --quiet --require-hashes --python "$environment/bin/python" "$@"; then
        return 0
    fi
    echo "uv did not manage it; trying pip, which takes about a minute" >&2
    set -- $(printf -- '--requirement %s ' "$@")
    "$environment/bin/python" -m pip install --quiet --require-hashes --no-deps "$@"
}

new_environment() {
    rm -rf "$1"
    "$python" -m venv "$1" || die "Could not make $1: see the message above."
}

echo "Installing into .venv"
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null \
    || [ "$(cat .venv/.root 2>/dev/null)" != "$root" ]; then
    room 1400
    new_environment .venv
    echo "$root" > .venv/.root
fi
rm -f "$stamp"
if [ "$(.venv/bin/uv --version 2>/dev/null | cut -d' ' -f2)" != "$(sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements/uv.txt)" ]; then
    .venv/bin/python -m pip install --quiet --require-hashes --no-deps --requirement requirements/uv.txt
fi
fill .venv requirements/uv.txt requirements/run.txt requirements/test.txt requirements/check.txt

# The package is imported from where it stands, from any working directory.
packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
echo "$root" > "$packages/permeate.pth"
cat > .venv/bin/permeate <<EOF
#!$root/.venv/bin/python
import sys

from permeate.cli.program import main

sys.exit(main())
EOF
chmod +x .venv/bin/permeate

echo "Bringing the page assets"
if ! { node --version && npm --version; } >/dev/null 2>&1; then
    if ! .node/bin/npm --version >/dev/null 2>&1; then
        room 250
        new_environment .node
        fill .node requirements/node.txt
    fi
    PATH="$root/.node/bin:$PATH"
    export PATH
fi
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
.venv/bin/python ops/assets.py

fingerprint > "$stamp"
