"""How a plan reads: answers, the proposal with its reasons, drafts, and what can be made of it."""

from datetime import date
from typing import Any

from django.urls import reverse

from permeate.core.needs import (
    QUESTIONS,
    Judge,
    Objective,
    Question,
    last_day,
    next_question,
    vague_measures,
)
from permeate.core.needs import Form as Shape
from permeate.core.planning import WHAT, WORDS, Advice, Outcome, advice, kind_of, propose
from permeate.core.roles import Role
from permeate.core.vocabulary import LABELS
from permeate.models import Need, Person
from permeate.web.presenting import day, days

Row = dict[str, Any]


def title(need: Need) -> str:
    """The goal's beginning, or that there is none yet."""
    goal = str(need.answers.get("goal", "")).strip()
    return f"{goal[:77]}…" if len(goal) > 78 else goal or "A plan just begun"


def plan_row(need: Need) -> Row:
    """One plan in the list."""
    waiting = next_question(need.answers)
    outcome = chosen(need)
    return {
        "href": reverse("plan", args=[need.reference]),
        "title": title(need),
        "words": "Not all is answered yet" if waiting else WORDS[outcome] if outcome else "",
        "organisation": need.organisation.name,
        "updated_at": need.updated_at,
        "advertised": hasattr(need, "wish") and need.wish.status == "OPEN",
    }


def chosen(need: Need) -> Outcome | None:
    """What is planned: chosen, else proposed."""
    if need.chosen:
        return Outcome(need.chosen)
    proposal = propose(need.answers)
    return proposal.outcome if proposal else None


def answer_rows(need: Need) -> list[Row]:
    """Every question that makes sense, with its answer and where to change it."""
    return [
        {
            "question": question.title(need.answers),
            "answer": answer_words(question, need.answers.get(question.slug, "")),
            "href": reverse("plan_question", args=[need.reference, question.slug]),
        }
        for question in QUESTIONS
        if question.asked(need.answers)
    ]


def answer_words(question: Question, stored: str) -> str:
    """An answer as it reads."""
    if not stored:
        return "Any" if question.optional else "Not answered yet"
    options = dict(question.options)
    if question.form is Shape.DAY:
        return day(date.fromisoformat(stored))
    if question.form is Shape.SEVERAL:
        return ", ".join(options[code] for code in stored.split(","))
    return options.get(stored, stored)


def plan_page(need: Need, person: Person) -> dict[str, Any]:
    """Context of a plan's page once everything is answered."""
    proposal = propose(need.answers)
    outcome = chosen(need)
    if proposal is None or outcome is None:  # all is answered, so a row of the table holds
        raise LookupError("no proposal for a whole plan")
    objectives = list(need.objectives.all())
    wish = getattr(need, "wish", None)
    return {
        "need": need,
        "heading": title(need),
        "outcome": WORDS[outcome],
        "what": WHAT[outcome],
        "because": proposal.because if outcome is proposal.outcome else "",
        "instead_of": "" if outcome is proposal.outcome else WORDS[proposal.outcome],
        "advice": advice(outcome, need.answers),
        "others": [_other(one) for one in proposal.others if one.outcome is not outcome],
        "dates": days(date.fromisoformat(need.answers["start"]), last_day(need.answers)),
        "answers": answer_rows(need),
        "objectives": objectives,
        "vague": vague_measures(
            tuple(
                Objective(one.text, one.measure, one.due_on, Judge(one.judge)) for one in objectives
            )
        ),
        "wish": wish,
        "search": _search(need, outcome),
        "for_host": need.answers["whom"] == "HOST",
        "may_offer": bool(person.standing.organisations_as(Role.HOST, Role.COORDINATOR)),
    }


def _other(one: Advice) -> Row:
    return {
        "words": WORDS[one.outcome],
        "what": WHAT[one.outcome],
        "speaks_for": one.speaks_for,
        "speaks_against": one.speaks_against,
    }


def _search(need: Need, outcome: Outcome) -> Row:
    kind = kind_of(outcome, need.answers)
    return {
        "href": f"{reverse('opportunities')}?kind={kind.value}",
        "text": f"Find opportunities: {LABELS[kind].lower()}",
    }
