#!/bin/sh
# Build .bench: the peers that measurements compare with, apart from .venv because some of them
# pull its libraries down. Does nothing when requirements/bench.txt did not change.
set -eu
cd "$(dirname "$0")/.."
stamp=.bench/.installed
wanted=$(cksum < requirements/bench.txt)
[ -x .bench/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && exit 0

export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1 UV_NO_PROGRESS=1
echo "Installing the peers into .bench"
rm -rf .bench
.venv/bin/python -m venv --without-pip .bench
.venv/bin/uv pip sync --quiet --require-hashes --python .bench/bin/python requirements/bench.txt
echo "$wanted" > "$stamp"
