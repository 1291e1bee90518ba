# Permeate's commands. `make run` and `make test` are all most people need.
.PHONY: install run test check soak bench lock
.DEFAULT_GOAL := run

install:
	@sh ops/install.sh

run: install
	@.venv/bin/permeate run

test: install
	@.venv/bin/python -m pytest

check: install
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .

# Resolve the requirement files anew, newest versions that fit; then look at the difference.
lock: install
	@sh ops/lock.sh
