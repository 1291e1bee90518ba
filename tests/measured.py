"""A programme with a known history, for what measures of the database must say."""

from datetime import UTC, date, datetime, timedelta

from permeate.actions.cuts import store_cut
from permeate.core.measures.cut.assembling import cut
from permeate.core.measures.disclosure import Audience
from permeate.core.measures.log import log_of
from permeate.core.roles import Role
from permeate.core.vocabulary import Sector
from permeate.models import (
    Acknowledgement,
    Decision,
    LearningEntry,
    Programme,
    Prompt,
    ShareAudience,
    ShareEvent,
)

AT = date(2026, 9, 30)
START = date(2026, 6, 1)


def moment(day: date) -> datetime:
    """Noon of that day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def programme_with_history(build, council=None, people: int = 6):
    """``people`` from an agency at a council since 1 June; each second shares on its day 10.

    Of the shares the first is acknowledged and adopted, the second acknowledged and
    rejected, all others are left alone. Each got two prompts and answered one.
    """
    council = council or build.organisation("Northbridge Council", created_at=moment(START))
    home = build.organisation(sector=Sector.AGENCY, created_at=moment(START))
    host = build.person(council, Role.HOST)
    senior = build.person(council, Role.SENIOR)
    programme = Programme.objects.create(
        name="Days between sectors",
        organisation=council,
        owner=build.person(council, Role.PROGRAMME_OWNER),
        starts_on=START,
        created_at=moment(START),
    )
    manager = build.person(home, Role.MANAGER)
    opportunity = build.opportunity(council, host, programme=programme)
    for number in range(people):
        release = build.release(build.person(home, manager=manager), opportunity, status="GRANTED")
        placement = build.placement(
            build.application(release, status="ACCEPTED"),
            status="ACTIVE",
            starts_on=START,
            ends_on=AT + timedelta(days=90),
            started_at=moment(START),
        )
        _prompts(placement)
        if number % 2 == 0:
            _share(placement, council, senior, number // 2)
    return programme


def _prompts(placement) -> None:
    for week in (1, 2):
        day = START + timedelta(days=7 * week)
        Prompt.objects.create(
            placement=placement,
            due_on=day,
            sent_at=moment(day),
            answer="NOTHING" if week == 1 else "",
            answered_at=moment(day) if week == 1 else None,
        )


def _share(placement, council, senior, number: int) -> None:
    day = START + timedelta(days=10)
    entry = LearningEntry.objects.create(
        author=placement.participant,
        placement=placement,
        direction="BROUGHT_IN",
        what="Triage",
        occurred_on=day,
        recorded_at=moment(day),
        organisation_at_time=placement.home,
    )
    share = ShareEvent.objects.create(
        entry=entry,
        shared_by=placement.participant,
        organisation_at_time=placement.home,
        title="Triage",
        what="Triage",
        direction="BROUGHT_IN",
        shared_at=moment(day),
    )
    ShareAudience.objects.create(share=share, organisation=council, decision_due_on=AT)
    if number < 2:
        later = moment(day + timedelta(days=20))
        Acknowledgement.objects.create(
            share=share, person=senior, organisation=council, receipt="READ", acknowledged_at=later
        )
        Decision.objects.create(
            share=share, organisation=council, decided_by=senior, reason="Because.",
            verdict="ADOPT" if number == 0 else "REJECT", decided_at=later,
        )  # fmt: skip


def stored_cut(log=None, *, at: date = AT, resample: bool = False, **scope):
    """A cut that the service keeps, of a log or of nothing."""
    content = cut(log or log_of([]), at=at, audience=Audience.INTERNAL, resample=resample)
    return store_cut(content=content, now=moment(at + timedelta(days=1)), **scope)
