"""Rounds beside their peers: `matching`, a loop in C and a bare flow, each in one run.

Stable rounds must give the peers' own matching; the certificate is always run and timed apart.
"""

import argparse
import ctypes
import json
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow

from bench.matching import rounds_population as population
from permeate.core.matching.rounds.dictionaries import from_dictionaries
from permeate.core.matching.rounds.fair import fair_plan
from permeate.core.matching.rounds.largest import largest_stable
from permeate.core.matching.rounds.lottery import strict
from permeate.core.matching.rounds.objectives import DEFAULT_ORDER
from permeate.core.matching.rounds.problem import Problem
from permeate.core.matching.rounds.stability import blocking
from permeate.core.matching.rounds.stable import best_for_people
from permeate.core.matching.rounds.ties import many_placed
from permeate.core.matching.rounds.wanted import Plan, Wanted

HERE = Path(__file__).parent
PEER = HERE.parents[1] / ".bench" / "bin" / "python"
SIMPLE = ("placed", "ranks")
FROM_ARRAYS, FROM_DICTIONARIES, OF_C, OF_FLOW = 5_000.0, 100.0, 2.0, 3.0


class Sheet:
    """Lines as they come, and whether every figure was met."""

    def __init__(self) -> None:
        self.met = True

    def line(self, words: str, fine: bool = True) -> None:
        """Print one line, marked where a figure is missed."""
        self.met &= fine
        print(f"{words}{'' if fine else '  over'}", flush=True)


def main(asked: argparse.Namespace) -> bool:
    """Every part; whether every figure is met."""
    sheet = Sheet()
    quick = asked.quick
    beside_matching(sheet, 500 if quick else 5_000)
    for people in (2_000,) if quick else (100_000, 1_000_000):
        beside_c(sheet, people)
    largest(sheet, (120, 20) if quick else (759, 53))
    beside_flow(sheet, 2_000 if quick else 100_000)
    crossing(sheet, 300, size=1, within=1.0)
    crossing(sheet, 1_000 if quick else 20_000, size=10, within=60.0)
    return sheet.met


def seconds(work: Callable[[], Any], times: int = 5) -> tuple[float, Any]:
    """The median of so many runs, and the last one's result."""
    taken, result = [], None
    for _ in range(times):
        began = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken), result


def beside_matching(sheet: Sheet, people: int) -> None:
    """`matching`, from the same dictionaries; and from arrays."""
    problem = population.round_of(people)
    told = population.dictionaries(problem)
    best_for_people(problem)
    arrays, answer = seconds(lambda: best_for_people(problem), 21)
    names, named = seconds(lambda: best_for_people(from_dictionaries(*told)))
    assert np.array_equal(answer, named)
    sheet.line(f"\nStable, {people:,} people × {population.WISHES}")
    sheet.line(
        f"  ours from arrays {arrays * 1e3:10.2f} ms, from dictionaries {names * 1e3:.1f} ms"
    )
    if not PEER.exists():
        sheet.line("  matching is not here: see the script that makes .bench", fine=False)
        return
    peer = _matching(*told)
    taken = peer["create"] + peer["solve"]
    ours = {name: [] for name in told[1]}
    for number, wish in enumerate(answer):
        if wish >= 0:
            ours[f"h{problem.place[wish]}"].append(f"p{number}")
    assert {place: sorted(who) for place, who in ours.items()} == peer["matching"]
    sheet.line(f"  matching         {taken * 1e3:10.0f} ms; the same matching")
    sheet.line(f"  from arrays       {taken / arrays:9,.0f} times", taken / arrays >= FROM_ARRAYS)
    sheet.line(
        f"  from dictionaries {taken / names:9,.0f} times", taken / names >= FROM_DICTIONARIES
    )


