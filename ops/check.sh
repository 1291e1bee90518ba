#!/bin/sh
# Every check, to the end; the last line names those that found something.
set -u
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
failed=

step() {
    name=$1
    shift
    echo "$name"
    "$@" || failed="$failed, $name"
}

step "code style and security" ruff check --quiet .
step "code format" ruff format --quiet --check .
step "types" mypy
step "floors" lint-imports --no-logo
step "migrations in step" permeate makemigrations --check --dry-run
step "generated docs in step" permeate lifecycles --check
step "data dictionary in step" permeate measures-schema --check
step "CPD docs in step" permeate cpd docs --check
step "templates formatted" djangofmt --quiet --check permeate

if [ -n "$failed" ]; then
    echo "To mend: ${failed#, }" >&2
    exit 1
fi
echo "All checks passed"
