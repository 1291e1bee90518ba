"""kep_solver (AGPL, so only in .bench and in a process of its own) on one instance.

    .bench/bin/python rings_peer.py FILE.json MAX_CYCLE MAX_CHAIN

FILE holds {"releases": n, "arcs": [[from, to], …]}, givers numbered from n. Prints its value
and its CPU seconds, reading left out, as JSON. It knows only what this file tells it.
"""

import json
import resource
import sys
from pathlib import Path

from kep_solver.entities import Donor, Instance, Transplant
from kep_solver.model import PICEF, TransplantCount
from kep_solver.programme import Programme


def instance(told: dict) -> Instance:
    """Each release is a recipient with one donor; each giver a donor alone."""
    made, releases = Instance(), told["releases"]
    donors: dict[int, Donor] = {}
    for vertex in sorted({vertex for arc in told["arcs"] for vertex in arc}):
        donor = Donor(str(vertex))
        if vertex < releases:
            donor.recipient = made.recipient(str(vertex))
            donor.recipient.addDonor(donor)
        else:
            donor.NDD = True
        donors[vertex] = donor
        made.addDonor(donor)
    for tail, head in told["arcs"]:
        transplant = Transplant(donors[tail], made.recipient(str(head)), 1.0)
        donors[tail].addTransplant(transplant)
    return made


def main(path: str, cycle: str, chain: str) -> None:
    pool = instance(json.loads(Path(path).read_text()))
    began = cpu()
    programme = Programme(
        [TransplantCount()], int(cycle), int(chain) + 1, "most placements",
        full_details=False, model=PICEF,
    )  # fmt: skip
    solution, _ = programme.solve_single(pool)
    value = sum(len(one.exchange) - (1 if one.exchange.chain else 0) for one in solution.selected)
    print(json.dumps({"value": value, "cpu": cpu() - began}))


def cpu() -> float:
    """CPU seconds of this process and of the solver that it started."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    main(*sys.argv[1:])
