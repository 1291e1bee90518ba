"""Planning: answers kept one by one, a choice, and drafts that may be changed."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from permeate.actions.opportunities import change_opportunity, draft_opportunity
from permeate.core.events import Event
from permeate.core.needs import (
    Objective,
    check_answer,
    check_objectives,
    draft_objectives,
    draft_sharing,
    kept,
    last_day,
    next_question,
    outcome_of,
)
from permeate.core.planning import LONG, Outcome, kind_of
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Kind
from permeate.journal.record import record, write
from permeate.models import Need, NeedObjective, Opportunity, Organisation, Person

MOST_PLANS = 20


@write
def start_need(*, organisation: Organisation, by: Person, now: datetime) -> Need:
    """Begin a plan; Refused where the person belongs elsewhere, or has many begun."""
    if organisation.id not in by.standing.organisations:
        raise Refused("Choose an organisation you belong to now.")
    if Need.objects.filter(owner=by).count() >= MOST_PLANS:
        raise Refused(f"You have {MOST_PLANS} plans. Delete one to begin another.")
    need = Need.objects.create(owner=by, organisation=organisation, started_at=now, updated_at=now)
    _record(Event.NEED_STARTED, need, by, now)
    return need


@write
def answer_question(*, need: Need, slug: str, answer: str, by: Person, now: datetime) -> Need:
    """Keep one answer; answers to questions that no longer make sense are dropped.

    Once all are answered, objectives and sharing are drafted, unless the person wrote
    their own before.
    """
    check_answer(slug, answer, today=timezone.localdate(now))
    need = _locked(need)
    need.answers = kept({**need.answers, slug: answer.strip()})
    need.updated_at = now
    if next_question(need.answers) is None and need.drafted_at is None:
        _draft(need, now)
    need.save()
    _record(Event.NEED_ANSWERED, need, by, now, question=slug)
    return need


@write
def choose_outcome(*, need: Need, outcome: str, by: Person, now: datetime) -> Need:
    """Prefer one outcome to the proposed one; an empty one goes back to the proposal."""
    need = _locked(need)
    need.chosen = Outcome(outcome).value if outcome else ""
    need.updated_at = now
    need.save(update_fields=["chosen", "updated_at"])
    _record(Event.NEED_CHOSEN, need, by, now, chosen=need.chosen)
    return need


@write
def keep_drafts(
    *,
    need: Need,
    objectives: tuple[Objective, ...],
    sharing_home: str,
    sharing_host: str,
    by: Person,
    now: datetime,
) -> Need:
    """Keep objectives and the knowledge-sharing schedule as they were changed."""
    check_objectives(objectives)
    need = _locked(need)
    _put(need, objectives)
    need.sharing_home, need.sharing_host = sharing_home.strip(), sharing_host.strip()
    need.drafted_at = need.updated_at = now
    need.save()
    _record(Event.NEED_DRAFTED, need, by, now, objectives=len(objectives))
    return need


@write
def forget_need(*, need: Need, by: Person, now: datetime) -> None:
    """Delete a plan, with its advert; what was made of it elsewhere stays."""
    _record(Event.NEED_FORGOTTEN, need, by, now)
    need.delete()


@write
def offer_from_need(*, need: Need, by: Person, now: datetime) -> Opportunity:
    """A draft opportunity that says what was planned; Refused for whoever does not host."""
    answers = need.answers
    outcome = outcome_of(answers, need.chosen)
    if next_question(answers) or outcome is None:
        raise Refused("Answer the questions first, so that there is something to offer.")
    kind = kind_of(outcome, answers)
    made = draft_opportunity(
        host=need.organisation,
        kind=kind.value,
        title=answers["goal"][:150],
        summary=answers["goal"],
        by=by,
        now=now,
    )
    made.need = need
    made.save(update_fields=["need"])
    changes = {
        "objectives": [(one.text, one.measure) for one in need.objectives.all()],
        "host_learns": answers["brings"],
        "fte": fte_of(answers),
    }
    if kind is Kind.SECONDMENT:
        first = date.fromisoformat(answers["start"])
        changes |= {"starts_on": first, "ends_on": last_day(answers)}
    return change_opportunity(opportunity=made, changes=changes, by=by, now=now)


def fte_of(answers: dict[str, str]) -> Decimal:
    """The share of full time that is planned: a fifth for each day a week."""
    days = answers.get("days_a_week") if answers.get("length") in LONG else None
    return Decimal(int(days or 5)) / 5


def _draft(need: Need, now: datetime) -> None:
    sharing = draft_sharing(need.answers)
    _put(need, draft_objectives(need.answers))
    need.sharing_home, need.sharing_host = sharing.home, sharing.host
    need.drafted_at = now


def _put(need: Need, objectives: tuple[Objective, ...]) -> None:
    need.objectives.all().delete()
    NeedObjective.objects.bulk_create(
        NeedObjective(
            need=need,
            text=one.text.strip()[:500],
            measure=one.measure.strip()[:500],
            due_on=one.due_on,
            judge=one.judge.value,
        )
        for one in objectives
    )


def _locked(need: Need) -> Need:
    Need.objects.select_for_update().get(id=need.id)
    return Need.objects.select_related("organisation", "owner").get(id=need.id)


def _record(event: Event, need: Need, by: Person, now: datetime, **facts: object) -> None:
    record(event, need, by=by, now=now, organisations=[need.organisation], **facts)
