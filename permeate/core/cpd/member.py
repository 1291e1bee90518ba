"""What a scheme asks of a person about themselves."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from permeate.core.cpd.scheme import MonthDay, Scheme
from permeate.core.refusals import Refused


@dataclass(frozen=True)
class Held:
    """A category, and the day from which it was held (None: all along)."""

    name: str
    since: date | None = None


@dataclass(frozen=True)
class Member:
    """A member of a body. Everything may be left out; what then rests on it says so.

    ``year_start`` is the first day of their own year, ``period_start`` the first day of any of
    their periods of several years; ``fte`` is their share of full time.
    """

    categories: tuple[Held, ...] = ()
    year_start: MonthDay | None = None
    period_start: date | None = None
    since: date | None = None
    fte: Decimal | None = None


ANYBODY = Member()


def check_member(scheme: Scheme, member: Member) -> None:
    """Refused, naming those there are, where the scheme has no such category."""
    names = [one.name for one in scheme.categories]
    for held in member.categories:
        if held.name not in names:
            known = f"It has {', '.join(names)}." if names else "It has no categories."
            raise Refused(f"{scheme.body} has no category “{held.name}”. {known}", field="category")
    if member.fte is not None and not 0 < member.fte <= 1:
        raise Refused("The share of full time must be more than 0 and at most 1.", field="fte")


def held_in(scheme: Scheme, member: Member, first: date, last: date) -> tuple[str | None, ...]:
    """Categories that may apply in these days: those held, or all where none was said.

    (None,) where the scheme has no categories.
    """
    if not scheme.categories:
        return (None,)
    if not member.categories:
        return tuple(one.name for one in scheme.categories)
    ordered = sorted(member.categories, key=lambda held: held.since or date.min)
    in_time = [held for held in ordered if (held.since or date.min) <= last]
    earlier = [held for held in in_time if (held.since or date.min) <= first]
    kept = in_time[len(earlier) - 1 :] if earlier else in_time or ordered[:1]
    return tuple(dict.fromkeys(held.name for held in kept))
