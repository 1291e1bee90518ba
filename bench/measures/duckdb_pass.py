"""Run by `.bench`: the events as Parquet, and one pass of DuckDB over them, in seconds.

.bench/bin/python bench/measures/duckdb_pass.py FOLDER
"""

import json
import resource
import sys
import time
from pathlib import Path

import duckdb
import numpy as np

PASS = """
    SELECT kind, organisation, day // 30 AS month, count(*) AS events,
           count(DISTINCT person) AS people, min(day) AS first
    FROM read_parquet('{path}') GROUP BY ALL
"""
TIMES = 3


def main(folder: Path) -> None:
    columns = {
        name: np.load(folder / f"{name}.npy") for name in ("kind", "organisation", "person", "day")
    }
    path = folder / "events.parquet"
    made = duckdb.connect()
    made.register("events", columns)
    made.execute(f"COPY events TO '{path}' (FORMAT parquet)")
    taken = []
    for _ in range(TIMES):
        fresh = duckdb.connect()
        began = time.perf_counter()
        groups = len(fresh.execute(PASS.format(path=path)).fetchnumpy()["kind"])
        taken.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": sorted(taken)[TIMES // 2], "groups": groups, "peak": peak}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
