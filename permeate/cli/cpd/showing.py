"""Schemes and assessments for people at a terminal and for programs."""

from collections.abc import Iterable, Sequence
from typing import Any

from permeate.core.cpd.activities import Activity
from permeate.core.cpd.assessing import Assessment
from permeate.core.cpd.describing import as_data, certainty_words
from permeate.core.cpd.explaining import Part, Told, assumptions, day_words, parts, told
from permeate.core.cpd.scheme import Scheme
from permeate.core.cpd.verdicts import Status


def scheme_data(scheme: Scheme) -> dict[str, Any]:
    """What a list shows of a scheme."""
    return {
        "name": scheme.name,
        "body": scheme.body,
        "full_name": scheme.full_name,
        "title": scheme.title,
        "year": scheme.year,
        "certainty": scheme.certainty.value,
        "source": scheme.source.address,
        "page": scheme.source.page,
        "seen": scheme.source.seen.isoformat(),
        "valid_from": scheme.valid_from.isoformat() if scheme.valid_from else None,
        "valid_until": scheme.valid_until.isoformat() if scheme.valid_until else None,
        "categories": [one.name for one in scheme.categories],
    }


def schemes_text(schemes: Iterable[Scheme]) -> str:
    """One line a scheme."""
    rows = [
        (
            one.name,
            one.body,
            one.certainty.value,
            f"seen {one.source.seen.isoformat()}",
            one.source.address,
            ", ".join(category.name for category in one.categories),
        )
        for one in schemes
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(5)]
    return "\n".join(
        "  ".join([*(row[at].ljust(widths[at]) for at in range(5)), row[5]]).rstrip()
        for row in rows
    )


def source_words(scheme: Scheme) -> str:
    """Where the rules are from and how sure they are, as a sentence."""
    seen = f"{scheme.source.address}, {day_words(scheme.source.seen)}"
    return f"The rules: {certainty_words(scheme.certainty)}; {seen}."


def assessment_text(assessment: Assessment, activities: Sequence[Activity]) -> str:
    """The whole assessment in words."""
    scheme = assessment.plan.scheme
    made = parts(assessment, activities)
    lines = [
        f"{scheme.full_name} ({scheme.name}): {assessment.status}",
        f"As on {day_words(assessment.plan.as_of)}. {source_words(scheme)}",
        *assumptions(assessment),
        "",
    ]
    for one in told(assessment):
        lines += _verdict(one)
    carried = as_data(assessment, activities)["carry_over"]
    if carried:
        lines += ["", f"Carried over: {carried['carried_in']:g}. {carried['words']}"]
    lines += ["", "What counted"]
    lines += [_counted(part) for part in made if part.towards] or ["  nothing"]
    if left := [part for part in made if not part.towards]:
        lines += ["", "What did not count"]
        lines += [f"  {_name(part)}: {' '.join(part.reasons)}" for part in left]
    open_ = {verdict.id for verdict in assessment.verdicts if verdict.status is not Status.MET}
    if steps := [
        f"  {_name(part)}, for {name}: {'; '.join(words)}"
        for part in made
        for name, words in part.missing.items()
        if name in open_
    ]:
        lines += ["", "What would make more count", *steps]
    return "\n".join(lines)


def _verdict(one: Told) -> list[str]:
    mark = " (recommended)" if one.recommended else ""
    days = f"until {day_words(one.span.last)}, {one.days_left} days left"
    return [
        f"{one.status.upper():8} {one.words}{mark}; {days}",
        f"         {' '.join([one.why, *one.remarks])}",
    ]


def _counted(part: Part) -> str:
    amounts = ", ".join(f"{amount:f} for {name}" for name, amount in part.towards.items())
    return f"  {_name(part)}: {amounts}{''.join(f' ({note})' for note in part.notes)}"


def _name(part: Part) -> str:
    one = part.activity
    return f"{one.on.isoformat()} {one.title} (line {one.row})"
