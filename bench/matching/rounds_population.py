"""Rounds of any size, as arrays and as dictionaries of names."""

from dataclasses import replace

import numpy as np

from permeate.core.matching.rounds.fair import fair_plan
from permeate.core.matching.rounds.lottery import strict
from permeate.core.matching.rounds.objectives import Traits, objectives
from permeate.core.matching.rounds.problem import Problem
from permeate.core.matching.rounds.wanted import Group, Limit, Wanted

WISHES = 10
PLACE_SIZE = 10
REGIONS = 10
NO_TRAITS = Traits(*(np.zeros(0, dtype=np.int32) for _ in range(4)), np.zeros(0, dtype=bool))


def round_of(people: int, seed: int = 1, *, size: int = PLACE_SIZE) -> Problem:
    """Ten wishes each, seats for half of the people, strict on both sides."""
    chance = np.random.default_rng(seed)
    places = max(WISHES, people // (2 * size))
    starts = np.arange(0, people * WISHES + 1, WISHES, dtype=np.int64)
    # Ten different places: one of each tenth, in an order of one's own.
    tenth = places // WISHES
    place = chance.integers(0, tenth, (people, WISHES), dtype=np.int32)
    place += chance.permuted(
        np.tile(np.arange(WISHES, dtype=np.int32) * tenth, (people, 1)), axis=1
    )
    draw = chance.permutation(people * WISHES).astype(np.int32)
    loose = Problem(
        starts=starts,
        place=place.ravel(),
        person_rank=np.tile(np.arange(WISHES, dtype=np.int32), people),
        place_rank=draw,
        least=np.zeros(places, dtype=np.int32),
        most=np.full(places, size, dtype=np.int32),
    )
    made, _ = strict(loose, np.arange(people, dtype=np.int32), np.arange(places, dtype=np.int32))
    return made


def dictionaries(problem: Problem) -> tuple[dict, dict, dict]:
    """The same round as names: people’s lists, places’ lists, capacities."""
    person = problem.person()
    people = {f"p{n}": [] for n in range(problem.people)}
    for n, place in zip(person.tolist(), problem.place.tolist(), strict=True):
        people[f"p{n}"].append(f"h{place}")
    places = {f"h{h}": [] for h in range(problem.places)}
    for wish in np.lexsort((problem.place_rank, problem.place)):
        places[f"h{problem.place[wish]}"].append(f"p{person[wish]}")
    most = {f"h{h}": int(problem.most[h]) for h in range(problem.places)}
    return people, places, most


def with_region_minima(problem: Problem, order: tuple[str, ...], seed: int = 2) -> Wanted:
    """Organisations in regions; half of the regions must reach more than they would."""
    chance = np.random.default_rng(seed)
    organisations = max(REGIONS, problem.places // 3)
    host = np.arange(problem.places) % organisations
    region = (host % REGIONS).astype(np.int32)
    roomy = replace(problem, most=(problem.most * 3).astype(np.int32))  # so that minima can bind
    held = np.bincount(
        region, weights=roomy.held(_without_limits(roomy)), minlength=REGIONS
    ).astype(int)
    room = np.bincount(region, weights=roomy.most, minlength=REGIONS).astype(int)
    limits = tuple(
        Limit(f"region {r}", Group(places=region == r), least=min(int(held[r] * 1.03), room[r]))
        for r in range(0, REGIONS, 2)
    )
    return Wanted(
        roomy, limits, objectives(order, roomy, traits(roomy, organisations, host, chance))
    )


def with_cross_quotas(problem: Problem, order: tuple[str, ...], seed: int = 1) -> Wanted:
    """Type by region and grade by kind: cells that must give or take against their wishes."""
    chance = np.random.default_rng(seed)
    organisations = max(REGIONS, problem.places // 3)
    host = np.arange(problem.places) % organisations
    free = _without_limits(problem)
    true = free[free >= 0]
    pairs = (
        (
            chance.integers(0, 5, problem.people),
            chance.integers(0, 9, problem.places),
            "type×region",
        ),
        (
            chance.integers(0, 4, problem.people),
            chance.integers(0, 3, problem.places),
            "grade×kind",
        ),
    )
    limits = []
    for mine, theirs, name in pairs:
        for other in range(theirs.max() + 1):
            fewest = chance.integers(mine.max() + 1)
            for one in range(mine.max() + 1):
                group = Group(people=mine == one, places=theirs == other)
                count = int(group.wishes(problem)[true].sum())
                step, label = max(1, count // 50), f"{name} {one}, {other}"
                if one == fewest:
                    limits.append(Limit(label, group, least=count + step))
                elif chance.random() < 0.3:
                    limits.append(Limit(label, group, most=max(0, count - step)))
    made = objectives(order, problem, traits(problem, organisations, host, chance))
    return Wanted(problem, tuple(limits), made)


def _without_limits(problem: Problem) -> np.ndarray:
    order = objectives(("placed", "ranks"), problem, NO_TRAITS)
    return fair_plan(Wanted(problem, order=order)).answer


def traits(problem: Problem, organisations: int, host: np.ndarray, chance) -> Traits:
    """Five sectors, a fifth of the organisations left out."""
    home = chance.integers(0, organisations, problem.people).astype(np.int32)
    sector = chance.integers(0, 5, organisations).astype(np.int32)
    left_out = chance.random(organisations) < 0.2
    return Traits(sector[home], sector[host], home, host.astype(np.int32), left_out)


def with_ties(people: int, places: int, seed: int) -> Problem:
    """A market of unequal favour whose places rank in four to thirteen steps."""
    chance = np.random.default_rng(seed)
    favour = 1 / np.arange(1, places + 1) ** 0.5
    favour /= favour.sum()
    lengths = chance.integers(2, 7, people)
    chosen = [chance.choice(places, count, replace=False, p=favour) for count in lengths]
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    place = np.concatenate(chosen).astype(np.int32)
    merit = np.repeat(chance.integers(1, 40, people), lengths)
    steps = chance.integers(3, 10, places)[place]
    seats = favour**0.6 / (favour**0.6).sum() * people
    return Problem(
        starts=starts,
        place=place,
        person_rank=np.concatenate([np.arange(1, c + 1) for c in lengths]).astype(np.int32),
        place_rank=(merit // steps + 1).astype(np.int32),
        least=np.zeros(places, dtype=np.int32),
        most=np.maximum(1, np.round(seats)).astype(np.int32),
    )
