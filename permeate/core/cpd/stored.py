"""Between what a person's log keeps and what is judged."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from permeate.core.cpd.activities import SCALE, Activity, activity
from permeate.core.cpd.member import Held, Member
from permeate.core.cpd.reading import read_scheme
from permeate.core.cpd.scheme import Scheme
from permeate.core.cpd.vocabulary import FIELDS


@lru_cache(maxsize=256)
def scheme_of(text: str) -> Scheme:
    """The scheme of a kept text; the same text gives the same one."""
    return read_scheme(text)


def judged_activity(
    *,
    on: date,
    hours: Decimal,
    points: Decimal | None,
    type_: str,
    title: str,
    answers: Mapping[str, bool],
    filled: Iterable[str],
    asked: Iterable[str],
    reference: str,
) -> Activity:
    """A row of the log as it is judged; what was asked and not answered yet may hold."""
    yes = frozenset(name for name, holds in answers.items() if holds)
    return activity(
        on,
        int(hours * SCALE),
        type_,
        title,
        yes=yes,
        maybe=frozenset(asked).difference(answers),
        fields=frozenset(name for name in filled if name in FIELDS),
        points=None if points is None else int(points * SCALE),
        row=reference,
    )


def member_of(
    *,
    category: str,
    before: str,
    since: date | None,
    starts_on: date | None,
    member_since: date | None,
    fte: Decimal | None,
) -> Member:
    """What a person said about themselves and a body."""
    held = []
    if category:
        held = [Held(category, since if before else None)]
        if before and since:
            held.insert(0, Held(before))
    return Member(
        tuple(held),
        (starts_on.month, starts_on.day) if starts_on else None,
        starts_on,
        member_since,
        fte,
    )
