"""How one shape of activity stands to a scheme, whatever its day and amounts."""

from dataclasses import dataclass
from functools import lru_cache

from permeate.core.cpd.activities import SCALE, Activity, Shape
from permeate.core.cpd.conditions import NO, PERHAPS, YES, Lookup, answer, names_of
from permeate.core.cpd.scheme import Definition, Requirement, Scheme, Tariff
from permeate.core.cpd.vocabulary import TYPES

UNIT = 10_000  # amounts are counted in ten-thousandths: hundredths of hours times of points
UNBOUND = 10**12  # more than anything asks: an amount nobody knows


def lookup_of(scheme: Scheme, shape: Shape) -> Lookup:
    """Answers atoms for this shape as the scheme defines them."""
    defined = {one.name: one for one in scheme.definitions}

    def look(atom: str) -> int:
        kind, _, name = atom.rpartition(":")
        if kind == "type":
            return YES if shape.type == name else NO
        if kind == "has":
            return YES if name in shape.fields else NO
        if name in defined:
            return _defined(defined[name], shape, look)
        return claimed(shape, name)

    return look


def claimed(shape: Shape, name: str) -> int:
    """What the log itself says; a course is not daily work by its nature."""
    sort = TYPES.get(shape.type)
    if name in shape.yes or (name == "not-daily-work" and sort and sort.away):
        return YES
    return PERHAPS if name in shape.maybe else NO


def _defined(definition: Definition, shape: Shape, look: Lookup) -> int:
    worth = claimed(shape, definition.name)
    others = [atom for atom in definition.made_of if atom != definition.name]
    if others:
        worth = max(worth, min(_either(atom, look) for atom in others))
    if any(look(atom) == YES for atom in definition.unknown):
        worth = PERHAPS
    return min([worth, *(_either(need, look) for need in definition.needs)])


def _either(atom: str, look: Lookup) -> int:
    return max(look(one) for one in atom.split("|"))


def counts(scheme: Scheme, shape: Shape, look: Lookup) -> int:
    """Whether it is CPD to this body at all."""
    worth = answer(scheme.counts.condition, look)
    if worth and any(look(atom) == YES for atom in scheme.counts.unknown):
        return PERHAPS
    return worth


def is_record(shape: Shape) -> bool:
    """Whether it is a record, such as a plan, and not learning."""
    return shape.type in TYPES and TYPES[shape.type].record


def grade(scheme: Scheme, requirement: Requirement, shape: Shape, look: Lookup) -> int:
    """Whether an activity of this shape is one that the requirement counts."""
    if is_record(shape):
        return answer(requirement.condition, look) if requirement.of_records else NO
    if requirement.of_records and not (requirement.condition.some or requirement.condition.every):
        return NO
    return min(answer(requirement.condition, look), counts(scheme, shape, look))


@lru_cache(maxsize=1_000)
def asked_about(scheme: Scheme) -> frozenset[str]:
    """Every predicate on which this scheme's judgement of an activity rests."""
    conditions = [one.condition for one in scheme.requirements]
    conditions += [scheme.counts.condition, *(one.condition for one in scheme.caps)]
    if scheme.carry_over:
        conditions.append(scheme.carry_over.condition)
    atoms = [atom for one in conditions for atom in one.atoms]
    atoms += scheme.counts.unknown
    for one in scheme.definitions:
        atoms += [one.name, *one.made_of, *one.needs, *one.unknown]
    return frozenset(names_of(atoms, ""))


def tariff_of(scheme: Scheme, shape: Shape) -> Tariff | None:
    """The first tariff that is for this type."""
    return next((one for one in scheme.tariffs if not one.types or shape.type in one.types), None)


def worth_of(activity: Activity, tariff: Tariff | None) -> tuple[int, int]:
    """Least and most points of an activity, in ten-thousandths."""
    if tariff is None or activity.hours < tariff.at_least:
        return 0, 0
    if tariff.stated:
        points = activity.points
        return (0, UNBOUND) if points is None else (points * SCALE, points * SCALE)
    if tariff.fixed is not None:
        return tariff.fixed * SCALE, tariff.fixed * SCALE
    exact = activity.hours * (tariff.per_hour or 0)
    return exact, exact


def cap_of(scheme: Scheme, look: Lookup) -> tuple[int | None, int]:
    """The cap an activity falls under, if any, and whether it surely does."""
    for at, cap in enumerate(scheme.caps):
        worth = answer(cap.condition, look)
        if worth:
            return at, worth
    return None, NO


@dataclass(frozen=True)
class Judged:
    """A shape's standing to a scheme: a grade for each requirement, its tariff and its cap."""

    grades: tuple[int, ...]
    tariff: Tariff | None
    cap: int | None
    cap_grade: int
    carried: int


def judge(scheme: Scheme, shape: Shape) -> Judged:
    """The standing of this shape."""
    look = lookup_of(scheme, shape)
    cap, cap_grade = cap_of(scheme, look)
    carried = NO
    if scheme.carry_over and not is_record(shape):
        carried = min(answer(scheme.carry_over.condition, look), counts(scheme, shape, look))
    return Judged(
        tuple(grade(scheme, one, shape, look) for one in scheme.requirements),
        tariff_of(scheme, shape),
        cap,
        cap_grade,
        carried,
    )
