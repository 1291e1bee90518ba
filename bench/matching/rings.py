"""Rings: published instances to their optimum, beside kep_solver, and sparse pools at scale.

CPU seconds of one process, reading and start left out on both sides; a time limit counts CPU
seconds too, so that other work on the machine changes little. Who wants the wall's: divide.
"""

import argparse
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.matching.ring_pools import pool
from permeate.cli.matching.ring_files.reading import read_rings
from permeate.core.matching.rings.control import Control
from permeate.core.matching.rings.portfolio import Outcome, solve
from permeate.core.matching.rings.problem import Caps, Graph

ROOT = Path(__file__).resolve().parents[2]
INSTANCES = ROOT.parent / "shared" / "instances"
PEER = Path(__file__).with_name("rings_peer.py")
PATIENCE = 900  # seconds for the peer


@dataclass(frozen=True)
class Figure:
    """What has to be met: at most so many CPU seconds, so large a gap."""

    seconds: float
    gap: float = 0.0


WITHIN = {("saidman_1024_51_8004", 3): 2.0, ("orgrings_2000_100_7004", 3): 10.0}
BESIDE = {"saidman_256_12_8002": 50.0, "orgrings_1000_50_7003": 3.0}  # times the peer
LARGE = {
    (5_000, 250, 500): Figure(60.0, 0.001),
    (20_000, 1_000, 1_350): Figure(120.0, 0.005),
}
SMALLER = {(500, 25, 100): Figure(20.0), (1_000, 50, 500): Figure(20.0)}


def main(asked: argparse.Namespace) -> bool:
    """Print the tables; whether every figure is met."""
    met = _published() if INSTANCES.is_dir() else _absent()
    met &= _scale(SMALLER if asked.quick else LARGE)
    if not asked.quick and INSTANCES.is_dir():
        met &= _beside()
    return met


def _absent() -> bool:
    print("\nRings: no published instances beside the repository (../shared/instances).")
    return True


def _solved(graph: Graph, caps: Caps, limit: float = 600.0) -> tuple[Outcome, float]:
    began = time.process_time()
    outcome = solve(graph, caps, Control(lambda: limit - (time.process_time() - began)))
    return outcome, time.process_time() - began


def _published() -> bool:
    print("\nRings, published instances, CPU seconds")
    print(f"{'instance':26}{'caps':>6}{'placed':>8}{'known':>7}{'any length':>12}{'seconds':>9}")
    met = True
    for name, by_caps in json.loads((INSTANCES / "optima.json").read_text()).items():
        file = next((INSTANCES / "rings").glob(f"{name}.[wi][mn]*"))
        graph = read_rings(file).graph
        for told, fact in by_caps.items():
            cycle, chain = (int(part.split()[-1]) for part in told.split(", "))
            outcome, seconds = _solved(graph, Caps(cycle, chain))
            fine = outcome.proven and outcome.rings.value >= fact["optimum"]
            fine &= seconds <= WITHIN.get((name, chain), 600.0)
            met &= fine
            print(
                f"{name:26}{cycle:3},{chain:2}{outcome.rings.value:8}{fact['optimum']:7g}"
                f"{outcome.any_length:12}{seconds:9.2f}{'' if fine else '  over'}",
                flush=True,
            )
    return met


def _scale(figures: dict[tuple[int, int, int], Figure]) -> bool:
    print("\nRings, sparse pools by seed, caps 3 and 3, CPU seconds")
    print(
        f"{'releases':>9}{'givers':>8}{'arcs':>10}{'placed':>8}{'bound':>8}{'gap':>9}{'seconds':>9}"
    )
    met = True
    for size, figure in figures.items():
        graph = pool(*size, seed=9001)
        outcome, seconds = _solved(graph, Caps(), figure.seconds)
        gap = (outcome.bound - outcome.rings.value) / outcome.bound
        fine = gap <= figure.gap
        met &= fine
        print(
            f"{size[0]:9,}{size[1]:8,}{len(graph.tails):10,}{outcome.rings.value:8,}"
            f"{outcome.bound:8,}{gap:9.3%}{seconds:9.1f}{'' if fine else '  over'}",
            flush=True,
        )
    return met


def _beside() -> bool:
    print("\nRings beside kep_solver (PICEF, CBC), caps 3 and 3, CPU seconds")
    print(f"{'instance':26}{'placed':>8}{'peer’s':>8}{'seconds':>9}{'peer’s':>9}{'times':>8}")
    met = True
    for name, times in BESIDE.items():
        graph = read_rings(INSTANCES / "rings" / f"{name}.input").graph
        outcome, seconds = _solved(graph, Caps())
        told = _peer(graph)
        ratio = told["cpu"] / seconds
        fine = ratio >= times and outcome.rings.value == told["value"]
        met &= fine
        print(
            f"{name:26}{outcome.rings.value:8}{told['value']:8}{seconds:9.2f}{told['cpu']:9.2f}"
            f"{ratio:8.1f}{'' if fine else '  over'}",
            flush=True,
        )
    return met


def _peer(graph: Graph) -> dict[str, float]:
    """What kep_solver makes of it, in its own environment and process."""
    subprocess.run(["sh", ROOT / "ops" / "bench.sh"], check=True)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "pool.json"
        arcs = np.column_stack([graph.tails, graph.heads]).tolist()
        file.write_text(json.dumps({"releases": graph.releases, "arcs": arcs}))
        command = [ROOT / ".bench" / "bin" / "python", PEER, file, "3", "3"]
        run = subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE)
    return json.loads(run.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(not main(argparse.Namespace(quick="--quick" in sys.argv)))
