"""What is asked of one sort of member on one day: requirements with their windows and amounts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from permeate.core.cpd.activities import SCALE, Shape
from permeate.core.cpd.bits import mask_of
from permeate.core.cpd.conditions import YES
from permeate.core.cpd.judging import UNIT, Judged, asked_about, judge
from permeate.core.cpd.member import Member, check_member, held_in
from permeate.core.cpd.scheme import Measure, ProRata, Requirement, Scheme, Tariff
from permeate.core.cpd.windows import Span, span_at, years_of

NOT_DAILY_WORK = "not-daily-work"


@dataclass(frozen=True)
class Slot:
    """One requirement in one window. Needs are ten-thousandths; two where they are not sure."""

    at: int
    span: Span
    need: int
    need_at_least: int
    most: int | None


@dataclass(frozen=True)
class Group:
    """The variants of one requirement that may apply: the slots of each, None for nothing asked."""

    id: str
    variants: tuple[tuple[int, ...] | None, ...]
    delegated: str = ""


class Toward(NamedTuple):
    """Where an activity counts: the slot, its days, and whether it surely does."""

    slot: int
    first: int
    last: int
    measure: Measure
    sure: bool


# Slot, first and last day, whether surely, hundredths an hour, and a fixed amount besides.
Linear = tuple[int, int, int, bool, int, int]


class Standing(NamedTuple):
    """Where activities of one sort count whose amounts have limits."""

    otherwise: tuple[Toward, ...]
    tariff: Tariff | None
    cap: int | None
    each_type: bool
    cap_sure: bool

    def cap_key(self, shape: Shape) -> tuple[int, str] | None:
        """Which pile of capped amounts an activity goes on, if any."""
        if self.cap is None:
            return None
        return self.cap, shape.type if self.each_type else ""


@dataclass(eq=False)
class Plan:
    """All slots, and for each sort of activity seen so far where it counts."""

    scheme: Scheme
    member: Member
    as_of: date
    today: int
    span: Span
    slots: tuple[Slot, ...]
    groups: tuple[Group, ...]
    in_force: bool
    mask: int
    before: "Plan | None" = None  # of `assessing`: last year's
    seen: dict[int, tuple[tuple[Linear, ...], Standing | None]] = field(default_factory=dict)
    quick: list[Any] = field(default_factory=list)  # of `verdicts`: answers made beforehand

    def judged(self, shape: Shape) -> Judged:
        """How the scheme judges activities of this shape."""
        return judged_of(self.scheme, shape.bits & self.mask, shape)

    def standing(self, shape: Shape) -> tuple[tuple[Linear, ...], Standing | None]:
        """Where activities of this shape count; worked out once."""
        key = shape.bits & self.mask
        if key not in self.seen:
            judged = self.judged(shape)
            made = [(one, _linear(one, judged)) for one in self.towards(judged)]
            otherwise = tuple(one for one, linear in made if linear is None)
            self.seen[key] = (
                tuple(linear for _, linear in made if linear is not None),
                self._limited(judged, otherwise) if otherwise else None,
            )
        return self.seen[key]

    def towards(self, judged: Judged) -> list[Toward]:
        """The slots that count what is judged so."""
        return [
            Toward(
                number,
                slot.span.first.toordinal(),
                slot.span.last.toordinal(),
                self.scheme.requirements[slot.at].measure,
                judged.grades[slot.at] == YES,
            )
            for number, slot in enumerate(self.slots)
            if judged.grades[slot.at]
        ]

    def _limited(self, judged: Judged, otherwise: tuple[Toward, ...]) -> Standing:
        each_type = judged.cap is not None and self.scheme.caps[judged.cap].each_type
        return Standing(otherwise, judged.tariff, judged.cap, each_type, judged.cap_grade == YES)


def _linear(toward: Toward, judged: Judged) -> Linear | None:
    """The entry where the amount is so much an hour and so much besides; None where it is not."""
    if toward.measure is Measure.ENTRIES:
        return (*toward[:3], toward.sure, 0, UNIT)
    if toward.measure is Measure.TYPES or judged.cap is not None:
        return None
    if toward.measure is Measure.HOURS:
        return (*toward[:3], toward.sure, SCALE, 0)
    tariff = judged.tariff
    if tariff is None or tariff.stated or tariff.at_least:
        return None
    return (*toward[:3], toward.sure, tariff.per_hour or 0, (tariff.fixed or 0) * SCALE)


_judged: WeakKeyDictionary[Scheme, dict[int, Judged]] = WeakKeyDictionary()


def judged_of(scheme: Scheme, key: int, shape: Shape) -> Judged:
    """How the scheme judges shapes with this key; worked out once."""
    known = _judged.setdefault(scheme, {})
    if key not in known:
        known[key] = judge(scheme, shape)
    return known[key]


@lru_cache(maxsize=20_000)
def plan_of(scheme: Scheme, member: Member, as_of: date) -> Plan:
    """The plan; Refused where the scheme has no category that the member is said to have."""
    check_member(scheme, member)
    slots: list[Slot] = []
    groups = []
    for name in dict.fromkeys(one.id for one in scheme.requirements):
        group = _group(scheme, member, as_of, name, slots)
        if group:
            groups.append(group)
    return Plan(
        scheme,
        member,
        as_of,
        as_of.toordinal(),
        span_at(scheme.window, scheme.window.years, member, as_of),
        tuple(slots),
        tuple(groups),
        in_force(scheme, as_of),
        mask_of(asked_about(scheme) | {NOT_DAILY_WORK}),
    )


def in_force(scheme: Scheme, day: date) -> bool:
    """Whether these are the rules of that day, as far as is known."""
    starts, ends = scheme.valid_from, scheme.valid_until
    return not (starts and day < starts) and not (ends and day > ends)


def _group(
    scheme: Scheme, member: Member, as_of: date, name: str, slots: list[Slot]
) -> Group | None:
    variants = [(at, one) for at, one in enumerate(scheme.requirements) if one.id == name]
    years = max(one.years or scheme.window.years for _, one in variants)
    span = span_at(scheme.window, years, member, as_of)
    held = held_in(scheme, member, span.first, min(span.last, as_of))
    made: dict[int, tuple[int, ...]] = {}
    chosen: list[tuple[int, ...] | None] = []
    for category in held:
        at = _for(variants, category)
        if at is not None and at not in made:
            made[at] = _slots(scheme, member, as_of, at, slots)
        one = None if at is None else made[at]
        if one not in chosen:
            chosen.append(one)
    delegated = {one.delegated for one in scheme.categories if one.name in held}
    if chosen == [None]:
        return None
    return Group(name, tuple(chosen), delegated.pop() if len(delegated) == 1 else "")


def _for(variants: Sequence[tuple[int, Requirement]], category: str | None) -> int | None:
    for at, one in variants:
        if not one.categories or category in one.categories:
            return at
    return None


def _slots(
    scheme: Scheme, member: Member, as_of: date, at: int, slots: list[Slot]
) -> tuple[int, ...]:
    """Add the slots of a requirement: one, or one a year; their numbers."""
    asked = scheme.requirements[at]
    span = span_at(scheme.window, asked.years or scheme.window.years, member, as_of)
    spans = [span]
    if asked.each_year:
        spans = [
            year
            for year in years_of(scheme.window, member, span)
            if year.first <= as_of and not (member.since and year.last < member.since)
        ] or [span]
    first = len(slots)
    least, at_least = _needs(scheme, member, asked)
    most = None if asked.most is None else asked.most * SCALE
    slots += [Slot(at, one, least, at_least, most) for one in spans]
    return tuple(range(first, len(slots)))


def _needs(scheme: Scheme, member: Member, asked: Requirement) -> tuple[int, int]:
    """What is asked, and the least that may be asked where part-time rules are not known."""
    need = asked.least * SCALE
    counted = asked.measure in (Measure.HOURS, Measure.POINTS)
    if scheme.pro_rata is ProRata.NONE or member.fte is None or not counted:
        return need, need
    cut = int(need * Decimal(member.fte))
    return (cut, cut) if scheme.pro_rata is ProRata.FTE else (need, cut)
