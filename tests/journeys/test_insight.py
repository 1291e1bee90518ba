"""A coordinator and a programme owner read numbers, and the rows behind them, in a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from permeate.core.roles import Role
from permeate.core.vocabulary import Sector
from permeate.models import CheckIn, Programme, ProgrammeMember
from tests.journeys.conftest import Journey


@pytest.fixture
def council(build):
    return build.organisation("Northbridge Council")


@pytest.fixture
def programme(build, council, now):
    """Six people from the NHS and two from a charity at the council, one check-in late."""
    owner = build.person(council, Role.PROGRAMME_OWNER)
    today = timezone.localdate()
    programme = Programme.objects.create(
        name="Days between sectors",
        organisation=council,
        owner=owner,
        starts_on=today,
        created_at=now,
    )
    members = [council, build.organisation("Quiet Agency", sector=Sector.AGENCY)]
    for member in members:
        ProgrammeMember.objects.create(programme=programme, organisation=member)
    host = build.person(council, Role.HOST)
    for sector, people in ((Sector.NHS, 6), (Sector.CHARITY, 2)):
        home = build.organisation(sector=sector)
        manager = build.person(home, Role.MANAGER)
        opportunity = build.opportunity(council, host, programme=programme)
        for _ in range(people):
            release = build.release(
                build.person(home, manager=manager), opportunity, status="GRANTED"
            )
            placement = build.placement(
                build.application(release, status="ACCEPTED"),
                status="ACTIVE",
                starts_on=today - timedelta(days=20),
                ends_on=today + timedelta(days=60),
            )
    CheckIn.objects.create(placement=placement, due_on=today - timedelta(days=6), asked_at=now)
    return programme


def test_a_coordinator_reads_numbers_and_their_rows(journey: Journey, build, council, programme):
    late = CheckIn.objects.get().placement

    journey.sign_in(build.person(council, Role.COORDINATOR)).open("/insight/")
    journey.sees("Numbers of people below 5").sees("1 to 4").sees("Quiet Agency")
    journey.follow("6").sees("People in").page.go_back()
    journey.follow(late.participant.name).sees("Overdue")


def test_an_owner_reads_numbers_without_names(journey: Journey, programme) -> None:
    late = CheckIn.objects.get().placement

    journey.sign_in(programme.owner).open("/insight/").follow(programme.name)
    journey.sees("Quiet Agency").sees("People whose check-in is overdue")
    journey.sees_not(late.participant.name)
    with journey.page.expect_download() as download:
        journey.page.get_by_role("link", name="Download these numbers").click()
    assert download.value.suggested_filename.endswith(".csv")
