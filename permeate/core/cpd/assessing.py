"""Activities judged by a scheme: for each requirement met, not met or unknown.

Amounts that are certain (``low``) and possible (``high``) are summed apart, in ten-thousandths.
Met is said only where the certain suffice, not met only where even the possible do not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import add
from typing import NamedTuple

from permeate.core.cpd.activities import SCALE, Activity
from permeate.core.cpd.conditions import YES
from permeate.core.cpd.judging import UNBOUND, UNIT, worth_of
from permeate.core.cpd.member import ANYBODY, Member
from permeate.core.cpd.planning import Plan, Standing, plan_of
from permeate.core.cpd.scheme import CarryOver, Measure, Scheme, Strength, Tariff
from permeate.core.cpd.verdicts import Status, Verdict, verdicts_of


@dataclass(frozen=True)
class Carried:
    """What came over from the year before: certain, and possible (ten-thousandths)."""

    low: int = 0
    high: int = 0


NOTHING = Carried()


class Assessment(NamedTuple):
    """Everything found; words and the activities' part in it are in `explaining`."""

    plan: Plan
    verdicts: tuple[Verdict, ...]
    low: list[int]
    high: list[int]
    carried: Carried

    @property
    def status(self) -> Status:
        """Met where every binding requirement is, not met where one is not."""
        asked = self.plan.scheme.requirements
        binding = {
            verdict.status
            for verdict in self.verdicts
            if asked[self.plan.slots[verdict.slots[0]].at].strength is Strength.REQUIRED
        }
        if Status.NOT_MET in binding:
            return Status.NOT_MET
        return Status.UNKNOWN if Status.UNKNOWN in binding or not binding else Status.MET


def assess(
    scheme: Scheme, activities: Sequence[Activity], member: Member = ANYBODY, *, as_of: date
) -> Assessment:
    """The scheme's verdicts on these activities, in any order, as on that day."""
    plan = plan_of(scheme, member, as_of)
    low, high = sums(plan, activities)
    carried = NOTHING
    if scheme.carry_over:
        carried = carried_into(plan, activities)
        _add_carried(plan, carried, low, high)
    return Assessment(plan, verdicts_of(plan, low, high), low, high, carried)


def sums(plan: Plan, activities: Iterable[Activity]) -> tuple[list[int], list[int]]:
    """What counts in each slot: certain and possible."""
    low, perhaps = [0] * len(plan.slots), [0] * len(plan.slots)
    rest: list[tuple[Activity, Standing]] = []
    seen, today, mask = plan.seen, plan.today, plan.mask
    for one in activities:
        day, bits, hours = one.key
        if day > today:
            continue
        linear, standing = seen.get(bits & mask) or plan.standing(one.shape)
        for slot, first, last, sure, rate, flat in linear:
            if first <= day <= last:
                if sure:
                    low[slot] += hours * rate + flat
                else:
                    perhaps[slot] += hours * rate + flat
        if standing:
            rest.append((one, standing))
    if rest:
        _add_rest(plan, rest, low, perhaps)
    return low, list(map(add, low, perhaps))


def _add_rest(
    plan: Plan, rest: Iterable[tuple[Activity, Standing]], low: list[int], perhaps: list[int]
) -> None:
    """Add what is not a fixed amount an hour or an activity: points with limits, types, caps."""
    piles: dict[tuple[int, tuple[int, str]], list[int]] = {}
    kinds: dict[tuple[int, str], bool] = {}
    for one, standing in rest:
        for slot, first, last, measure, sure in standing.otherwise:
            if not first <= one.day <= last:
                continue
            if measure is Measure.TYPES:
                kind = (slot, one.shape.type)
                kinds[kind] = kinds.get(kind, False) or sure
                continue
            least, most = amount(one, measure, standing.tariff, sure=sure)
            key = standing.cap_key(one.shape)
            if key is None:
                low[slot] += least
                perhaps[slot] += most - least
                continue
            pile = piles.setdefault((slot, key), [0, 0, 0])
            pile[0] += least
            pile[1 if standing.cap_sure else 2] += most
    for (slot, _), sure in kinds.items():
        low[slot] += UNIT * sure
        perhaps[slot] += UNIT * (not sure)
    for (slot, (cap, _)), (least, surely, maybe) in piles.items():
        limit = plan.scheme.caps[cap].most * SCALE
        certain = min(limit, least)
        low[slot] += certain
        perhaps[slot] += min(limit, surely) + maybe - certain


