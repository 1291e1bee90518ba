"""A person applies, the host chooses, the person answers; nobody is left without a word."""

from datetime import datetime

from django.utils import timezone

from permeate.actions.agreements import draft_agreement
from permeate.actions.locking import lock
from permeate.actions.placements import plan_placement
from permeate.core.applications import (
    check_can_accept,
    check_can_apply,
    check_can_offer,
    check_outcome,
    check_statement,
)
from permeate.core.events import Event
from permeate.core.lifecycles import APPLICATION
from permeate.core.refusals import Refused
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Application, Opportunity, Person, Placement, Release
from permeate.queries.applications import LIVE, places_promised, places_taken, without_outcome


@write
def submit_application(
    *, release: Release, by: Person, statement: str, now: datetime
) -> Application:
    """Apply on a release that somebody else granted; Refused without one, or when closed."""
    # Whoever closes the opportunity or chooses among those who applied waits, or is waited for.
    lock(Opportunity.objects.all(), release.opportunity_id)
    release = lock(
        Release.objects.select_related("opportunity__host_manager", "home", "person"), release.id
    )
    opportunity = release.opportunity
    check_can_apply(
        release_status=release.status,
        decided_by=release.decided_by_id,
        person_id=release.person_id,
        status=opportunity.status,
        closes_on=opportunity.closes_on,
        today=timezone.localdate(now),
    )
    check_statement(statement)
    live = Application.objects.filter(
        person_id=release.person_id, opportunity=opportunity, status__in=LIVE
    )
    if live.exists():
        raise Refused("You have applied for this before. See it under “My applications”.")
    application = Application.objects.create(
        opportunity=opportunity,
        person_id=release.person_id,
        home=release.home,
        release=release,
        statement=statement.strip(),
        submitted_at=now,
    )
    _record(Event.APPLICATION_SUBMITTED, application, by=by, now=now)
    _tell(Event.APPLICATION_SUBMITTED, application, "application_received", now, host=True)
    _tell(Event.APPLICATION_SUBMITTED, application, "application_sent", now)
    return application


@write
def shortlist(*, application: Application, by: Person, now: datetime) -> Application:
    """Take an application into the closer choice; the person is told."""
    application, _ = _locked(application)
    _move(application, "shortlist", by=by, now=now)
    _tell(Event.APPLICATION_SHORTLISTED, application, "application_shortlisted", now)
    return application


@write
def offer_place(
    *, application: Application, by: Person, message: str, now: datetime
) -> Application:
    """Offer a place; Refused while every place is taken or on offer."""
    application, opportunity = _locked(application)
    check_can_offer(places=opportunity.places, promised=places_promised(opportunity))
    application.offered_at, application.chased = now, 0
    application.outcome_reason = message.strip()
    _move(application, "offer", by=by, now=now)
    _tell(Event.APPLICATION_OFFERED, application, "application_offered", now)
    return application


@write
def turn_down(
    *, application: Application, by: Person | None, message: str, now: datetime
) -> Application:
    """End an application, or take an offer back, with the words the person reads."""
    application, _ = _locked(application)
    check_outcome(message)
    application.outcome_reason = message.strip()
    _move(application, "turn_down", by=by, now=now)
    _tell(Event.APPLICATION_UNSUCCESSFUL, application, "application_unsuccessful", now)
    return application


@write
def accept_offer(*, application: Application, by: Person, now: datetime) -> Placement:
    """Take the place: plans the placement and drafts its agreement.

    The opportunity's row is locked, so that there are never more acceptances than places.
    """
    application, opportunity = _locked(application)
    APPLICATION.target(application.status, "accept")
    check_can_accept(places=opportunity.places, taken=places_taken(opportunity))
    _move(application, "accept", by=by, now=now)
    # Whoever still waits gets a new day for an outcome now that a place is gone.
    without_outcome(opportunity).update(outcome_due_on=None, outcome_warned_at=None)
    placement = plan_placement(application=application, by=by, now=now)
    agreement = draft_agreement(placement=placement, by=by, now=now)
    for person in {opportunity.host_manager, application.release.manager} - {None, by}:
        notify(
            Event.APPLICATION_ACCEPTED,
            to=person,
            wording="application_accepted",
            now=now,
            application=application,
            agreement=agreement,
        )
    return placement


@write
def decline_offer(*, application: Application, by: Person, note: str, now: datetime) -> Application:
    """The person does not take the place; the host reads ``note``, if there is one."""
    application, _ = _locked(application)
    _move(application, "decline", by=by, now=now)
    _tell(
        Event.APPLICATION_DECLINED, application, "application_declined", now, host=True, note=note
    )
    return application


@write
def withdraw_application(*, application: Application, by: Person, now: datetime) -> Application:
    """The person no longer wants it; the host is told."""
    application, _ = _locked(application)
    _move(application, "withdraw", by=by, now=now)
    _tell(Event.APPLICATION_WITHDRAWN, application, "application_withdrawn", now, host=True)
    return application


def _locked(application: Application) -> tuple[Application, Opportunity]:
    """Both rows locked, the opportunity first: every choice of one opportunity waits its turn."""
    opportunity = lock(
        Opportunity.objects.select_related("host", "host_manager"), application.opportunity_id
    )
    row = lock(
        Application.objects.select_related("person", "home", "release__manager"), application.id
    )
    row.opportunity = opportunity
    return row, opportunity


def _move(application: Application, name: str, *, by: Person | None, now: datetime) -> None:
    move = APPLICATION.move(name)
    application.status = APPLICATION.target(application.status, name)
    application.decided_at, application.decided_by = now, by
    application.outcome_due_on = application.outcome_warned_at = None
    application.save()
    _record(move.event, application, by=by, now=now)


def _record(
    event: Event, application: Application, *, by: Person | None, now: datetime, **facts
) -> None:
    opportunity = application.opportunity
    record(
        event,
        application,
        by=by,
        now=now,
        organisations=[application.home, opportunity.host],
        opportunity=opportunity.reference,
        **facts,
    )


def _tell(
    event: Event,
    application: Application,
    wording: str,
    now: datetime,
    *,
    host: bool = False,
    **context: object,
) -> None:
    to = application.opportunity.host_manager if host else application.person
    notify(event, to=to, wording=wording, now=now, application=application, **context)
