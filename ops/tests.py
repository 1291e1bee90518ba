"""Run the tests on SQLite and then, where PostgreSQL is installed, on PostgreSQL.

What is missing on this machine is named in one line with the way to get it. With
PERMEATE_REQUIRE_ALL=1 (as `.ci/run` sets) it is a failure instead. Arguments go to pytest.
"""

import os
import sys

from ops.needs import chromium, everything_required
from ops.postgres import NoClusterError, private_cluster, programs
from ops.processes import run_through

NOTHING_COLLECTED = 5
WORKERS = str(min(4, os.cpu_count() or 1))


def main(arguments: list[str]) -> int:
    """Return 0 when every run passed, 1 otherwise."""
    postgres = programs()
    missing = []
    if chromium() is None:
        missing.append("Journeys in a browser are skipped: apt install chromium")
    if postgres is None:
        missing.append("The run on PostgreSQL is skipped: apt install postgresql")
    print(*missing, sep="\n", end="\n" if missing else "", flush=True)
    if missing and everything_required():
        print("Nothing may be skipped here (PERMEATE_REQUIRE_ALL=1).", file=sys.stderr)
        return 1
    passed = _suite("SQLite", "not postgres", {}, arguments)
    if postgres is not None:
        try:
            with private_cluster(postgres) as url:
                only = "not once and (not journey or postgres)"
                passed &= _suite("PostgreSQL", only, {"DATABASE_URL": url}, arguments)
        except NoClusterError as error:
            print(error, file=sys.stderr)
            return 1
    return 0 if passed else 1


def _suite(name: str, which: str, environment: dict[str, str], arguments: list[str]) -> bool:
    soak = os.environ.get("PERMEATE_SOAK") == "1"
    marks = f"soak and ({which})" if soak else which
    workers = [] if soak else ["-n", WORKERS]
    print(f"\nTests on {name}", flush=True)
    command = [sys.executable, "-m", "pytest", "-rs", *workers, "-m", marks, *arguments]
    status = run_through(command, environment)
    if status > 128:  # stopped by a signal: whoever stopped it wants no second run
        sys.exit(status)
    return status == 0 or (status == NOTHING_COLLECTED and bool(arguments or soak))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
