"""Small rounds: drawn by hypothesis, and solved by trying everything."""

from collections.abc import Iterator
from itertools import product

import numpy as np
from hypothesis import strategies as st

from permeate.core.matching.rounds.asked import Asked, Exclusion, Side, Target
from permeate.core.matching.rounds.problem import Problem, Rankings


def side(prefix: str, count: int, **columns: tuple[str, ...]) -> Side:
    names = tuple(f"{prefix}{number}" for number in range(count))
    given = {"organisation": tuple(f"{prefix}-org{n % 3}" for n in range(count)), **columns}
    return Side(names, given)


def rankings(entries: list[tuple[int, int, int]]) -> Rankings:
    table = np.array(entries, dtype=np.int64).reshape(-1, 3)
    return Rankings(table[:, 0], table[:, 1], table[:, 2])


def asked(
    people: list[dict[int, int]],
    places: list[dict[int, int]],
    most: list[int],
    least: list[int] | None = None,
    targets: tuple[Target, ...] = (),
    exclusions: tuple[Exclusion, ...] = (),
    together: tuple[tuple[int, int], ...] = (),
    left_out: tuple[bool, ...] = (),
) -> Asked:
    """Ranks by number of the other side, for each person and each place."""
    types = ("council", "department")
    ours = Side(
        tuple(f"p{n}" for n in range(len(people))),
        {
            "organisation": tuple(f"home{n % 3}" for n in range(len(people))),
            "type": tuple(types[n % 2] for n in range(len(people))),
            "region": tuple("NS"[n % 2] for n in range(len(people))),
        },
        left_out,
    )
    theirs = Side(
        tuple(f"h{n}" for n in range(len(places))),
        {
            "organisation": tuple(f"host{n}" for n in range(len(places))),
            "type": tuple(types[n % 2] for n in range(len(places))),
            "region": tuple("EW"[n // 2 % 2] for n in range(len(places))),
        },
    )
    return Asked(
        people=ours,
        places=theirs,
        least=np.array(least or [0] * len(places), dtype=np.int32),
        most=np.array(most, dtype=np.int32),
        by_people=rankings([(a, b, r) for a, own in enumerate(people) for b, r in own.items()]),
        by_places=rankings([(a, b, r) for a, own in enumerate(places) for b, r in own.items()]),
        targets=targets,
        exclusions=exclusions,
        together=together,
    )


@st.composite
def rounds(draw, ties: bool = True, limits: bool = False, pairs: bool = False) -> Asked:
    """Up to five people and four places; one-sided wishes happen."""
    n, m = draw(st.integers(1, 5)), draw(st.integers(1, 4))

    def lists(size: int, other: int) -> list[dict[int, int]]:
        found = []
        for _ in range(size):
            order = draw(st.permutations(range(other)))[: draw(st.integers(0, other))]
            found.append(
                {one: draw(st.integers(1, 3)) if ties else at for at, one in enumerate(order, 1)}
            )
        return found

    most = draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))
    targets: tuple[Target, ...] = ()
    least = [0] * m
    if limits:
        least = [draw(st.integers(0, min(1, one))) for one in most]
        chosen = draw(st.lists(st.sampled_from(TARGETS), max_size=2, unique=True))
        targets = tuple(
            Target(*traits, least=draw(st.integers(0, 2)), most=draw(st.integers(2, 4)))
            for traits in chosen
            if _present(traits, n, m)
        )
    together = ((0, 1),) if pairs and n > 1 else ()
    out = tuple(draw(st.booleans()) for _ in range(n)) if limits else ()
    return asked(lists(n, m), lists(m, n), most, least, targets, (), together, out)


TARGETS = [
    ("", "", "region", "E"),
    ("type", "council", "", ""),
    ("type", "council", "region", "E"),
    ("region", "N", "type", "council"),
    ("type", "department", "type", "council"),
]


def _present(traits: tuple[str, ...], n: int, m: int) -> bool:
    return not (traits[1] == "department" and n < 2)


def answers(problem: Problem) -> Iterator[np.ndarray]:
    """Every answer within the places’ maxima."""
    choices = [
        [-1, *range(problem.starts[person], problem.starts[person + 1])]
        for person in range(problem.people)
    ]
    for wishes in product(*choices):
        answer = np.array(wishes, dtype=np.int64)
        if np.all(problem.held(answer) <= problem.most):
            yield answer


def blocks(problem: Problem, answer: np.ndarray) -> bool:
    """Whether some pair would strictly rather have each other, straight from the words."""
    person = problem.person()
    for wish in range(len(problem.place)):
        own = answer[person[wish]]
        better = own < 0 or problem.person_rank[wish] < problem.person_rank[own]
        place = problem.place[wish]
        inside = [w for w in answer if w >= 0 and problem.place[w] == place]
        lower = any(problem.place_rank[w] > problem.place_rank[wish] for w in inside)
        if better and (len(inside) < problem.most[place] or lower):
            return True
    return False
