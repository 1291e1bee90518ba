"""An assessment in words: why each verdict, which activities counted, what would make others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from permeate.core.cpd.activities import SCALE, Activity
from permeate.core.cpd.assessing import Assessment, amount
from permeate.core.cpd.conditions import YES
from permeate.core.cpd.judging import UNBOUND, UNIT
from permeate.core.cpd.missing import reasons_against, to_count
from permeate.core.cpd.planning import Slot
from permeate.core.cpd.scheme import (
    Certainty,
    Measure,
    ProRata,
    Requirement,
    Strength,
    Tariff,
)
from permeate.core.cpd.verdicts import Cause, Status, Verdict
from permeate.core.cpd.windows import Span, assumed


@dataclass(frozen=True)
class Told:
    """One verdict for people. Amounts are in ``unit``; ``shortfall`` is 0 where none is certain."""

    id: str
    words: str
    status: Status
    why: str
    unit: str
    have: Decimal
    possible: Decimal | None
    least: Decimal
    most: Decimal | None
    shortfall: Decimal
    span: Span
    days_left: int
    certainty: Certainty
    recommended: bool
    remarks: tuple[str, ...]
    years: tuple[tuple[Span, Decimal, Decimal], ...] = ()


@dataclass
class Part:
    """An activity's part: what of it counted towards which requirement, and what is missing.

    ``amount`` is what counted towards the first requirement it counts for.
    """

    activity: Activity
    towards: dict[str, Decimal] = field(default_factory=dict)
    perhaps: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    missing: dict[str, list[str]] = field(default_factory=dict)

    @property
    def amount(self) -> Decimal:
        """What of it counted, in the unit of the first requirement it counted for."""
        return next(iter(self.towards.values()), Decimal(0))


def number(amount_: int) -> Decimal:
    """An amount in units, without needless zeros."""
    value = Decimal(amount_) / UNIT
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def unit_of(assessment: Assessment, asked: Requirement) -> str:
    """What a requirement's amounts are called, in the singular."""
    singular = {Measure.HOURS: "hour", Measure.ENTRIES: "entry", Measure.TYPES: "type"}
    return singular.get(asked.measure, assessment.plan.scheme.unit)


def amount_words(amount_: int, unit: str) -> str:
    """“1 hour”, “2.5 hours”, “3 entries”."""
    value = number(amount_)
    many = f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"
    return f"{value:f} {unit if value == 1 else many}"


def told(assessment: Assessment) -> list[Told]:
    """Every verdict in words, in the order of the scheme."""
    return [_told(assessment, verdict) for verdict in assessment.verdicts]


def _told(assessment: Assessment, verdict: Verdict) -> Told:
    plan = assessment.plan
    slots = [(plan.slots[at], assessment.low[at], assessment.high[at]) for at in verdict.slots]
    asked = plan.scheme.requirements[slots[0][0].at]
    slot, low, high = min(slots, key=lambda one: one[1] - one[0].need)
    short = sum(max(0, one.need - have) for one, have, _ in slots)
    over = sum(max(0, have - one.most) for one, have, _ in slots if one.most is not None)
    unit = unit_of(assessment, asked)
    whole = Span(slots[0][0].span.first, slots[-1][0].span.last)
    return Told(
        id=verdict.id,
        words=asked.words,
        status=verdict.status,
        why=_why(assessment, verdict, asked, slots),
        unit=unit,
        have=number(low),
        possible=None if high >= UNBOUND else number(high),
        least=number(slot.need),
        most=None if slot.most is None else number(slot.most),
        shortfall=number(short or over) if verdict.status is Status.NOT_MET else Decimal(0),
        span=whole,
        days_left=max(0, (whole.last - plan.as_of).days),
        certainty=asked.certainty,
        recommended=asked.strength is Strength.RECOMMENDED,
        remarks=_remarks(asked),
        years=tuple((one.span, number(have), number(one.need)) for one, have, _ in slots)
        if asked.each_year
        else (),
    )


def _remarks(asked: Requirement) -> tuple[str, ...]:
    told_ = [asked.remark] if asked.remark else []
    if asked.certainty is Certainty.MEDIUM:
        told_.append("The figure is from a secondary source or not known to be current.")
    return tuple(told_)


def _why(
    assessment: Assessment,
    verdict: Verdict,
    asked: Requirement,
    slots: Sequence[tuple[Slot, int, int]],
) -> str:
    scheme = assessment.plan.scheme
    count = _count(assessment, asked, slots)
    match verdict.cause:
        case Cause.NOT_IN_FORCE:
            return (
                f"These rules are not known to hold on {day_words(assessment.plan.as_of)}. {count}"
            )
        case Cause.DELEGATED:
            group = next(one for one in assessment.plan.groups if one.id == verdict.id)
            return f"Not for {scheme.body} to say: {group.delegated}. {count}"
        case Cause.DOUBT:
            return f"{asked.doubt} {count}"
        case Cause.CATEGORY:
            named = ", ".join(one.name for one in scheme.categories)
            if assessment.plan.member.categories:
                return f"Your category changed, and the answer is not the same for each. {count}"
            return f"It depends on your category, which is not said ({named}). {count}"
        case Cause.PART_TIME:
            return f"Whether part-time hours lower what is asked is not known. {count}"
        case Cause.FACTS:
            return f"{count} {' '.join(_doubts(assessment, asked, slots))}".strip()
    return f"{count} {_part_time(assessment, asked)}".strip()