def _matching(people: dict, places: dict, most: dict) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"people": people, "places": places, "most": most}, file)
        file.flush()
        command = [str(PEER), str(HERE / "rounds_peer.py"), file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def beside_c(sheet: Sheet, people: int) -> None:
    """The loop in C over the same arrays, in turns with ours; the certificate apart."""
    problem = population.round_of(people)
    times = 15 if people <= 100_000 else 5
    peer = _loop(problem)
    best_for_people(problem)
    ratios, ours, theirs = [], [], []
    for _ in range(times):
        mine, answer = seconds(lambda: best_for_people(problem), 1)
        ours.append(mine)
        if peer is not None:
            other, told = seconds(peer, 1)
            assert np.array_equal(answer, told)
            theirs.append(other)
            ratios.append(mine / other)
    check, found = seconds(lambda: blocking(problem, answer), 3)
    assert not len(found)
    top = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sheet.line(f"\nStable, {people:,} people × {population.WISHES}, in arrays")
    sheet.line(f"  ours        {statistics.median(ours) * 1e3:10.1f} ms")
    if peer is None:
        sheet.line("  no C compiler here", fine=False)
    else:
        ratio = statistics.median(ratios)
        sheet.line(f"  C           {statistics.median(theirs) * 1e3:10.1f} ms; the same matching")
        sheet.line(f"  ours ÷ C    {ratio:10.2f}", ratio <= OF_C)
    sheet.line(f"  certificate {check * 1e3:10.1f} ms")
    sheet.line(f"  most memory of this process so far {top:,.0f} MB", top < 1024)


def _loop(problem: Problem) -> Callable[[], np.ndarray] | None:
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "loop.so"
        command = [compiler, "-O3", "-march=native", "-shared", "-fPIC", "-o", str(library)]
        subprocess.run([*command, str(HERE / "rounds_loop.c")], check=True)
        loop = ctypes.CDLL(str(library)).people_propose
    sizes = [ctypes.c_int64(n) for n in (problem.people, problem.places, len(problem.place))]
    columns = (problem.starts, problem.place, problem.place_rank, problem.most)

    def run() -> np.ndarray:
        answer = np.empty(problem.people, dtype=np.int64)
        pointers = [column.ctypes.data_as(ctypes.c_void_p) for column in (*columns, answer)]
        assert loop(*sizes, *pointers) == 0
        return answer

    return run


def largest(sheet: Sheet, size: tuple[int, int]) -> None:
    """The largest stable answer, proven, beside lotteries and Király's algorithm."""
    sheet.line(f"\nLargest stable with ties, {size[0]:,} people × {size[1]:,} places")
    for seed in range(3):
        problem = population.with_ties(*size, seed)
        drawn = []
        for lottery in range(5):
            chance = np.random.default_rng(lottery)
            lots = [chance.permutation(n).astype(np.int32) for n in size]
            drawn.append(int((best_for_people(strict(problem, *lots)[0]) >= 0).sum()))
        many = int((many_placed(problem) >= 0).sum())
        taken, best = seconds(lambda problem=problem: largest_stable(problem, 30.0), 1)
        assert not len(blocking(problem, best.answer))
        sheet.line(
            f"  {best.size} of at most {best.bound} in {taken:.2f} s; Király {many}; five lotteries "
            f"{min(drawn)} to {max(drawn)}, {best.size - max(drawn)} to "
            f"{best.size - min(drawn)} short",
            best.proven and taken <= 15,
        )


def beside_flow(sheet: Sheet, people: int) -> None:
    """Region minima that bind, beside a bare flow of the same people, places and wishes."""
    wanted = population.with_region_minima(population.round_of(people), SIMPLE)
    sheet.line(f"\nOptimal, {people:,} people, region minima that bind")
    bare, _ = seconds(lambda: _bare_flow(wanted.problem), 1)
    taken, plan = seconds(lambda: fair_plan(wanted), 1)
    without = fair_plan(replace(wanted, limits=()))
    cost = plan.stages[1].value - without.stages[1].value
    sheet.line(f"  bare flow {bare:7.2f} s; {plan.found_by} with minima {taken:.2f} s")
    sheet.line(f"  minima change the ranks by {cost:,}", cost != 0)
    sheet.line(f"  ratio {taken / bare:7.2f}", taken / bare <= OF_FLOW and _proven(plan))
    full = population.with_region_minima(population.round_of(people), DEFAULT_ORDER)
    taken, plan = seconds(lambda: fair_plan(full), 1)
    sheet.line(f"  {len(plan.stages)} objectives {taken:7.2f} s, all proven", _proven(plan))


def _bare_flow(problem: Problem) -> None:
    solver = min_cost_flow.SimpleMinCostFlow()
    people, places = problem.people, problem.places
    person, place = problem.person().astype(np.int64), problem.place.astype(np.int64) + people
    worth = problem.person_rank.astype(np.int64) + problem.place_rank - 10**6
    ones, sink = np.ones(people, dtype=np.int64), people + places
    add = solver.add_arcs_with_capacity_and_unit_cost
    add(person, place, np.ones(len(person), dtype=np.int64), worth)
    add(np.arange(people), np.full(people, sink), ones, 0 * ones)
    seats = problem.most.astype(np.int64)
    add(np.arange(places) + people, np.full(places, sink), seats, 0 * seats)
    supplies = np.append(np.append(ones, 0 * seats), -people)
    solver.set_nodes_supplies(np.arange(sink + 1), supplies)
    assert solver.solve() == solver.OPTIMAL


def _proven(plan: Plan) -> bool:
    return all(stage.proven for stage in plan.stages)


def crossing(sheet: Sheet, people: int, *, size: int, within: float) -> None:
    """Cross-cutting quotas that bind: time and gap."""
    problem = population.round_of(people, size=size)
    sheet.line(f"\nOptimal, {people:,} people × {problem.places:,} places, cross-cutting quotas")
    for order in (SIMPLE, DEFAULT_ORDER):
        wanted: Wanted = population.with_cross_quotas(problem, order)
        began = time.process_time()  # as the limit is for a machine with nothing else to do
        plan = fair_plan(wanted)
        taken = time.process_time() - began
        gap = max(abs(s.bound - s.value) / max(1, abs(s.bound)) for s in plan.stages)
        fine = taken <= within and (gap <= 0.001 if people > 1_000 else gap == 0)
        sheet.line(
            f"  {len(plan.stages):2} objectives, {len(wanted.limits)} quotas: {taken:6.2f} CPU s, gap "
            f"{gap:.2%}, by {plan.found_by}",
            fine,
        )
