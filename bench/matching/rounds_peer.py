"""`matching` on one round, in an environment and a process of its own.

    .bench/bin/python rounds_peer.py FILE.json

FILE holds {"people": {name: [places]}, "places": {name: [people]}, "most": {name: seats}}.
Prints seconds to create the game and to solve it, and the matching, as JSON.
"""

import json
import sys
import threading
import time
from pathlib import Path

from matching.games import HospitalResident


def main(path: str) -> None:
    told = json.loads(Path(path).read_text())
    began = time.perf_counter()
    game = HospitalResident.create_from_dictionaries(told["people"], told["places"], told["most"])
    created = time.perf_counter()
    solved = game.solve(optimal="resident")
    ended = time.perf_counter()
    matching = {str(place): sorted(map(str, people)) for place, people in solved.items()}
    print(json.dumps({"create": created - began, "solve": ended - created, "matching": matching}))


if __name__ == "__main__":
    # It copies its players along all their references, deeper than Python goes by itself.
    sys.setrecursionlimit(10_000_000)
    threading.stack_size(1024**3 - 1)
    thread = threading.Thread(target=main, args=sys.argv[1:2])
    thread.start()
    thread.join()