def _part_time(assessment: Assessment, asked: Requirement) -> str:
    member, scheme = assessment.plan.member, assessment.plan.scheme
    if member.fte is None or member.fte == 1 or asked.measure is Measure.ENTRIES:
        return ""
    if scheme.pro_rata is ProRata.NONE:
        return f"{scheme.body} asks the same of people who work part time."
    return ""


def _count(
    assessment: Assessment, asked: Requirement, slots: Sequence[tuple[Slot, int, int]]
) -> str:
    if asked.each_year and len(slots) > 1:
        return " ".join(
            f"{_days(slot.span)}: {_one_count(assessment, asked, slot, low, high)}"
            for slot, low, high in slots
        )
    return _one_count(assessment, asked, *slots[0])


def _one_count(assessment: Assessment, asked: Requirement, slot: Slot, low: int, high: int) -> str:
    unit = unit_of(assessment, asked)
    told_ = f"{amount_words(low, unit)} counted, {number(slot.need):f} asked"
    if slot.most is not None and not slot.need:
        told_ = f"{amount_words(low, unit)} found, at most {number(slot.most):f} allowed"
    if high > low:
        more = "more" if high >= UNBOUND else f"{number(high - low):f} more"
        told_ += f", and {more} may count"
    if low < slot.need:
        told_ += f"; {amount_words(slot.need - low, unit)} short"
    if slot.most is not None and low > slot.most:
        told_ += f"; {amount_words(low - slot.most, unit)} too many"
    return f"{told_}."


def _doubts(
    assessment: Assessment, asked: Requirement, slots: Sequence[tuple[Slot, int, int]]
) -> Iterator[str]:
    scheme = assessment.plan.scheme
    defined = {one.name: one.unknown_why for one in scheme.definitions if one.unknown}
    yielded = False
    if scheme.counts.unknown:
        yield scheme.counts.unknown_why
        yielded = True
    for atom in asked.condition.atoms:
        if atom in defined:
            yield defined[atom]
            yielded = True
    if any(high >= UNBOUND for _, _, high in slots):
        yield f"For some activities nobody said how many {scheme.unit}s they are worth."
        yielded = True
    if not yielded:
        yield "The log does not say enough about some activities."


def day_words(day: object) -> str:
    """A day in words."""
    return f"{day.day} {day:%B %Y}"  # type: ignore[attr-defined]


def _days(span: Span) -> str:
    return f"{day_words(span.first)} to {day_words(span.last)}"


def parts(assessment: Assessment, activities: Iterable[Activity]) -> list[Part]:
    """Each activity's part, by day: what counted towards what, or why it did not."""
    ordered = sorted(activities, key=lambda one: (one.day, str(one.row), one.title))
    made = [Part(one) for one in ordered]
    shown = [at for verdict in assessment.verdicts for at in verdict.slots]
    for at in shown:
        _share_out(assessment, at, made)
    for part in made:
        if not part.towards:
            part.reasons = reasons_against(assessment, part.activity, perhaps=bool(part.perhaps))
        part.missing = to_count(assessment, part.activity, shown)
    return made


def _share_out(assessment: Assessment, at: int, made: Sequence[Part]) -> None:
    """What of each activity counted in one slot; a cap takes the earliest first."""
    plan = assessment.plan
    slot, room = plan.slots[at], dict[tuple[int, str], int]()
    asked = plan.scheme.requirements[slot.at]
    for part in made:
        one = part.activity
        if not slot.span.first <= one.on <= slot.span.last or one.day > plan.today:
            continue
        judged = plan.judged(one.shape)
        grade = judged.grades[slot.at]
        if not grade:
            continue
        least, most = _worth(one, asked.measure, judged.tariff, sure=grade == YES)
        if judged.cap is not None and asked.measure in (Measure.HOURS, Measure.POINTS):
            key = (judged.cap, one.shape.type if plan.scheme.caps[judged.cap].each_type else "")
            left = room.setdefault(key, plan.scheme.caps[key[0]].most * SCALE)
            if least > left:
                part.notes.append(_cut(assessment, asked, key[0], left, least))
            least = min(least, left)
            room[key] = left - least
        if least:
            part.towards[asked.id] = part.towards.get(asked.id, Decimal(0)) + number(least)
        elif most and asked.id not in part.perhaps and not part.notes:
            part.perhaps.append(asked.id)


def _worth(
    one: Activity, measure: Measure, tariff: Tariff | None, *, sure: bool
) -> tuple[int, int]:
    if measure is Measure.TYPES:
        return (UNIT if sure else 0), UNIT
    return amount(one, measure, tariff, sure=sure)


def _cut(assessment: Assessment, asked: Requirement, cap: int, left: int, worth: int) -> str:
    unit = unit_of(assessment, asked)
    words = assessment.plan.scheme.caps[cap].words
    return f"{number(left):f} of {amount_words(worth, unit)} count: {words}"


def assumptions(assessment: Assessment) -> list[str]:
    """In words, what was taken for granted."""
    plan = assessment.plan
    said = assumed(plan.scheme.window, plan.member)
    rule = plan.scheme.carry_over
    if rule and rule.not_from_first_year and assessment.carried.high and not plan.member.since:
        said.append("The year before is taken not to have been the member’s first.")
    return said
