"""A full cut on PostgreSQL and SQLite beside one DuckDB GROUP BY over the same rows as Parquet.

    python -m bench.measures [--events N] [--database VENDOR]

Counting must take at most five times DuckDB's pass and less than 2 GB; resampling at most
ten minutes. Reading and computing are told apart. Exit status 1 where a figure is missed.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.serving import ROOT, database

VENDORS = ("SQLite", "PostgreSQL")
TIMES, MEGABYTES, RESAMPLING = 5, 2048, 600


def main(arguments: list[str]) -> int:
    """Print the table; 0 where every figure is met."""
    parser = argparse.ArgumentParser(prog="make bench-measures", description=__doc__.split("\n")[0])
    parser.add_argument("--events", type=int, default=10_000_000, help="how many (%(default)s)")
    parser.add_argument("--database", action="append", choices=VENDORS, help="only this one")
    asked = parser.parse_args(arguments)
    met = [_measured(one, asked.events) for one in asked.database or VENDORS]
    return 0 if all(met) else 1


def _measured(vendor: str, events: int) -> bool:
    with tempfile.TemporaryDirectory(prefix="permeate-bench-") as folder:
        path = Path(folder)
        with database(vendor, path) as url:
            environment = _environment(url, folder)
            _run([sys.executable, "-m", "bench.measures.filling", str(events), folder], environment)
            peer = _told(
                [str(ROOT / ".bench/bin/python"), "bench/measures/duckdb_pass.py", folder],
                environment,
            )
            counting = _told([sys.executable, "-m", "bench.measures.cutting"], environment)
            command = [sys.executable, "-m", "bench.measures.cutting", "--resample"]
            resampling = _told(command, environment)
    return _print(vendor, peer, counting, resampling)


def _print(vendor: str, peer: dict, counting: dict, resampling: dict) -> bool:
    whole = counting["reading"] + counting["computing"]
    ratio = whole / peer["seconds"]
    more = resampling["computing"] - counting["computing"]
    figures = (
        (f"counting, {ratio:.1f} times the pass (at most {TIMES})", ratio <= TIMES),
        (f"peak {counting['peak']:,.0f} MB (less than {MEGABYTES:,})", counting["peak"] < MEGABYTES),
        (f"resampling {more:.1f} s, peak {resampling['peak']:,.0f} MB (at most {RESAMPLING} s)",
         more <= RESAMPLING),
    )  # fmt: skip
    print(f"\n{vendor}: {counting['events']:,} events")
    print(
        f"DuckDB's pass        {peer['seconds']:8.2f} s, {peer['groups']:,} groups, {peer['peak']:,.0f} MB"
    )
    print(f"reading the rows     {counting['reading']:8.2f} s")
    print(f"computing the cut    {counting['computing']:8.2f} s"
          f"{counting['computing'] / peer['seconds']:8.1f} times the pass")  # fmt: skip
    for words, met in figures:
        print(f"{words}{'' if met else '  over'}")
    return all(met for _, met in figures)


def _environment(url: str, folder: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PERMEATE_MODE": "production",
        "PERMEATE_SECRET_KEY": secrets.token_hex(32),
        "PERMEATE_BASE_URL": "https://127.0.0.1",
        "PERMEATE_HOSTS": "127.0.0.1",
        "PERMEATE_MAIL": "smtp",
        "PERMEATE_VAR": folder,
        "PYTHONPATH": str(ROOT),
    }


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _told(command: list[str], environment: dict[str, str]) -> dict:
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
