"""How fast logs are judged: people a second on one core, each against every body of theirs.

    python -m bench.cpd [--people N] [--quick]

A person has five activities and one to three bodies, with their own year and category. What is
timed is what `assess` answers: every requirement's verdict with what counts. Credentials and packs
follow (`bench.credentials`). Exit status 1 where a figure is missed.
"""

import argparse
import random
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta

from bench import credentials
from permeate.core.cpd.activities import Activity, activity
from permeate.core.cpd.assessing import assess
from permeate.core.cpd.catalogue import shipped
from permeate.core.cpd.member import Held, Member
from permeate.core.cpd.scheme import Scheme
from permeate.core.cpd.vocabulary import FIELDS, PREDICATES

LIMIT = 20_000
ACTIVITIES = 5
AS_OF = date(2026, 11, 24)
TYPES = ("course", "conference", "reading", "shadowing", "secondment", "mentoring", "practice")

Asked = tuple[list[Activity], list[tuple[Scheme, Member]]]


def population(count: int, seed: int = 1) -> list[Asked]:
    """So many people's logs and bodies; the same for the same seed."""
    chance = random.Random(seed)
    return [(_log(chance), _bodies(chance)) for _ in range(count)]


def _log(chance: random.Random) -> list[Activity]:
    return [
        activity(
            AS_OF - timedelta(days=chance.randrange(1_000)),
            chance.randrange(50, 2_000, 25),
            chance.choice(TYPES),
            yes=frozenset(chance.sample(sorted(PREDICATES), 4)),
            maybe=frozenset(chance.sample(sorted(PREDICATES), 1)),
            fields=frozenset(chance.sample(sorted(FIELDS), 2)),
        )
        for _ in range(ACTIVITIES)
    ]


def _bodies(chance: random.Random) -> list[tuple[Scheme, Member]]:
    return [
        (scheme, _member(chance, scheme))
        for scheme in chance.sample(shipped(), chance.choice((1, 2, 2, 3)))
    ]


def _member(chance: random.Random, scheme: Scheme) -> Member:
    held = [Held(chance.choice(scheme.categories).name)] if scheme.categories else []
    return Member(tuple(held), chance.choice(((1, 1), (4, 1), (7, 1), (10, 1))))


def rate(people: Sequence[Asked]) -> tuple[float, int]:
    """People a second of this process's own time, and how many verdicts there were."""
    verdicts = 0
    began = time.process_time()
    for log, bodies in people:
        for scheme, member in bodies:
            verdicts += len(assess(scheme, log, member, as_of=AS_OF).verdicts)
    return len(people) / (time.process_time() - began), verdicts


def main(arguments: Sequence[str]) -> int:
    """Print the rate; 0 where the figure is met."""
    parser = argparse.ArgumentParser(prog="make bench-cpd", description=__doc__.split("\n")[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true", help="a tenth of the people")
    asked = parser.parse_args(arguments)
    count = asked.people // 10 if asked.quick else asked.people
    people = population(count)
    found, verdicts = rate(people)
    bodies = sum(len(one) for _, one in people)
    print(
        f"{count:,} people × {ACTIVITIES} activities × their {bodies:,} bodies: {verdicts:,} verdicts"
    )
    print(f"assessing   {found:10,.0f} people/s a core   (at least {LIMIT:,})", end="")
    print("" if found >= LIMIT else "  under")
    met = credentials.report(quick=asked.quick)
    return 0 if met and found >= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
