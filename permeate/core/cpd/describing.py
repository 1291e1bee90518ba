"""An assessment as plain JSON values."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from permeate.core.cpd.activities import Activity
from permeate.core.cpd.assessing import Assessment
from permeate.core.cpd.explaining import Part, Told, assumptions, number, parts, told
from permeate.core.cpd.scheme import CERTAINTY_WORDS, Certainty
from permeate.core.cpd.windows import Span


def as_data(assessment: Assessment, activities: Iterable[Activity]) -> dict[str, Any]:
    """Everything the assessment says. Amounts are numbers, dates ISO text."""
    plan = assessment.plan
    scheme, member = plan.scheme, plan.member
    made = parts(assessment, activities)
    return {
        "scheme": {
            "name": scheme.name,
            "body": scheme.body,
            "source": scheme.source.address,
            "seen": scheme.source.seen.isoformat(),
            "certainty": scheme.certainty.value,
            "remark": scheme.remark,
        },
        "as_of": plan.as_of.isoformat(),
        "categories": [held.name for held in member.categories],
        "window": {
            **span_data(plan.span),
            "days_left": max(0, (plan.span.last - plan.as_of).days),
        },
        "verdict": assessment.status.value,
        "requirements": [_requirement(one) for one in told(assessment)],
        "counted": [_counted(part) for part in made if part.towards],
        "not_counted": [_left(part) for part in made if not part.towards],
        "carry_over": _carried(assessment),
        "assumptions": assumptions(assessment),
    }


def span_data(span: Span) -> dict[str, str]:
    """First and last day."""
    return {"from": span.first.isoformat(), "to": span.last.isoformat()}


def plain(value: Decimal | None) -> int | float | None:
    """A number as JSON has it: whole where it is."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def certainty_words(certainty: Certainty) -> str:
    """How sure a rule is, in words."""
    return CERTAINTY_WORDS[certainty]


def _requirement(one: Told) -> dict[str, Any]:
    return {
        "id": one.id,
        "words": one.words,
        "verdict": one.status.value,
        "why": one.why,
        "unit": one.unit,
        "min": plain(one.least),
        "max": plain(one.most),
        "have": plain(one.have),
        "possible": plain(one.possible),
        "shortfall": plain(one.shortfall),
        "window": {**span_data(one.span), "days_left": one.days_left},
        "years": [
            {**span_data(span), "have": plain(have), "min": plain(least)}
            for span, have, least in one.years
        ],
        "certainty": one.certainty.value,
        "recommended": one.recommended,
        "remarks": list(one.remarks),
    }


def _base(part: Part) -> dict[str, Any]:
    one = part.activity
    return {
        "row": one.row,
        "date": one.on.isoformat(),
        "title": one.title,
        "type": one.shape.type,
        "hours": plain(Decimal(one.hours) / 100),
    }


def _counted(part: Part) -> dict[str, Any]:
    return {
        **_base(part),
        "amount": plain(part.amount),
        "towards": {name: plain(value) for name, value in part.towards.items()},
        "notes": part.notes,
        "missing": part.missing,
    }


def _left(part: Part) -> dict[str, Any]:
    return {**_base(part), "reason": " ".join(part.reasons), "missing": part.missing}


def _carried(assessment: Assessment) -> dict[str, Any] | None:
    rule = assessment.plan.scheme.carry_over
    if rule is None:
        return None
    carried = assessment.carried
    return {
        "carried_in": plain(number(carried.low)),
        "possible": plain(number(carried.high)),
        "most": plain(number(rule.most * 100)),
        "towards": list(rule.towards),
        "words": rule.words,
    }
