"""One cut of the whole service, timed in a process of its own; prints one JSON object.

DATABASE_URL=… python -m bench.measures.cutting [--resample]
"""

import json
import os
import resource
import sys
import time
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from permeate.core.measures.cut.assembling import cut  # noqa: E402
from permeate.core.measures.log import log_from  # noqa: E402
from permeate.queries.measures.events import events_of  # noqa: E402
from permeate.queries.measures.scope import Scope  # noqa: E402

AT = date(2026, 3, 31)


def main(resample: bool) -> None:
    began = time.perf_counter()
    log = log_from(*events_of(Scope()).parts)
    read = time.perf_counter()
    found = cut(log, at=AT, resample=resample)
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"events": log.size, "counted": found["events"], "peak": peak}
    print(json.dumps(told | {"reading": read - began, "computing": done - read}))


if __name__ == "__main__":
    main("--resample" in sys.argv)
