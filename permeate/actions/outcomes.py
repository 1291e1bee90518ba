"""Everybody who applied hears how it ended: the host is asked, warned, then helped out."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from permeate.actions.applications import turn_down
from permeate.actions.locking import lock
from permeate.core.applications import (
    WARN_BEFORE_DAYS,
    check_outcome,
    default_outcome,
    outcome_due,
    outcome_step,
    put_off,
)
from permeate.core.cadence import chase_number
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Application, Opportunity, Person
from permeate.queries.applications import places_taken, without_outcome


@write
def turn_down_rest(
    *, opportunity: Opportunity, by: Person | None, message: str, now: datetime
) -> int:
    """Give everybody who still waits the same outcome; how many there were."""
    check_outcome(message)
    opportunity = _locked(opportunity)
    rest = list(without_outcome(opportunity))
    for application in rest:
        turn_down(application=application, by=by, message=message, now=now)
    return len(rest)


@write
def see_to_outcomes(*, opportunity: Opportunity, now: datetime) -> str:
    """Ask the host for missing outcomes, warn, or give them; what was done, if anything.

    Runs daily for every opportunity with somebody waiting, and does nothing while the host
    is still choosing. Returns ASK, WARN, GIVE, FORGET (it was opened again) or "".
    """
    opportunity = _locked(opportunity)
    rest = list(without_outcome(opportunity))
    today = timezone.localdate(now)
    filled = places_taken(opportunity) >= opportunity.places
    due = outcome_due(
        status=opportunity.status, closes_on=opportunity.closes_on, filled=filled, today=today
    )
    if not rest:
        return ""
    set_on = [one.outcome_due_on for one in rest if one.outcome_due_on]
    if due is None:
        if set_on:
            _set(opportunity, rest, None, now)
        return "FORGET" if set_on else ""
    if len(set_on) < len(rest):
        _set(opportunity, rest, due, now)
        _tell_host(opportunity, rest, "outcomes_due", due, filled, now)
        return "ASK"
    warned = all(one.outcome_warned_at for one in rest)
    step = outcome_step(due_on=min(set_on), today=today, warned=warned)
    if step == "WARN":
        _warn(opportunity, rest, min(set_on), filled, now)
    elif step == "GIVE":
        message = default_outcome(filled=filled)
        turn_down_rest(opportunity=opportunity, by=None, message=message, now=now)
    return step


@write
def put_off_outcomes(*, opportunity: Opportunity, by: Person, now: datetime) -> date:
    """Give the host more time; everybody who waits is told until when."""
    opportunity = _locked(opportunity)
    rest = [one for one in without_outcome(opportunity) if one.outcome_due_on]
    if not rest:
        raise Refused("Nobody waits for an outcome by a set day, so there is nothing to put off.")
    due = put_off(today=timezone.localdate(now))
    Application.objects.filter(id__in=[one.id for one in rest]).update(
        outcome_due_on=due, outcome_warned_at=None
    )
    _record(Event.APPLICATION_OUTCOME_PUT_OFF, opportunity, by=by, now=now, due_on=due)
    for application in rest:
        application.opportunity = opportunity
        notify(
            Event.APPLICATION_OUTCOME_PUT_OFF,
            to=application.person,
            wording="application_takes_longer",
            now=now,
            application=application,
            due_on=due,
        )
    return due


@write
def remind_of_offer(*, application: Application, now: datetime) -> bool:
    """Remind the person of an offer not answered, after 3 and 10 days; then the host knows too."""
    application = lock(
        Application.objects.select_related(
            "person", "opportunity__host_manager", "opportunity__host"
        ),
        application.id,
    )
    if application.status != "OFFERED" or application.offered_at is None:
        return False
    number = chase_number(
        timezone.localdate(application.offered_at),
        timezone.localdate(now),
        application.chased,
    )
    if number is None:
        return False
    application.chased = number
    application.save(update_fields=["chased"])
    _record(Event.APPLICATION_CHASED, application.opportunity, by=None, now=now, number=number)
    told = [(application.person, "offer_reminder")]
    if number > 1:
        told.append((application.opportunity.host_manager, "offer_unanswered"))
    for person, wording in told:
        notify(
            Event.APPLICATION_CHASED, to=person, wording=wording, now=now, application=application
        )
    return True


def _locked(opportunity: Opportunity) -> Opportunity:
    return lock(Opportunity.objects.select_related("host", "host_manager"), opportunity.id)


def _set(
    opportunity: Opportunity, rest: list[Application], due: date | None, now: datetime
) -> None:
    Application.objects.filter(id__in=[one.id for one in rest]).update(
        outcome_due_on=due, outcome_warned_at=None
    )
    _record(Event.APPLICATION_OUTCOME_DUE, opportunity, by=None, now=now, due_on=due)


def _warn(
    opportunity: Opportunity, rest: list[Application], due: date, filled: bool, now: datetime
) -> None:
    # A host warned late still gets the days between the warning and the outcome.
    due = max(due, timezone.localdate(now) + timedelta(days=WARN_BEFORE_DAYS))
    Application.objects.filter(id__in=[one.id for one in rest]).update(
        outcome_due_on=due, outcome_warned_at=now
    )
    _record(Event.APPLICATION_OUTCOME_DUE, opportunity, by=None, now=now, due_on=due, warned=True)
    _tell_host(opportunity, rest, "outcomes_warning", due, filled, now)


def _tell_host(
    opportunity: Opportunity,
    rest: list[Application],
    wording: str,
    due: date,
    filled: bool,
    now: datetime,
) -> None:
    notify(
        Event.APPLICATION_OUTCOME_DUE,
        to=opportunity.host_manager,
        wording=wording,
        now=now,
        opportunity=opportunity,
        count=len(rest),
        due_on=due,
        text=default_outcome(filled=filled),
    )


def _record(
    event: Event, opportunity: Opportunity, *, by: Person | None, now: datetime, **facts
) -> None:
    record(event, opportunity, by=by, now=now, organisations=[opportunity.host], **facts)
