"""How verdicts, activities and rules read on the pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from permeate.core.cpd.activities import Activity as Judged
from permeate.core.cpd.explaining import Part, Told, assumptions, parts, told
from permeate.core.cpd.scheme import CERTAINTY_WORDS, Scheme
from permeate.core.cpd.verdicts import Status
from permeate.core.cpd.vocabulary import predicate_words, type_words
from permeate.models import Activity
from permeate.queries.cpd import Standing
from permeate.web.presenting import day, hours

STATUS_TAGS = {
    Status.MET: ("GRANTED", "Met"),
    Status.NOT_MET: ("WAITING", "Not met"),
    Status.UNKNOWN: ("DRAFT", "Unknown"),
}
MOST_STEPS = 3


@dataclass(frozen=True)
class Step:
    """What would make one activity count for one requirement."""

    reference: str
    title: str
    words: str


@dataclass(frozen=True)
class RequirementShown:
    """One requirement's answer."""

    words: str
    tag: tuple[str, str]
    why: str
    recommended: bool
    until: str
    steps: list[Step]


@dataclass(frozen=True)
class BodyShown:
    """A body's answers on one page."""

    reference: str
    name: str
    tag: tuple[str, str]
    requirements: list[RequirementShown]
    assumptions: list[str]
    carried: str
    source: str
    newer: bool


def body_shown(standing: Standing, log: Sequence[Judged]) -> BodyShown:
    """Where a person stands with one body, in words."""
    assessment, scheme = standing.assessment, standing.scheme
    made = parts(assessment, log)
    carried = assessment.carried.low
    return BodyShown(
        reference=standing.body.reference,
        name=f"{scheme.body}{f': {scheme.title}' if scheme.title else ''}",
        tag=STATUS_TAGS[assessment.status],
        requirements=[_requirement(one, made) for one in told(assessment)],
        assumptions=assumptions(assessment),
        carried=f"{carried / 10_000:g} came over from the year before." if carried else "",
        source=source_words(scheme),
        newer=standing.newer,
    )


def source_words(scheme: Scheme) -> str:
    """Where the rules are from and how sure they are."""
    page = f", “{scheme.source.page}”" if scheme.source.page else ""
    where = f"{scheme.source.address}{page}, read on {day(scheme.source.seen)}"
    return f"Rules of {scheme.year} from {where}: {CERTAINTY_WORDS[scheme.certainty]}."


def _requirement(one: Told, made: Iterable[Part]) -> RequirementShown:
    steps = []
    if one.status is not Status.MET:
        steps = [
            Step(str(part.activity.row), part.activity.title, "; ".join(part.missing[one.id]))
            for part in made
            if one.id in part.missing
        ]
    left = "the last day is today" if not one.days_left else f"{one.days_left:,} days left"
    return RequirementShown(
        words=one.words,
        tag=STATUS_TAGS[one.status],
        why=" ".join([one.why, *one.remarks]),
        recommended=one.recommended,
        until=f"Until {day(one.span.last)}, {left}",
        steps=steps[-MOST_STEPS:],
    )


def activity_facts(row: Activity) -> list[tuple[str, str]]:
    """An activity as keys and values; empty ones are left out."""
    time = hours(row.hours) if row.hours else ""
    facts = [
        ("Date", day(row.occurred_on)),
        ("Sort", type_words(row.type)),
        ("Time", time),
        ("Points", f"{row.points.normalize():f}" if row.points is not None else ""),
        ("Objective", row.objective),
        ("Reflection", row.reflection),
        ("Evidence", row.evidence),
        ("Confirmed by", row.confirmed_by),
        ("Code or standard", row.code),
        ("From", row.get_source_kind_display() if row.source else ""),
    ]
    return [(key, value) for key, value in facts if value]


def answered(answers: Mapping[str, bool]) -> str:
    """What is known of an activity, in words."""
    yes = [predicate_words(name) for name, holds in answers.items() if holds]
    no = [f"not {predicate_words(name)}" for name, holds in answers.items() if not holds]
    return ", ".join([*yes, *(one.replace("not not", "", 1).strip() for one in no)])


@dataclass(frozen=True)
class CountedShown:
    """What one body makes of one activity."""

    body: str
    counted: list[str]
    reasons: list[str]
    steps: list[str]


def counted_shown(standing: Standing, log: Sequence[Judged], reference: str) -> CountedShown:
    """One body's word on one activity of the log."""
    names = {one.id: (one.words, one.unit) for one in told(standing.assessment)}
    part = next(one for one in parts(standing.assessment, log) if one.activity.row == reference)
    return CountedShown(
        body=standing.scheme.body,
        counted=[
            f"{_amount(amount, names[name][1])} towards “{names[name][0]}”"
            for name, amount in part.towards.items()
        ],
        reasons=[*part.notes, *part.reasons],
        steps=[
            f"For “{names[name][0]}”: {'; '.join(words)}" for name, words in part.missing.items()
        ],
    )


def _amount(amount: Decimal, unit: str) -> str:
    many = f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"
    return f"{amount:f} {unit if amount == 1 else many}"
