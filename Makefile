# `make run` and `make test` are all most people need.
.PHONY: run test install check format soak bench bench-measures bench-cpd bench-matching lock

# Install, prepare the database, start the site and its worker. PORT=8000
run: install
	@exec .venv/bin/permeate run

# Every test on SQLite and, where installed, PostgreSQL. ARGS="tests/core -k signing"
test: install
	@.venv/bin/python -m ops.tests $(ARGS)

# Only build .venv.
install:
	@sh ops/install.sh

# Style, security, types, floors, migrations, generated docs, templates.
check: install
	@sh ops/check.sh

# Put what `make check` says about style and format right, as far as a program can.
format: install
	@.venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format --quiet . ; .venv/bin/djangofmt --quiet permeate

# The long trials in full.
soak: install
	@PERMEATE_SOAK=1 .venv/bin/python -m ops.tests $(ARGS)

# Measurements side by side.
bench: install
	@.venv/bin/python -m bench $(ARGS)

# Logs judged by professional bodies' rules: people a second.
bench-cpd: install
	@.venv/bin/python -m bench.cpd $(ARGS)

# Matching beside its peers. ARGS="rank --quick"
bench-matching: install
	@.venv/bin/python -m bench.matching $(ARGS)

# A cut over ten million events beside one DuckDB pass. ARGS="--events 1000000"
bench-measures: install
	@sh ops/bench.sh
	@.venv/bin/python -m bench.measures $(ARGS)

# Resolve the requirement files anew, to the newest that fit together.
lock: install
	@sh ops/lock.sh
