"""An opportunity's page: what it says, to whom, and in how many queries."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from permeate.core.roles import Role
from permeate.core.vocabulary import Kind, Sector
from permeate.models import Objective, OpportunityAudience, OpportunityTopic


def page(client, opportunity):
    return client.get(reverse("opportunity", args=[opportunity.reference]))


@pytest.fixture(autouse=True)
def _pages_read_this_clock(now):
    with time_machine.travel(now, tick=False):
        yield


def test_it_says_what_it_is_for_and_how_one_will_know(build, sign_in) -> None:
    opportunity = build.opportunity(fte="0.40", vetting="SC", payer="SHARED")
    OpportunityTopic.objects.create(opportunity=opportunity, kind="THEME", value="HOUSING")
    reader = build.person(build.organisation())

    text = page(sign_in(reader), opportunity).content.decode()

    for words in (
        opportunity.title,
        opportunity.host.name,
        "Map the service",
        "A map both sides agree",
        "How councils do it.",
        "It needs somebody from outside for a time.",
        "0.4 of full time",
        "Security check (SC)",
        "Home and host share the cost",
        "Housing and homelessness",
        "11 January to 9 July 2027",
    ):
        assert words in text


def test_dates_say_how_many_places_are_left(build, sign_in) -> None:
    opportunity = build.opportunity(kind=Kind.DEVELOPMENT_DAY)
    roomy = build.date(opportunity, starts_on=date(2026, 12, 9), places=3)
    full = build.date(opportunity, starts_on=date(2027, 1, 13), places=1)
    build.date(opportunity, starts_on=date(2026, 12, 16), cancelled_at=build.now)
    build.date(opportunity, starts_on=date(2026, 10, 7))
    build.booking(roomy, seat=1)
    build.booking(full, seat=1)
    build.booking(full, status="WAITING", seat=None)

    text = page(sign_in(build.person(build.organisation())), opportunity).content.decode()

    assert "2 of 3 places left" in text
    assert "Full, 1 waiting" in text
    assert "16 December 2026" not in text
    assert "7 October 2026" not in text


def test_whoever_hosts_does_not_book_with_themselves(build, sign_in) -> None:
    opportunity = build.opportunity(kind=Kind.DEVELOPMENT_DAY)
    address = reverse("request_booking", args=[build.date(opportunity).reference])

    guest = sign_in(build.person(build.organisation()))
    assert address in page(guest, opportunity).content.decode()
    assert address not in page(sign_in(opportunity.host_manager), opportunity).content.decode()


def test_only_the_host_side_reads_who_asked(build, sign_in) -> None:
    opportunity = build.opportunity(kind=Kind.DEVELOPMENT_DAY)
    booking = build.booking(build.date(opportunity))
    stranger = build.person(build.organisation())

    assert (
        booking.person.name in page(sign_in(opportunity.host_manager), opportunity).content.decode()
    )
    assert booking.person.name not in page(sign_in(stranger), opportunity).content.decode()


@pytest.mark.parametrize(
    ("visibility", "audience", "seen"),
    [
        ("EVERYONE", None, {"council", "nhs"}),
        ("SECTORS", {"sector": "NHS"}, {"nhs"}),
        ("ORGANISATIONS", "council", {"council"}),
        ("ORGANISATIONS", None, set()),
        ("ORGANISATIONS", {"sector": "NHS"}, set()),  # left from an earlier choice
    ],
)
def test_it_is_found_by_those_it_is_meant_for(build, client, visibility, audience, seen) -> None:
    opportunity = build.opportunity(visibility=visibility)
    council = build.organisation()
    people = {
        "council": build.person(council),
        "nhs": build.person(build.organisation(sector=Sector.NHS)),
    }
    if audience:
        fields = {"organisation": council} if audience == "council" else audience
        OpportunityAudience.objects.create(opportunity=opportunity, **fields)

    for name, person in people.items():
        client.force_login(person)
        assert page(client, opportunity).status_code == (200 if name in seen else 404)
    client.force_login(opportunity.host_manager)
    assert page(client, opportunity).status_code == 200


@pytest.mark.parametrize("status", ["DRAFT", "WITHDRAWN"])
def test_drafts_and_withdrawn_ones_are_the_hosts_alone(build, client, status) -> None:
    opportunity = build.opportunity(status=status)
    host_colleague = build.person(opportunity.host, Role.HOST)
    plain_colleague = build.person(opportunity.host)

    for person, expected in ((host_colleague, 200), (plain_colleague, 404)):
        client.force_login(person)
        assert page(client, opportunity).status_code == expected


@pytest.mark.parametrize("kind", [Kind.SECONDMENT, Kind.SHADOWING])
def test_its_queries_do_not_grow_with_rows(build, sign_in, kind) -> None:
    opportunity = build.opportunity(kind=kind, visibility="ORGANISATIONS")

    def grow(first: int, count: int) -> None:
        for number in range(first, first + count):
            organisation = build.organisation()
            OpportunityAudience.objects.create(opportunity=opportunity, organisation=organisation)
            Objective.objects.create(opportunity=opportunity, text="More", measure="Seen")
            if kind is Kind.SECONDMENT:
                build.application(build.release(opportunity=opportunity, status="GRANTED"))
            else:
                build.booking(build.date(opportunity, starts_on=date(2027, 1, number)))

    counts = []
    for first, count in ((1, 1), (2, 7)):
        grow(first, count)
        client = sign_in(opportunity.host_manager)
        with CaptureQueriesContext(connection) as queries:
            assert page(client, opportunity).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12
