"""What the service knows of an activity: proposed to its person, answered from facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from permeate.core.cpd.judging import asked_about
from permeate.core.cpd.scheme import Scheme
from permeate.core.cpd.vocabulary import PREDICATES, TYPES


@dataclass(frozen=True)
class Proposal:
    """An activity as the service can fill it in. ``hours`` is None where nobody confirmed any."""

    kind: str
    source: str
    on: date
    type: str
    title: str
    hours: Decimal | None = None
    objective: str = ""
    reflection: str = ""
    evidence: str = ""
    confirmed_by: str = ""
    answers: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Visit:
    """What is on record about a day or more at a host."""

    elsewhere: bool  # with another organisation than one's own
    agreed_beforehand: bool
    purpose: str
    objectives: tuple[str, ...]
    now_what: str


def answers_of_visit(visit: Visit) -> dict[str, bool]:
    """Predicates that the record answers; what it cannot tell is left to the person.

    A visit is agreed by a manager as time to learn, so it is planned, relevant and not daily
    work; with people of the host, so it is participatory and there is a chance of feedback.
    """
    known = {"participatory": True, "feedback": True, "external": visit.elsewhere}
    if visit.agreed_beforehand:
        known |= {"planned-beforehand": True, "not-daily-work": True, "relevant": True}
    if visit.purpose:
        known["need"] = True
    if visit.objectives:
        known |= {"aims": True, "outcomes": True, "objective": True}
    if visit.now_what:
        known["applied"] = True
    return known


# Sharing is with others and beforehand nobody planned it as learning.
ANSWERS_OF_SHARE = {"participatory": True, "applied": True}
ANSWERS_OF_BRIEFING = {"external": True}
ANSWERS_OF_CHECK_IN = {"participatory": True, "peer-discussed": True, "feedback": True}


def questions(
    schemes: Iterable[Scheme], type_: str, answers: Mapping[str, bool], filled: Iterable[str]
) -> list[str]:
    """Predicates that these schemes ask about and nothing answers yet, in the order of the list.

    A record (a plan, a declaration) is asked nothing, and a part of what is claimed already is
    not asked either.
    """
    if type_ in TYPES and TYPES[type_].record:
        return []
    schemes = list(schemes)
    wanted = {name for scheme in schemes for name in asked_about(scheme)}
    known = set(answers) | ({"objective"} & set(filled))
    if type_ in TYPES and TYPES[type_].away:
        known.add("not-daily-work")
    for scheme in schemes:
        for one in scheme.definitions:
            parts = {part for atom in one.made_of for part in atom.split("|") if ":" not in part}
            if parts:
                known.add(one.name)  # it follows from its parts
            if answers.get(one.name):
                known |= parts
    others = sorted(wanted - set(PREDICATES))
    return [name for name in (*PREDICATES, *others) if name in wanted - known]
