"""The dates of development days and shadowing: added, changed, cancelled."""

from datetime import date, datetime, time

from django.utils import timezone

from permeate.actions.bookings import cancel_all_on, fill_places
from permeate.actions.indexing import index_opportunity
from permeate.core import opportunities as rules
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Kind
from permeate.journal.record import record, write
from permeate.models import Opportunity, OpportunityDate, Person, ProgrammeDate
from permeate.queries import opportunities as reads


@write
def add_date(
    *,
    opportunity: Opportunity,
    first: date,
    last: date | None,
    places: int,
    by: Person,
    now: datetime,
    from_time: time | None = None,
    to_time: time | None = None,
    programme_date: ProgrammeDate | None = None,
) -> OpportunityDate:
    """One more date to book; ``last`` is empty for a single day, times are local."""
    locked = _lock(opportunity)
    rules.check_date(
        first=first,
        last=last or first,
        from_time=from_time,
        to_time=to_time,
        taken=locked.dates.filter(cancelled_at=None).values_list("starts_on", flat=True),
        today=timezone.localdate(now),
    )
    rules.check_places(places, taken=0)
    added = OpportunityDate.objects.create(
        opportunity=locked,
        starts_on=first,
        ends_on=last or first,
        from_time=from_time,
        to_time=to_time,
        places=places,
        programme_date=programme_date,
    )
    _touched(locked, by, now, date=added.reference, added=first)
    return added


@write
def change_places(*, day: OpportunityDate, places: int, by: Person, now: datetime) -> None:
    """More or fewer places, never fewer than are taken; more go to those who wait."""
    locked = _lock(day.opportunity)
    held = OpportunityDate.objects.select_for_update().get(id=day.id)
    _check_stands(held)
    rules.check_places(places, taken=reads.highest_seat(held))
    held.places = places
    held.save(update_fields=["places"])
    _touched(locked, by, now, date=held.reference, places=places)
    fill_places(date=held, now=now)


@write
def cancel_date(*, day: OpportunityDate, reason: str, by: Person, now: datetime) -> int:
    """Call a date off; everybody with a booking is told why. Returns how many those were."""
    locked = _lock(day.opportunity)
    held = OpportunityDate.objects.select_for_update().get(id=day.id)
    _check_stands(held)
    rules.check_can_cancel_date(
        last=held.ends_on,
        asked=reads.live_bookings(held),
        reason=reason,
        today=timezone.localdate(now),
    )
    held.cancelled_at = now
    held.save(update_fields=["cancelled_at"])
    _touched(locked, by, now, date=held.reference, cancelled=held.starts_on)
    return cancel_all_on(date=held, by=by, reason=reason, now=now)


def _lock(opportunity: Opportunity) -> Opportunity:
    locked = Opportunity.objects.select_for_update().get(id=opportunity.id)
    if locked.kind == Kind.SECONDMENT.value:
        raise Refused("A secondment has one start and end, and no dates to book.")
    if locked.status == "WITHDRAWN":
        raise Refused("This opportunity was withdrawn. Copy it to offer it again.")
    return locked


def _check_stands(day: OpportunityDate) -> None:
    if day.cancelled_at:
        raise Refused("This date was cancelled already.")


def _touched(opportunity: Opportunity, by: Person, now: datetime, **facts) -> None:
    opportunity.updated_at = now
    opportunity.save(update_fields=["updated_at"])
    record(
        Event.OPPORTUNITY_DATES_CHANGED,
        opportunity,
        by=by,
        now=now,
        organisations=[opportunity.host],
        **facts,
    )
    index_opportunity(opportunity=opportunity)
