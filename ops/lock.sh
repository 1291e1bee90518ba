#!/bin/sh
# Resolve requirements/*.in into hashed requirements/*.txt, without addresses.
set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1
for name in uv node run test check bench; do
    [ -f "requirements/$name.in" ] || continue
    .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
        "requirements/$name.in" --output-file "requirements/$name.txt"
done
