"""Coming back: home is asked for a plan in time, chased, and reminded of it."""

from datetime import date, datetime

from django.utils import timezone

from permeate.actions.placements import locked, record_fact
from permeate.core.cadence import (
    FOLLOW_UP_AFTER_DAYS,
    TOLD_TO_COORDINATOR,
    chase_number,
    not_at_night,
    return_plan_due,
    return_reminder_due,
)
from permeate.core.events import Event
from permeate.core.placements import check_can_plan_return, needs_return_plan
from permeate.core.refusals import Refused
from permeate.journal.notices import notify
from permeate.journal.record import write
from permeate.models import Person, Placement, ReturnPlan
from permeate.queries.placements import coordinators_of


@write
def ask_return_plan(*, placement: Placement, today: date, now: datetime) -> bool:
    """Ask the home manager for the return plan when it falls due; whether it was asked now."""
    placement, _ = locked(placement)
    due_on = return_plan_due(placement.starts_on, placement.last_day)
    if not _wanted(placement) or placement.return_asked_at or due_on > today:
        return False
    placement.return_asked_at = now
    placement.save(update_fields=["return_asked_at"])
    record_fact(Event.RETURN_PLAN_DUE, placement, by=None, now=now)
    _tell(Event.RETURN_PLAN_DUE, placement.home_manager, "return_plan_due", placement, now=now)
    return True


@write
def chase_return_plan(*, placement: Placement, today: date, now: datetime) -> bool:
    """Remind the home manager; at last tell home's coordinators. Whether it was due."""
    placement, _ = locked(placement)
    if not _wanted(placement) or placement.return_asked_at is None:
        return False
    since = timezone.localtime(placement.return_asked_at).date()
    number = chase_number(since, today, placement.return_chased, after=FOLLOW_UP_AFTER_DAYS)
    if number is None:
        return False
    placement.return_chased = number
    placement.save(update_fields=["return_chased"])
    record_fact(Event.RETURN_PLAN_CHASED, placement, by=None, now=now, number=number)
    last = number == TOLD_TO_COORDINATOR
    told = coordinators_of(placement.home_id) if last else [placement.home_manager]
    for person in told:
        wording = "return_plan_very_late" if last else "return_plan_late"
        _tell(Event.RETURN_PLAN_CHASED, person, wording, placement, now=now)
    return True


@write
def plan_return(
    *,
    placement: Placement,
    post: str,
    what_changed: str,
    meeting_on: date,
    handover: str,
    by: Person,
    today: date,
    now: datetime,
) -> ReturnPlan:
    """What the person comes back to; made or put right until the placement ends.

    The participant is told, and the home manager where the coordinator planned.
    """
    placement, _ = locked(placement)
    if placement.status != "ACTIVE":
        raise Refused("A return is planned while the placement is under way.")
    check_can_plan_return(
        post=post,
        handover=handover,
        meeting_on=meeting_on,
        starts_on=placement.starts_on,
        last_day=placement.last_day,
    )
    # Whoever plans in the last weeks needs no reminder of what was planned just now.
    late = today >= return_reminder_due(placement.last_day)
    plan, _ = ReturnPlan.objects.update_or_create(
        placement=placement,
        defaults={
            "post": post.strip(),
            "what_changed": what_changed.strip(),
            "meeting_on": meeting_on,
            "handover": handover.strip(),
            "planned_by": by,
            "planned_at": now,
            **({"reminded_at": now} if late else {}),
        },
    )
    record_fact(Event.RETURN_PLANNED, placement, by=by, now=now, meeting_on=meeting_on)
    for person in (placement.participant, placement.home_manager):
        if person.id != by.id:
            _tell(Event.RETURN_PLANNED, person, "return_planned", placement, now=now, plan=plan)
    return plan


@write
def remind_of_return(*, placement: Placement, today: date, now: datetime) -> bool:
    """Four weeks before the end, put the plan before home manager and participant again."""
    placement, _ = locked(placement)
    plan = ReturnPlan.objects.select_for_update().filter(placement=placement).first()
    due = return_reminder_due(placement.last_day) <= today
    if plan is None or plan.reminded_at or not due or placement.status != "ACTIVE":
        return False
    plan.reminded_at = now
    plan.save(update_fields=["reminded_at"])
    record_fact(Event.RETURN_REMINDED, placement, by=None, now=now)
    for person in (placement.participant, placement.home_manager):
        _tell(Event.RETURN_REMINDED, person, "return_reminder", placement, now=now, plan=plan)
    return True


def _wanted(placement: Placement) -> bool:
    return (
        placement.status == "ACTIVE"
        and needs_return_plan(placement.kind)
        and not ReturnPlan.objects.filter(placement=placement).exists()
    )


def _tell(
    event: Event,
    person: Person,
    wording: str,
    placement: Placement,
    *,
    now: datetime,
    **context: object,
) -> None:
    notify(
        event,
        to=person,
        wording=wording,
        now=now,
        send_after=not_at_night(now),
        placement=placement,
        **context,
    )