def amount(
    one: Activity, measure: Measure, tariff: Tariff | None, *, sure: bool
) -> tuple[int, int]:
    """What an activity is worth in this measure: certain and possible."""
    if measure is Measure.HOURS:
        most = one.hours * SCALE
        return (most if sure else 0), most
    if measure is Measure.ENTRIES:
        return (UNIT if sure else 0), UNIT
    least, most = worth_of(one, tariff)
    return (least if sure else 0), most


def _add_carried(plan: Plan, carried: Carried, low: list[int], high: list[int]) -> None:
    if not carried.high:
        return
    rule = plan.scheme.carry_over
    for at, slot in enumerate(plan.slots):
        asked = plan.scheme.requirements[slot.at]
        if rule and asked.id in rule.towards and slot.span == plan.span:
            low[at] += carried.low
            high[at] += carried.high


def carried_into(plan: Plan, activities: Sequence[Activity]) -> Carried:
    """What the years before leave for this one; a year without activities leaves nothing."""
    first = plan.span.first.toordinal()
    before = [one for one in activities if one.day < first]
    years: list[tuple[Plan, list[Activity]]] = []
    year = plan
    while before:
        year = _year_before(year)
        first = year.span.first.toordinal()
        within = [one for one in before if one.day >= first]
        if not within:
            break
        years.append((year, within))
        before = [one for one in before if one.day < first]
    carried = NOTHING
    for year, within in reversed(years):
        carried = left_over(year, within, carried)
    return carried


def _year_before(plan: Plan) -> Plan:
    if plan.before is None:
        last = plan.span.first - timedelta(days=1)
        plan.before = plan_of(plan.scheme, plan.member, last)
    return plan.before


def left_over(year: Plan, activities: Sequence[Activity], carried: Carried) -> Carried:
    """What one year's activities, with what came into it, leave for the next."""
    rule = year.scheme.carry_over
    since = year.member.since
    first_year = since and year.span.first <= since <= year.span.last
    if rule is None or (since and since > year.span.last):
        return NOTHING
    if rule.not_from_first_year and first_year:
        return NOTHING
    low, high = sums(year, activities)
    _add_carried(year, carried, low, high)
    sure, possible = _excess(year, rule, low, high)
    if not possible:
        return NOTHING
    own_low, own_high = _own(year, activities)
    most = rule.most * SCALE
    return Carried(min(own_low, sure, most), min(own_high, possible, most))


def _excess(
    year: Plan, rule: CarryOver, low: Sequence[int], high: Sequence[int]
) -> tuple[int, int]:
    """By how much the requirements that must be exceeded are: certain and possible."""
    sure = possible = UNBOUND
    for group in year.groups:
        if group.id in rule.excess_of:
            slots = [at for variant in group.variants for at in variant or ()]
            sure = min([sure, *(low[at] - year.slots[at].need for at in slots)])
            over = max(high[at] - year.slots[at].need_at_least for at in slots)
            possible = min(possible, over)
    return max(0, sure), max(0, possible)


def _own(year: Plan, activities: Iterable[Activity]) -> tuple[int, int]:
    """What of this year's own may be carried at all."""
    measure = Measure.POINTS if year.scheme.tariffs else Measure.HOURS
    least = most = 0
    for one in activities:
        judged = year.judged(one.shape)
        if judged.carried:
            low, high = amount(one, measure, judged.tariff, sure=judged.carried == YES)
            least, most = least + low, most + high
    return least, most
