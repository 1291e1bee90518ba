"""A placement's way: planned, agreed, reopened, cancelled.

The agreement's row is always locked before the placement's, here and wherever a signature
is given or a term is changed, so that two writes never wait for each other.
"""

from datetime import datetime

from permeate.actions.locking import lock
from permeate.actions.schedules import bring_schedule_in_step
from permeate.core.cadence import not_at_night
from permeate.core.events import Event
from permeate.core.lifecycles import AGREEMENT, PLACEMENT
from permeate.core.placements import check_can_plan, check_is_signed
from permeate.core.refusals import Refused
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Agreement, Application, Booking, Person, Placement
from permeate.queries.placements import live_agreement, people_by_party, signature_facts


@write
def plan_placement(
    *,
    application: Application | None = None,
    booking: Booking | None = None,
    by: Person | None,
    now: datetime,
) -> Placement:
    """A planned placement from an accepted application or an approved booking.

    Exactly one of the two is given. Planned once: a second call returns the same row.
    Refused where the application is not accepted, or the booking not approved by home.
    """
    if (application is None) == (booking is None):
        raise ValueError("give an application or a booking")
    fields = _from_application(application) if application else _from_booking(booking)
    placement, planned = Placement.objects.get_or_create(
        application=application, booking=booking, defaults={**fields, "planned_at": now}
    )
    if planned:
        record_fact(
            Event.PLACEMENT_PLANNED, placement, by=by, now=now, starts_on=placement.starts_on
        )
    return placement


def _from_application(given: Application) -> dict[str, object]:
    application = lock(Application.objects.select_related("release", "opportunity"), given.id)
    opportunity = application.opportunity
    manager_id = application.release.manager_id
    check_can_plan(status=application.status, plannable=("ACCEPTED",), home_manager_id=manager_id)
    if opportunity.starts_on is None or opportunity.ends_on is None:
        raise Refused("The opportunity has no dates. The host must set them first.")
    return {
        "kind": opportunity.kind,
        "opportunity": opportunity,
        "participant_id": application.person_id,
        "home_id": application.home_id,
        "host_id": opportunity.host_id,
        "home_manager_id": manager_id,
        "host_manager_id": opportunity.host_manager_id,
        # Home may have said yes to other dates than the host offered.
        "starts_on": application.release.granted_starts_on or opportunity.starts_on,
        "ends_on": application.release.granted_ends_on or opportunity.ends_on,
        "fte": opportunity.fte,
    }


def _from_booking(given: Booking) -> dict[str, object]:
    booking = lock(Booking.objects.select_related("date__opportunity"), given.id)
    check_can_plan(
        status=booking.status,
        plannable=("APPROVED", "BOOKED"),
        home_manager_id=booking.home_manager_id,
    )
    opportunity = booking.date.opportunity
    return {
        "kind": opportunity.kind,
        "opportunity": opportunity,
        "participant_id": booking.person_id,
        "home_id": booking.home_id,
        "host_id": opportunity.host_id,
        "home_manager_id": booking.home_manager_id,
        "host_manager_id": opportunity.host_manager_id,
        "starts_on": booking.date.starts_on,
        "ends_on": booking.date.ends_on,
        "fte": opportunity.fte,
    }


@write
def agree_placement(*, placement: Placement, now: datetime) -> Placement:
    """PLANNED → AGREED, called once its agreement's status is SIGNED.

    Refused where a signature its kind needs is missing or lapsed, or where the agreement
    itself is not complete.
    """
    placement, agreement = locked(placement)
    status = PLACEMENT.target(placement.status, "agree")
    check_signed(placement, agreement)
    placement.status = status
    placement.save(update_fields=["status"])
    record_fact(Event.PLACEMENT_AGREED, placement, by=None, now=now)
    return placement


@write
def reopen_placement(*, placement: Placement, by: Person | None, now: datetime) -> Placement:
    """AGREED → PLANNED, called when its agreement is changed before the start."""
    placement, _ = locked(placement)
    move = PLACEMENT.move("reopen")
    placement.status = PLACEMENT.target(placement.status, move.name)
    placement.save(update_fields=["status"])
    record_fact(move.event, placement, by=by, now=now, reopened=True)
    return placement


@write
def cancel_placement(
    *, placement: Placement, by: Person | None, reason: str, now: datetime
) -> Placement:
    """PLANNED or AGREED → CANCELLED, and an agreement still open is withdrawn.

    ``by`` is None where the service itself cancels. The three are told, unless the placement
    comes from a booking: there the booking's own notice tells them.
    """
    if not reason.strip():
        raise Refused("Say why the placement is cancelled.", field="reason")
    placement, agreement = locked(placement)
    move = PLACEMENT.move("cancel")
    placement.status = PLACEMENT.target(placement.status, move.name)
    placement.end_reason = reason.strip()
    placement.save(update_fields=["status", "end_reason"])
    record_fact(move.event, placement, by=by, now=now)
    bring_schedule_in_step(placement=placement, by=by, now=now)
    if agreement and AGREEMENT.may(agreement.status, "withdraw"):
        agreement.status = AGREEMENT.target(agreement.status, "withdraw")
        agreement.save(update_fields=["status"])
        record(Event.AGREEMENT_WITHDRAWN, agreement, by=by, now=now)
    if placement.booking_id is None:
        tell_parties(move.event, placement, by=by, wording="placement_cancelled", now=now)
    return placement


def locked(placement: Placement) -> tuple[Placement, Agreement | None]:
    """The placement and its live agreement, both locked, the agreement first.

    Its version is read after the lock is held: joined, it may be as old as the wait.
    """
    agreement = live_agreement(placement).select_for_update().order_by("id").first()
    row = lock(
        Placement.objects.select_related(
            "participant", "home_manager", "host_manager", "home", "host", "opportunity"
        ),
        placement.id,
    )
    return row, agreement


def check_signed(placement: Placement, agreement: Agreement | None) -> None:
    """Refused unless the signatures the placement's kind needs stand."""
    facts, current_hash = signature_facts(agreement) if agreement else ([], "")
    check_is_signed(
        kind=placement.kind,
        agreement_status=agreement.status if agreement else "",
        signatures=facts,
        current_hash=current_hash,
    )


def parties(placement: Placement) -> list[Person]:
    """The three people of a placement, each once."""
    return list({person.id: person for person in people_by_party(placement).values()}.values())


def tell_parties(
    event: Event,
    placement: Placement,
    *,
    by: Person | None,
    wording: str,
    now: datetime,
    **context: object,
) -> None:
    """A notice to each of the three but whoever did it."""
    for person in parties(placement):
        if by is None or person.id != by.id:
            notify(
                event,
                to=person,
                wording=wording,
                now=now,
                send_after=not_at_night(now),
                placement=placement,
                by=by,
                **context,
            )


def record_fact(
    event: Event, placement: Placement, *, by: Person | None, now: datetime, **facts: object
) -> None:
    """Add one fact about the placement to the history, with both organisations."""
    record(
        event,
        placement,
        by=by,
        now=now,
        organisations=[placement.home, placement.host],
        kind=placement.kind,
        **facts,
    )
