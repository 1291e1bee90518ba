"""A manager lets somebody decide on releases for a time, is warned, and takes it back."""

from datetime import date, datetime

from django.utils import timezone

from permeate.core.delegations import check_delegation, warning_due
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Delegation, Membership, Organisation, Person


@write
def delegate(
    *,
    organisation: Organisation,
    to_person: Person,
    starts_on: date,
    ends_on: date,
    by: Person,
    now: datetime,
) -> Delegation:
    """Let ``to_person`` decide for ``by``; Refused unless both belong there and it ends."""
    check_delegation(
        from_person=by.id,
        to_person=to_person.id,
        starts_on=starts_on,
        ends_on=ends_on,
        today=timezone.localdate(now),
    )
    here = Membership.objects.active().filter(organisation=organisation)
    for person in (by, to_person):
        if not here.filter(person=person).exists():
            raise Refused(
                f"{person.name} does not belong to {organisation.name}.", field="to_person"
            )
    given = Delegation.objects.create(
        organisation=organisation,
        from_person=by,
        to_person=to_person,
        starts_on=starts_on,
        ends_on=ends_on,
        given_at=now,
    )
    _record(Event.DELEGATION_GIVEN, given, by=by, now=now, to=to_person.reference, until=ends_on)
    notify(
        Event.DELEGATION_GIVEN,
        to=to_person,
        wording="delegation_given",
        now=now,
        delegation=given,
        by=by,
    )
    return given


@write
def take_back(*, delegation: Delegation, by: Person, now: datetime) -> Delegation:
    """End a delegation at once."""
    Delegation.objects.select_for_update().get(id=delegation.id)
    delegation = Delegation.objects.select_related("organisation", "to_person").get(
        id=delegation.id
    )
    if delegation.ended_at:
        raise Refused("It was taken back before.")
    delegation.ended_at = now
    delegation.save(update_fields=["ended_at"])
    _record(Event.DELEGATION_TAKEN_BACK, delegation, by=by, now=now)
    notify(
        Event.DELEGATION_TAKEN_BACK,
        to=delegation.to_person,
        wording="delegation_taken_back",
        now=now,
        delegation=delegation,
        by=by,
    )
    return delegation


@write
def warn_of_end(*, delegation: Delegation, now: datetime) -> bool:
    """Tell whoever delegated, once, that it ends within two weeks."""
    Delegation.objects.select_for_update().get(id=delegation.id)
    delegation = Delegation.objects.select_related("organisation", "from_person", "to_person").get(
        id=delegation.id
    )
    due = warning_due(
        ends_on=delegation.ends_on,
        warned=delegation.warned_at is not None or delegation.ended_at is not None,
        today=timezone.localdate(now),
    )
    if not due:
        return False
    delegation.warned_at = now
    delegation.save(update_fields=["warned_at"])
    _record(Event.DELEGATION_ENDING, delegation, by=None, now=now)
    for person in (delegation.from_person, delegation.to_person):
        notify(
            Event.DELEGATION_ENDING,
            to=person,
            wording="delegation_ending",
            now=now,
            delegation=delegation,
        )
    return True


def _record(
    event: Event, given: Delegation, *, by: Person | None, now: datetime, **facts: object
) -> None:
    record(event, given, by=by, now=now, organisations=[given.organisation], **facts)
