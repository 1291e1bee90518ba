"""Publishing, closing and withdrawing an opportunity; warning before it goes stale."""

from datetime import datetime, timedelta

from django.utils import timezone

from permeate.actions.indexing import index_opportunity
from permeate.actions.opportunity_dates import cancel_date
from permeate.actions.outcomes import turn_down_rest
from permeate.core import opportunities as rules
from permeate.core.cadence import OPPORTUNITY_WARN_BEFORE_DAYS
from permeate.core.events import Event
from permeate.core.lifecycles import OPPORTUNITY
from permeate.core.refusals import Refused
from permeate.journal.later import enqueue
from permeate.journal.links import absolute, token
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Opportunity, Person
from permeate.queries import opportunities as reads
from permeate.queries.applications import without_outcome

KEEP_OPEN = "keep_opportunity_open"


@write
def publish_opportunity(*, opportunity: Opportunity, by: Person, now: datetime) -> Opportunity:
    """Offer it; Refused, naming each, while anything that must be said is missing."""
    locked = _lock(opportunity)
    status = OPPORTUNITY.target(locked.status, "publish")
    rules.check_can_publish(reads.offer_of(locked), today=timezone.localdate(now))
    locked.status = status
    locked.published_at = locked.updated_at = now
    locked.closed_at = locked.warned_at = None
    locked.save()
    _record(Event.OPPORTUNITY_PUBLISHED, locked, by, now, visibility=locked.visibility)
    index_opportunity(opportunity=locked)
    enqueue("suggest_to_everybody", since=now.isoformat())
    return locked


@write
def close_opportunity(*, opportunity: Opportunity, by: Person | None, now: datetime) -> Opportunity:
    """Take no more requests; what was asked for goes on. ``by`` is None when time closes it."""
    locked = _lock(opportunity)
    locked.status = OPPORTUNITY.target(locked.status, "close")
    locked.closed_at = locked.updated_at = now
    locked.save()
    _record(Event.OPPORTUNITY_CLOSED, locked, by, now)
    index_opportunity(opportunity=locked)
    enqueue("suggest_to_everybody", since=now.isoformat())
    if by is None:
        _tell(locked, locked.host_manager, "opportunity_closed_itself", now)
    return locked


@write
def withdraw_opportunity(
    *, opportunity: Opportunity, reason: str, by: Person, now: datetime
) -> Opportunity:
    """Take the offer back and tell everybody who waits on it why."""
    locked = _lock(opportunity)
    status = OPPORTUNITY.target(locked.status, "withdraw")
    if reads.interested(locked).exists() and not reason.strip():
        raise Refused("Say why: everybody who asked for it is told.", field="reason")
    for day in reads.dates_ahead(locked, timezone.localdate(now)):
        cancel_date(day=day, reason=reason, by=by, now=now)
    waiting = list(reads.interested(locked))
    applied = set(without_outcome(locked).values_list("person_id", flat=True))
    locked.status = status
    locked.updated_at = now
    locked.save()
    _record(Event.OPPORTUNITY_WITHDRAWN, locked, by, now, waiting=len(waiting))
    if applied:
        turn_down_rest(opportunity=locked, by=by, message=reason, now=now)
    for person in waiting:
        if person.id not in applied:
            _tell(locked, person, "opportunity_withdrawn", now, reason=reason.strip())
    index_opportunity(opportunity=locked)
    enqueue("suggest_to_everybody", since=now.isoformat())
    return locked


@write
def keep_open(*, opportunity: Opportunity, by: Person | None, now: datetime) -> Opportunity:
    """Say that it still stands, so that it does not close itself. By link: ``by`` is None."""
    locked = _lock(opportunity)
    if locked.status != "PUBLISHED":
        raise Refused("It is closed already. Sign in to publish it again.")
    locked.updated_at = now
    locked.save()
    _record(Event.OPPORTUNITY_UPDATED, locked, by, now, fields=["updated_at"], kept_open=True)
    return locked


@write
def tend_opportunity(*, opportunity: Opportunity, now: datetime) -> str:
    """Do what time asks of a published one: ``"WARN"``, ``"CLOSE"`` or nothing; said back."""
    locked = _lock(opportunity)
    if locked.status != "PUBLISHED":
        return ""
    today = timezone.localdate(now)
    step = rules.stale_step(
        touched_on=timezone.localdate(locked.updated_at),
        warned_on=timezone.localdate(locked.warned_at) if locked.warned_at else None,
        closes_on=locked.closes_on,
        last_day=reads.last_day(locked),
        today=today,
    )
    if step == "CLOSE":
        close_opportunity(opportunity=locked, by=None, now=now)
    elif step == "WARN":
        locked.warned_at = now
        locked.save(update_fields=["warned_at"])
        _record(Event.OPPORTUNITY_WARNED, locked, None, now)
        _tell(
            locked,
            locked.host_manager,
            "opportunity_going_stale",
            now,
            closes=today + timedelta(days=OPPORTUNITY_WARN_BEFORE_DAYS),
            keep=absolute(f"/opportunities/keep-open/{token(KEEP_OPEN, locked.reference)}/"),
        )
    return step


def _lock(opportunity: Opportunity) -> Opportunity:
    return Opportunity.objects.select_for_update().get(id=opportunity.id)


def _record(
    event: Event, opportunity: Opportunity, by: Person | None, now: datetime, **facts
) -> None:
    record(event, opportunity, by=by, now=now, organisations=[opportunity.host], **facts)


def _tell(opportunity: Opportunity, person: Person, wording: str, now: datetime, **context) -> None:
    event = {
        "opportunity_closed_itself": Event.OPPORTUNITY_CLOSED,
        "opportunity_withdrawn": Event.OPPORTUNITY_WITHDRAWN,
        "opportunity_going_stale": Event.OPPORTUNITY_WARNED,
    }[wording]
    notify(event, to=person, wording=wording, now=now, opportunity=opportunity, **context)
