"""What time or one of the three does to a placement: it starts, ends, returns and closes.

Each move locks the row and asks the rules again, so that it happens once however often the
job runs, and never without the signatures its kind needs.
"""

from datetime import date, datetime

from permeate.actions.agreements import withdraw_agreement
from permeate.actions.placements import (
    check_signed,
    locked,
    record_fact,
    tell_parties,
)
from permeate.actions.schedules import bring_schedule_in_step
from permeate.core.agreements.varying import PENDING
from permeate.core.cadence import check_in_dates, evaluation_due, not_at_night
from permeate.core.events import Event
from permeate.core.lifecycles import PLACEMENT
from permeate.core.placements import (
    check_can_end_early,
    check_is_due,
    check_is_over,
    has_follow_up,
)
from permeate.core.refusals import Refused
from permeate.core.vocabulary import EndCause, Party
from permeate.journal.notices import notify
from permeate.journal.record import write
from permeate.models import Agreement, CheckIn, Person, Placement
from permeate.queries.placements import coordinators_of

CLOSE_CHECK_INS_DAYS = 6  # no two check-ins within a week


@write
def start_placement(*, placement: Placement, today: date, now: datetime) -> Placement:
    """AGREED → ACTIVE on the first day; its check-ins are laid down.

    Refused before that day, and where a signature its kind needs does not stand.
    """
    placement, agreement = locked(placement)
    move = PLACEMENT.move("start")
    status = PLACEMENT.target(placement.status, move.name)
    check_is_due(starts_on=placement.starts_on, today=today)
    check_signed(placement, agreement)
    placement.status, placement.started_at = status, now
    placement.save(update_fields=["status", "started_at"])
    lay_check_ins(placement, today=today)
    record_fact(move.event, placement, by=None, now=now)
    if placement.booking_id is None:
        tell_parties(move.event, placement, by=None, wording="placement_started", now=now)
    return placement


@write
def return_placement(*, placement: Placement, today: date, now: datetime) -> Placement:
    """ACTIVE → RETURNED after the last day, or ENDED_EARLY where that was announced."""
    placement, _ = locked(placement)
    early = bool(placement.ended_by_party)
    move = PLACEMENT.move("end_early" if early else "return")
    status = PLACEMENT.target(placement.status, move.name)
    check_is_over(last_day=placement.last_day, today=today)
    placement.status, placement.ended_on = status, placement.last_day
    placement.save(update_fields=["status", "ended_on"])
    lay_evaluation(placement)
    _withdraw_pending(placement, now)
    record_fact(move.event, placement, by=None, now=now, ended_on=placement.ended_on)
    if placement.booking_id is None:
        tell_parties(move.event, placement, by=None, wording="placement_ended", now=now)
    return placement


@write
def end_early(
    *,
    placement: Placement,
    last_day: date,
    party: str,
    cause: str,
    reason: str,
    by: Person,
    today: date,
    now: datetime,
) -> Placement:
    """Record on whose side (``party``) and why it ends, and when; all are told at once.

    On or after that day the placement is ENDED_EARLY; before, it stays ACTIVE until then,
    and calling again puts the announcement right.
    """
    placement, _ = locked(placement)
    status = PLACEMENT.target(placement.status, "end_early")
    check_can_end_early(
        last_day=last_day,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        cause=cause,
        reason=reason,
        today=today,
    )
    placement.ended_on, placement.ended_by_party = last_day, Party(party).value
    placement.end_cause, placement.end_reason = EndCause(cause).value, reason.strip()
    over = last_day <= today
    if over:
        placement.status = status
    placement.save()
    lay_check_ins(placement, today=today)
    if over:
        lay_evaluation(placement)
        _withdraw_pending(placement, now)
    bring_schedule_in_step(placement=placement, by=by, now=now)
    event = Event.PLACEMENT_ENDED_EARLY if over else Event.PLACEMENT_EARLY_END_ANNOUNCED
    record_fact(event, placement, by=by, now=now, ended_on=last_day, party=party, cause=cause)
    _tell_all(event, placement, "placement_ends_early", by=by, now=now)
    return placement


@write
def take_back_early_end(
    *, placement: Placement, by: Person, today: date, now: datetime
) -> Placement:
    """Undo an announced early end before it comes; everybody told of it is told again."""
    placement, _ = locked(placement)
    if placement.status != "ACTIVE" or not placement.ended_by_party:
        raise Refused("No early end is announced, so there is nothing to take back.")
    placement.ended_on = None
    placement.ended_by_party = placement.end_cause = placement.end_reason = ""
    placement.save()
    lay_check_ins(placement, today=today)
    bring_schedule_in_step(placement=placement, by=by, now=now)
    event = Event.PLACEMENT_EARLY_END_TAKEN_BACK
    record_fact(event, placement, by=by, now=now)
    _tell_all(event, placement, "placement_goes_on", by=by, now=now)
    return placement


@write
def close_placement(*, placement: Placement, by: Person | None, now: datetime) -> Placement:
    """RETURNED or ENDED_EARLY → CLOSED; ``by`` is None where the service closes it."""
    placement, _ = locked(placement)
    move = PLACEMENT.move("close")
    placement.status, placement.closed_at = PLACEMENT.target(placement.status, move.name), now
    placement.save(update_fields=["status", "closed_at"])
    record_fact(move.event, placement, by=by, now=now)
    return placement


def lay_check_ins(placement: Placement, *, today: date) -> None:
    """Make what is not yet asked equal to the cadence up to the last day, from today on.

    Called in a write, with the placement locked. What was asked stays; nothing new is laid
    within a week of it.
    """
    placement.check_ins.filter(asked_at=None, closing=False).delete()
    if placement.status != "ACTIVE":
        return
    taken = list(placement.check_ins.values_list("due_on", flat=True))
    CheckIn.objects.bulk_create(
        CheckIn(placement=placement, due_on=due)
        for due in check_in_dates(placement.starts_on, placement.ends_on, placement.last_day)
        if due >= today and all(abs((due - other).days) > CLOSE_CHECK_INS_DAYS for other in taken)
    )


def lay_evaluation(placement: Placement) -> None:
    """The closing check-in, a week after the last day; none after a few days' placement."""
    placement.check_ins.filter(asked_at=None, closing=False).delete()
    if has_follow_up(starts_on=placement.starts_on, last_day=placement.last_day):
        CheckIn.objects.get_or_create(
            placement=placement,
            closing=True,
            defaults={"due_on": evaluation_due(placement.last_day)},
        )


def _withdraw_pending(placement: Placement, now: datetime) -> None:
    """A variation that not all have signed when the placement ends comes too late."""
    pending = Agreement.objects.filter(
        placement=placement, varies__isnull=False, status__in=PENDING
    )
    for variation in pending:
        withdraw_agreement(agreement=variation, by=None, now=now)


def _tell_all(
    event: Event, placement: Placement, wording: str, *, by: Person, now: datetime
) -> None:
    """The three and both sides' coordinators, but whoever did it."""
    tell_parties(event, placement, by=by, wording=wording, now=now)
    told = {placement.participant_id, placement.home_manager_id, placement.host_manager_id, by.id}
    for person in coordinators_of(placement.home_id, placement.host_id):
        if person.id not in told:
            notify(
                event,
                to=person,
                wording=wording,
                now=now,
                send_after=not_at_night(now),
                placement=placement,
                by=by,
            )
