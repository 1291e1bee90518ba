"""Why an activity does not count, and what would make it."""

from collections.abc import Iterable
from functools import lru_cache

from permeate.core.cpd.activities import Activity, Shape
from permeate.core.cpd.assessing import Assessment
from permeate.core.cpd.conditions import NO, YES, Condition, Lookup, failing, to_do
from permeate.core.cpd.judging import (
    UNBOUND,
    claimed,
    counts,
    is_record,
    judge,
    lookup_of,
    worth_of,
)
from permeate.core.cpd.scheme import Definition, Measure, Scheme
from permeate.core.cpd.vocabulary import PREDICATES, type_words


def reasons_against(assessment: Assessment, one: Activity, *, perhaps: bool) -> list[str]:
    """Why it counts towards nothing, in words."""
    plan = assessment.plan
    scheme, shape = plan.scheme, one.shape
    if one.day > plan.today:
        return ["It is after the day of the assessment."]
    spans = [slot.span for slot in plan.slots]
    if one.on < min(span.first for span in spans):
        return ["It is from before the time that is counted."]
    look = lookup_of(scheme, shape)
    if perhaps:
        return _unknown(scheme, one, look)
    if is_record(shape):
        return [f"{scheme.body} asks for no record of the type “{type_words(shape.type)}”."]
    if counts(scheme, shape, look) == NO:
        return [_sentence(failing(scheme.counts.condition, look))]
    tariff = judge(scheme, shape).tariff
    if scheme.tariffs and worth_of(one, tariff)[1] == 0:
        return [_no_points(scheme, one)]
    if not one.hours and all(asked.measure is Measure.HOURS for asked in scheme.requirements):
        return ["No hours are written down."]
    if one.day < plan.span.first.toordinal():
        return ["It is from before the time that is counted for this."]
    return ["It answers none of the requirements."]


def _no_points(scheme: Scheme, one: Activity) -> str:
    tariff = judge(scheme, one.shape).tariff
    if tariff and one.hours < tariff.at_least:
        return f"It is worth {scheme.unit}s from {tariff.at_least / 100:g} hours only."
    return f"It is worth no {scheme.unit}s."


def _unknown(scheme: Scheme, one: Activity, look: Lookup) -> list[str]:
    if any(look(atom) == YES for atom in scheme.counts.unknown):
        return [scheme.counts.unknown_why]
    if worth_of(one, judge(scheme, one.shape).tariff)[1] >= UNBOUND:
        return [f"Nobody said how many {scheme.unit}s it is worth: write them down as given."]
    return ["The log does not say enough about it."]


def to_count(assessment: Assessment, one: Activity, slots: Iterable[int]) -> dict[str, list[str]]:
    """For each requirement it does not surely count towards, what to do, in words.

    Only where doing it is for the person: not what another type of activity would be.
    """
    plan = assessment.plan
    scheme = plan.scheme
    grades = plan.judged(one.shape).grades
    told: dict[str, list[str]] = {}
    for at in slots:
        slot = plan.slots[at]
        asked = scheme.requirements[slot.at]
        in_time = slot.span.first <= one.on <= slot.span.last and one.day <= plan.today
        fits = in_time and asked.most is None and not is_record(one.shape)
        if fits and grades[slot.at] < YES:
            told[asked.id] = _steps(scheme, slot.at, one.shape)
    return {name: steps for name, steps in told.items() if steps}


@lru_cache(maxsize=20_000)
def _steps(scheme: Scheme, at: int, shape: Shape) -> list[str]:
    asked, look = scheme.requirements[at], lookup_of(scheme, shape)
    defined = {one.name: one for one in scheme.definitions}
    steps = []
    for condition in (scheme.counts.condition, asked.condition):
        if any(_not_for_the_person(condition, look)):
            return []
        for atom in condition.every:
            steps += _towards(atom, defined, shape, look)
        if condition.some and max(_worth(atom, look) for atom in condition.some) < YES:
            steps.append(" or ".join(to_do(atom) for atom in condition.some))
    return list(dict.fromkeys(steps))


def _not_for_the_person(condition: Condition, look: Lookup) -> Iterable[bool]:
    yield any(_worth(atom, look) for atom in condition.none)
    wanted = [atom for atom in (*condition.every, *condition.some) if _worth(atom, look) < YES]
    yield bool(wanted) and all(atom.startswith("type:") for atom in wanted)
    yield any(atom in PREDICATES and PREDICATES[atom].topic for atom in wanted)


def _worth(atom: str, look: Lookup) -> int:
    return max(look(one) for one in atom.split("|"))


def _towards(atom: str, defined: dict[str, Definition], shape: Shape, look: Lookup) -> list[str]:
    """Steps that would make an atom hold; the parts of what the scheme defines."""
    if _worth(atom, look) == YES:
        return []
    definition = defined.get(atom)
    if definition is None:
        return [to_do(atom)]
    if any(look(one) == YES for one in definition.unknown):
        return [f"ask the body: {definition.unknown_why.rstrip('.')}"]
    lacking = [need for need in definition.needs if _worth(need, look) < YES]
    steps = [to_do(need) for need in lacking]
    if definition.made_of and claimed(shape, atom) == NO:
        steps += [to_do(part) for part in definition.made_of if _worth(part, look) < YES]
    elif not steps:
        steps = [to_do(atom)]
    return steps or [to_do(atom)]


def _sentence(steps: list[str]) -> str:
    return f"To count: {'; '.join(steps)}." if steps else "It does not count here."
