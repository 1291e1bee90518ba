"""Setting up a programme: its rule and dates, members, and what it wants to reach."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from permeate.actions.indexing import index_opportunity
from permeate.core import programmes as rules
from permeate.core.events import Event
from permeate.core.recurrence import check_rule, dates, months_later
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.vocabulary import Visibility
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import (
    Opportunity,
    OpportunityAudience,
    Organisation,
    Person,
    Programme,
    ProgrammeCoverage,
    ProgrammeDate,
    ProgrammeMember,
)
from permeate.queries import programmes as reads

COLUMNS = (
    *("name", "purpose", "weekday", "week_of_month", "every_months"),
    *("months_ahead", "starts_on", "ends_on"),
)


@write
def create_programme(
    *, organisation: Organisation, answers: Mapping[str, Any], by: Person, now: datetime
) -> Programme:
    """Set one up with its first dates; ``answers`` holds every one of ``COLUMNS``."""
    if not by.standing.holds(Role.PROGRAMME_OWNER, organisation.id):
        raise Refused("Only a programme owner of the organisation can set up a programme.")
    programme = Programme(organisation=organisation, owner=by, created_at=now)
    _put(programme, answers, now)
    ProgrammeMember.objects.create(programme=programme, organisation=organisation)
    _record(Event.PROGRAMME_CREATED, programme, by, now)
    generate_dates(programme=programme, now=now)
    return programme


@write
def change_programme(
    *, programme: Programme, answers: Mapping[str, Any], by: Person, now: datetime
) -> Programme:
    """Change what it says and its rule; dates that somebody hosts stay as they are."""
    locked = _lock(programme)
    _put(locked, answers, now)
    _record(Event.PROGRAMME_UPDATED, locked, by, now)
    generate_dates(programme=locked, now=now)
    return locked


def _put(programme: Programme, answers: Mapping[str, Any], now: datetime) -> None:
    rules.check_programme(name=answers["name"], purpose=answers["purpose"])
    for column in COLUMNS:
        setattr(programme, column, answers[column])
    check_rule(reads.rule_of(programme), today=timezone.localdate(now))
    programme.save()


@write
def generate_dates(*, programme: Programme, now: datetime) -> int:
    """Make the dates ahead equal to the rule; how many changed. Running it again changes none.

    A date on which somebody hosts or hosted, and one that was called off, is left alone.
    """
    locked = _lock(programme)
    today = timezone.localdate(now)
    wanted = dict(
        dates(
            reads.rule_of(locked),
            first=today + timedelta(days=1),
            last=months_later(today, locked.months_ahead),
        )
    )
    free = locked.dates.filter(planned_on__gt=today, hosted=None, cancelled_at=None)
    gone, _ = free.exclude(planned_on__in=wanted).delete()
    moved = 0
    for day in free.filter(planned_on__in=wanted):
        if day.held_on != wanted[day.planned_on]:
            day.held_on = wanted[day.planned_on]
            day.save(update_fields=["held_on"])
            moved += 1
    known = set(locked.dates.values_list("planned_on", flat=True))
    fresh = ProgrammeDate.objects.bulk_create(
        ProgrammeDate(programme=locked, planned_on=planned, held_on=held)
        for planned, held in wanted.items()
        if planned not in known
    )
    changed = gone + moved + len(fresh)
    if changed:
        _record(
            Event.PROGRAMME_DATES_GENERATED,
            locked,
            None,
            now,
            added=len(fresh),
            moved=moved,
            removed=gone,
        )
    return changed


@write
def call_off_date(*, day: ProgrammeDate, by: Person, now: datetime) -> None:
    """Call one date off, so that nobody can host on it; Refused while somebody does."""
    locked = _lock(day.programme)
    rules.check_can_call_off(hosts=reads.hosts_on(day))
    ProgrammeDate.objects.filter(id=day.id, cancelled_at=None).update(cancelled_at=now)
    _record(Event.PROGRAMME_UPDATED, locked, by, now, called_off=day.held_on)


@write
def add_member(
    *, programme: Programme, organisation: Organisation, by: Person, now: datetime
) -> None:
    """Let an organisation take part, and tell its coordinators."""
    locked = _lock(programme)
    _, fresh = ProgrammeMember.objects.get_or_create(programme=locked, organisation=organisation)
    if not fresh:
        return
    for opportunity in _for_members(locked):
        OpportunityAudience.objects.get_or_create(
            opportunity=opportunity, organisation=organisation
        )
        index_opportunity(opportunity=opportunity)
    _record(Event.PROGRAMME_MEMBER_ADDED, locked, by, now, member=organisation.reference)
    for coordinator in _coordinators(organisation):
        if coordinator.id != by.id:
            notify(
                Event.PROGRAMME_MEMBER_ADDED,
                to=coordinator,
                wording="programme_joined",
                now=now,
                programme=locked,
                organisation=organisation,
            )


@write
def remove_member(
    *, programme: Programme, organisation: Organisation, by: Person, now: datetime
) -> None:
    """Take an organisation out; Refused while it has dates to host, or runs the programme."""
    locked = _lock(programme)
    rules.check_can_remove_member(
        owner=organisation.id == locked.organisation_id,
        hosts_on=reads.dates_to_host(locked, organisation, today=timezone.localdate(now)),
    )
    gone, _ = locked.members.filter(organisation=organisation).delete()
    if not gone:
        return
    for opportunity in _for_members(locked):
        opportunity.audiences.filter(organisation=organisation).delete()
        index_opportunity(opportunity=opportunity)
    _record(Event.PROGRAMME_MEMBER_REMOVED, locked, by, now, member=organisation.reference)


@write
def set_goal(*, programme: Programme, goal: rules.Goal, by: Person, now: datetime) -> None:
    """Add something to reach, or change how much of it."""
    rules.check_goal(goal)
    ProgrammeCoverage.objects.update_or_create(
        programme=programme,
        dimension=goal.dimension,
        value=goal.value,
        defaults={"wanted": goal.wanted},
    )
    _record(
        Event.PROGRAMME_UPDATED, programme, by, now, dimension=goal.dimension, wanted=goal.wanted
    )


@write
def remove_goal(
    *, programme: Programme, dimension: str, value: str, by: Person, now: datetime
) -> None:
    """No longer want to reach something."""
    programme.coverage.filter(dimension=dimension, value=value).delete()
    _record(Event.PROGRAMME_UPDATED, programme, by, now, dimension=dimension, wanted=0)


def _lock(programme: Programme) -> Programme:
    return Programme.objects.select_for_update().get(id=programme.id)


def _for_members(programme: Programme) -> list[Opportunity]:
    """What is offered to the programme's members alone."""
    return list(
        programme.opportunities.filter(visibility=Visibility.ORGANISATIONS.value).exclude(
            status="WITHDRAWN"
        )
    )


def _coordinators(organisation: Organisation) -> list[Person]:
    return list(
        Person.objects.filter(
            is_active=True,
            memberships__organisation=organisation,
            memberships__ended_at=None,
            memberships__roles__role=Role.COORDINATOR.value,
        ).distinct()
    )


def _record(
    event: Event, programme: Programme, by: Person | None, now: datetime, **facts: Any
) -> None:
    record(event, programme, by=by, now=now, organisations=[programme.organisation], **facts)
