"""Programme pages: for owners, member hosts and members."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.jobs.programmes import generate_programme_dates
from permeate.models import (
    Opportunity,
    OpportunityDate,
    Programme,
    ProgrammeDate,
    ProgrammeMember,
)

RULE = {
    "name": "Local and central",
    "purpose": "To meet one’s equivalents.",
    "weekday": "2",
    "week_of_month": "2",
    "every_months": "1",
    "months_ahead": "6",
    "starts_on-day": "1",
    "starts_on-month": "11",
    "starts_on-year": "2026",
}
DAY = {
    "title": "A day with the homelessness team",
    "summary": "Casework and visits.",
    "objectives": "See how a duty is met",
    "measure": "Three things to try",
    "why_placement": "One has to see it.",
    "location": "Leeds",
    "places": "4",
    "from_time": "9:30am",
    "to_time": "4pm",
    "everyone": "no",
}


@pytest.fixture(autouse=True)
def _pages_read_this_clock(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def owner(build):
    return build.person(build.organisation("Runner", nation="ENGLAND"), Role.PROGRAMME_OWNER)


@pytest.fixture
def programme(build, owner, now):
    organisation = owner.memberships.get().organisation
    programme = Programme.objects.create(
        name="Local and central",
        purpose="To meet.",
        organisation=organisation,
        owner=owner,
        starts_on=date(2026, 11, 1),
        created_at=now,
    )
    ProgrammeMember.objects.create(programme=programme, organisation=organisation)
    generate_programme_dates()
    return programme


@pytest.fixture
def member(build, programme):
    organisation = build.organisation("Member Council")
    ProgrammeMember.objects.create(programme=programme, organisation=organisation)
    return build.person(organisation, Role.HOST)


def to(client, name, row, data=None, **query):
    address = reverse(name, args=[row.reference])
    return client.get(address, query) if data is None else client.post(address, data)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_an_owner_sets_one_up_and_adds_members(build, owner, sign_in) -> None:
    organisation = owner.memberships.get().organisation
    other = build.organisation("Ash Borough Council")
    client = sign_in(owner)

    wrong = client.post(
        reverse("new_programme"), {**RULE, "purpose": "", "organisation": organisation.reference}
    )
    assert wrong.status_code == 422
    assert "Say what the programme is for" in text(wrong)
    answer = client.post(reverse("new_programme"), {**RULE, "organisation": organisation.reference})

    programme = Programme.objects.get()
    assert answer.url == reverse("programme_members", args=[programme.reference])
    assert "Ash Borough Council" in text(client.get(answer.url, {"q": "ash"}))
    client.post(answer.url, {"add": other.reference})
    assert programme.members.count() == 2
    refused = client.post(answer.url, {"remove": organisation.reference})
    assert refused.status_code == 422
    assert "stays in it" in text(refused)
    page = text(to(client, "programme", programme))
    assert "Second Wednesday of every month" in page
    assert "11 November 2026" in page
    assert "Nobody hosts yet" in page


def test_others_set_none_up(build, sign_in) -> None:
    coordinator = build.person(build.organisation(), Role.COORDINATOR)
    client = sign_in(coordinator)

    assert client.get(reverse("new_programme")).status_code == 403
    assert "Ask your coordinator" in text(client.get(reverse("programmes")))


def test_a_member_hosts_and_others_book(build, programme, member, sign_in) -> None:
    day = programme.dates.first()
    client = sign_in(member)
    assert "Host on this date" in text(to(client, "programme", programme))
    organisation = member.memberships.get().organisation

    wrong = to(
        client,
        "host_programme_date",
        day,
        {**DAY, "host": organisation.reference, "measure": "", "places": ""},
    )
    assert wrong.status_code == 422
    assert "Say how you will know it was reached" in text(wrong)
    assert "Enter how many places there are" in text(wrong)
    assert "One has to see it." in text(wrong)
    none = {**DAY, "host": organisation.reference, "places": "0"}
    assert "at least 1 place" in text(to(client, "host_programme_date", day, none))
    done = to(client, "host_programme_date", day, {**DAY, "host": organisation.reference})

    assert done.url == reverse("programme", args=[programme.reference])
    reader = build.person(programme.organisation)
    page = text(to(sign_in(reader), "programme", programme))
    assert "A day with the homelessness team" in page
    assert "Member Council, 9:30am to 4pm" in page
    assert "4 of 4 places left" in page
    assert "Host on this date" not in page


def test_the_same_day_is_offered_again_in_three_answers(programme, member, sign_in) -> None:
    first, second = programme.dates.all()[:2]
    client = sign_in(member)
    organisation = member.memberships.get().organisation
    to(client, "host_programme_date", first, {**DAY, "host": organisation.reference})
    opportunity = Opportunity.objects.get()

    assert f"?again={opportunity.reference}" in text(to(client, "host_programme_date", second))
    address = reverse("host_programme_date", args=[second.reference])
    client.post(f"{address}?again={opportunity.reference}", {"places": "2"})

    assert [one.starts_on for one in opportunity.dates.all()] == [first.held_on, second.held_on]
    refused = client.post(f"{address}?again={opportunity.reference}", {"places": "2"})
    assert refused.status_code == 422
    assert "hosts on this date already" in text(refused)


def test_an_owner_sees_what_is_reached_and_what_is_not(
    build, programme, member, owner, sign_in
) -> None:
    opportunity = build.opportunity(
        member.memberships.get().organisation,
        member,
        kind=Kind.DEVELOPMENT_DAY,
        programme=programme,
    )
    build.booking(build.date(opportunity), status="BOOKED")
    client = sign_in(owner)

    assert "Say which sectors" in text(to(client, "programme_coverage", programme))
    for what, wanted in (("SECTOR:LOCAL_GOVERNMENT", "1"), ("SECTOR:NHS", "4")):
        to(client, "programme_coverage", programme, {"what": what, "wanted": wanted})
    wrong = to(client, "programme_coverage", programme, {"what": "", "wanted": "1"})
    assert wrong.status_code == 422
    page = text(to(client, "programme_coverage", programme))
    assert "Reached" in page
    assert "Not yet" in page
    assert "1 to 4" in page
    to(client, "programme_coverage", programme, {"remove": "SECTOR:NHS"})
    assert programme.coverage.count() == 1


def test_who_may_do_what(build, programme, member, client, owner) -> None:
    organisation = member.memberships.get().organisation
    day = programme.dates.first()
    people = {
        "owner": owner,
        "host": member,
        "participant": build.person(organisation),
        "coordinator": build.person(organisation, Role.COORDINATOR),
        "stranger": build.person(build.organisation(), Role.HOST, Role.PROGRAMME_OWNER),
    }
    allowed = {
        ("programme", programme): {"owner", "host", "participant", "coordinator"},
        ("edit_programme", programme): {"owner"},
        ("programme_members", programme): {"owner"},
        ("programme_coverage", programme): {"owner"},
        ("call_off_programme_date", day): {"owner"},
        ("host_programme_date", day): {"host", "coordinator"},
    }
    for (name, row), who in allowed.items():
        for title, person in people.items():
            client.force_login(person)
            expected = 200 if title in who else 404 if title == "stranger" else 403
            assert to(client, name, row).status_code == expected, (name, title)


def test_a_coordinator_takes_the_organisation_out(build, programme, member, sign_in) -> None:
    organisation = member.memberships.get().organisation
    client = sign_in(build.person(organisation, Role.COORDINATOR))
    assert "Take Member Council out" in text(to(client, "programme", programme))

    to(client, "leave_programme", programme, {"organisation": organisation.reference})

    assert not programme.members.filter(organisation=organisation).exists()
    assert to(client, "programme", programme).status_code == 404


def test_a_date_is_called_off_by_page(programme, owner, sign_in) -> None:
    day = programme.dates.first()

    to(sign_in(owner), "call_off_programme_date", day, {})

    day.refresh_from_db()
    assert day.cancelled_at


def test_the_page_grows_by_no_query(build, programme, member, sign_in) -> None:
    client = sign_in(member)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert to(client, "programme", programme).status_code == 200
        return len(queries)

    def offer(number: int) -> None:
        organisation = build.organisation()
        ProgrammeMember.objects.create(programme=programme, organisation=organisation)
        opportunity = build.opportunity(
            organisation, kind=Kind.DEVELOPMENT_DAY, programme=programme
        )
        day = ProgrammeDate.objects.all()[number]
        OpportunityDate.objects.create(
            opportunity=opportunity,
            starts_on=day.held_on,
            ends_on=day.held_on,
            programme_date=day,
        )

    offer(0)
    before = count()
    for number in range(1, 6):
        offer(number)
    assert count() == before <= 12
