"""Insight: numbers a coordinator and a programme owner may read, and the rows behind them."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from permeate.core.insight import financial_year, year_span
from permeate.core.roles import Role
from permeate.core.vocabulary import LABELS, Sector
from permeate.models import (
    CheckIn,
    Decision,
    LearningEntry,
    Programme,
    ProgrammeMember,
    ShareAudience,
    ShareEvent,
)
from permeate.web.csv_files import plain

NHS = LABELS[Sector.NHS]
YEAR = financial_year(timezone.localdate())


@pytest.fixture
def council(build):
    return build.organisation("Northbridge Council")


@pytest.fixture
def coordinator(build, council):
    return build.person(council, Role.COORDINATOR)


@pytest.fixture
def receive(build, council):
    """People from a new organisation of this sector, on placement at the council this year."""
    host_manager = build.person(council, Role.HOST)

    def receive(people: int, sector: Sector, **fields):
        home = build.organisation(sector=sector)
        manager = build.person(home, Role.MANAGER)
        opportunity = build.opportunity(council, host_manager, programme=fields.pop("of", None))
        today = timezone.localdate()
        return [
            build.placement(
                build.application(
                    build.release(
                        build.person(home, manager=manager), opportunity, status="GRANTED"
                    ),
                    status="ACCEPTED",
                ),
                **{
                    "status": "ACTIVE",
                    "starts_on": today - timedelta(days=1),
                    "ends_on": today + timedelta(days=60),
                    **fields,
                },
            )
            for _ in range(people)
        ]

    return receive


@pytest.fixture
def programme(build, council, coordinator, now):
    programme = Programme.objects.create(
        name="Days between sectors",
        organisation=council,
        owner=build.person(council, Role.PROGRAMME_OWNER),
        starts_on=timezone.localdate(),
        created_at=now,
    )
    ProgrammeMember.objects.create(programme=programme, organisation=council)
    return programme


def text_of(client, name: str, row, query: str = "") -> str:
    answer = client.get(reverse(name, args=[row.reference]) + query)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def exported(client, name: str, row) -> dict[tuple[str, str], str]:
    answer = client.get(reverse(name, args=[row.reference]))
    assert answer["Content-Type"].startswith("text/csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    return {(line["Group"], line["Measure"]): line["Number"] for line in lines}


def test_numbers_of_five_and_more_are_shown_and_lead_to_their_rows(
    council, coordinator, receive, sign_in
) -> None:
    placements = receive(6, Sector.NHS)
    client = sign_in(coordinator)

    text = text_of(client, "organisation_insight", council)
    address = (
        reverse("insight_people", args=[council.reference])
        + f"?year={YEAR}&amp;direction=in&amp;sector=NHS"
    )
    assert f'href="{address}">6</a>' in text
    rows = client.get(address.replace("&amp;", "&")).content.decode()
    assert all(placement.participant.name in rows for placement in placements)


def test_fewer_than_five_are_hidden_on_page_chart_rows_and_export(
    council, coordinator, receive, sign_in
) -> None:
    [placement, *_] = receive(3, Sector.NHS)
    receive(6, Sector.CHARITY)
    client = sign_in(coordinator)

    text = text_of(client, "organisation_insight", council)
    assert "In 1 to 4" in text  # the chart
    assert "Numbers of people below 5 are not shown" in text
    assert ">3<" not in text
    assert ">9<" not in text  # the total would give the three away
    address = reverse("insight_people", args=[council.reference])
    for query in ("?direction=in&sector=NHS", "?direction=in"):
        behind = client.get(address + query)
        assert behind.status_code == 403
        assert placement.participant.name not in behind.content.decode()
    numbers = exported(client, "organisation_export", council)
    assert numbers[NHS, "People in"] == "1 to 4"
    assert numbers["Charity", "People in"] == "6"
    assert numbers["All sectors", "People in"] == "Not shown"


def test_the_rows_of_a_total_do_not_show_what_its_groups_hide(
    council, coordinator, receive, sign_in
) -> None:
    receive(2, Sector.NHS)
    receive(3, Sector.CHARITY)
    receive(6, Sector.AGENCY)
    client = sign_in(coordinator)

    text = text_of(client, "organisation_insight", council)
    assert "11</td>" in text  # shown, and no link
    address = reverse("insight_people", args=[council.reference])
    assert client.get(address + "?direction=in").status_code == 403


def test_only_what_was_under_way_in_the_year_counts(council, coordinator, receive, sign_in) -> None:
    first, _ = year_span(YEAR)
    receive(5, Sector.NHS, starts_on=first - timedelta(days=90), ends_on=first + timedelta(days=1))
    before = {"starts_on": first - timedelta(days=90), "ends_on": first - timedelta(days=1)}
    receive(6, Sector.CHARITY, status="RETURNED", ended_on=before["ends_on"], **before)
    receive(7, Sector.AGENCY, status="AGREED")

    numbers = exported(sign_in(coordinator), "organisation_export", council)

    assert numbers[NHS, "People in"] == "5"
    assert numbers["Charity", "People in"] == "0"
    assert numbers["Agency or public body", "People in"] == "0"


def test_a_person_who_came_twice_is_one_person(council, coordinator, receive, sign_in) -> None:
    placements = receive(6, Sector.NHS)
    for placement in placements[1:]:
        placement.participant = placements[0].participant
        placement.save()

    numbers = exported(sign_in(coordinator), "organisation_export", council)
    assert numbers[NHS, "People in"] == "1 to 4"


def test_overdue_check_ins_are_listed_for_the_coordinator(
    council, coordinator, receive, sign_in, now
) -> None:
    late, fine, *_ = receive(2, Sector.NHS)
    today = timezone.localdate()
    CheckIn.objects.create(placement=late, due_on=today - timedelta(days=3), asked_at=now)
    CheckIn.objects.create(placement=fine, due_on=today - timedelta(days=2), asked_at=now)

    text = text_of(sign_in(coordinator), "organisation_insight", council)
    assert late.participant.name in text
    assert fine.participant.name not in text


def test_a_programme_owner_sees_who_had_nobody_but_no_names_of_people(
    build, programme, receive, sign_in, now
) -> None:
    quiet = build.organisation("Quiet Agency")
    ProgrammeMember.objects.create(programme=programme, organisation=quiet)
    placements = receive(6, Sector.NHS, of=programme)
    for placement in placements[:2]:
        CheckIn.objects.create(
            placement=placement, due_on=timezone.localdate() - timedelta(days=9), asked_at=now
        )

    text = text_of(sign_in(programme.owner), "programme_insight", programme)

    assert "Quiet Agency" in text
    assert "Nobody in or out" in text
    assert ">6<" in text.replace(" ", "")
    assert not any(placement.participant.name in text for placement in placements)
    assert "overdue: <strong>1 to 4</strong>" in text


def test_fellow_members_without_exchange_are_named(
    build, council, coordinator, programme, sign_in
) -> None:
    ProgrammeMember.objects.create(
        programme=programme, organisation=build.organisation("Far Away Trust")
    )
    text = text_of(sign_in(coordinator), "organisation_insight", council)
    assert "Far Away Trust" in text
    assert "Northbridge Council</a>" not in text


@pytest.fixture
def share(receive, council, now):
    def share(verdicts=(), due=timedelta(days=5)):
        [placement] = receive(1, Sector.NHS)
        entry = LearningEntry.objects.create(
            author=placement.participant,
            placement=placement,
            direction="BROUGHT_IN",
            what="Triage",
            occurred_on=timezone.localdate(),
            recorded_at=now,
        )
        event = ShareEvent.objects.create(
            entry=entry,
            shared_by=placement.participant,
            title=f"Triage {entry.id}",
            what="Triage",
            direction="BROUGHT_IN",
            shared_at=timezone.now(),
        )
        ShareAudience.objects.create(
            share=event, organisation=council, decision_due_on=timezone.localdate() + due
        )
        for n, verdict in enumerate(verdicts):
            Decision.objects.create(
                share=event,
                organisation=council,
                decided_by=placement.host_manager,
                verdict=verdict,
                reason="Because.",
                deferred_until=timezone.localdate() if verdict == "DEFER" else None,
                decided_at=now + timedelta(days=n),
            )
        return event

    return share


def test_decisions_count_as_they_stand_and_lead_to_the_shares(
    council, coordinator, share, sign_in
) -> None:
    adopted = share(["DEFER", "ADOPT"])
    share(["DEFER"])
    late = share(due=timedelta(days=-5))
    client = sign_in(coordinator)

    numbers = exported(client, "organisation_export", council)
    assert numbers["Shares", "Put before an organisation"] == "3"
    assert numbers["Shares", "Adopted"] == "1"
    assert numbers["Shares", "Deferred"] == "1"
    assert numbers["Shares", "Waiting for a decision"] == "2"
    assert numbers["Shares", "Waiting for longer than agreed"] == "1"
    rows = text_of(client, "insight_shares", council, "?which=ADOPT")
    assert adopted.title in rows
    assert late.title not in rows
    assert late.title in text_of(client, "insight_shares", council, "?which=overdue")


def test_other_organisations_numbers_are_closed(
    build, council, coordinator, programme, sign_in
) -> None:
    other = build.organisation()
    strangers = [
        build.person(other, Role.COORDINATOR),
        build.person(council, Role.SENIOR),
        build.person(is_operator=True),
    ]
    for stranger in strangers:
        client = sign_in(stranger)
        names = ("organisation_insight", "organisation_export", "insight_people", "insight_shares")
        for name in names:
            assert client.get(reverse(name, args=[council.reference])).status_code == 403
        for name in ("programme_insight", "programme_export"):
            answer = client.get(reverse(name, args=[programme.reference]))
            assert answer.status_code in (403, 404)


def test_insight_leads_straight_to_the_only_organisation(coordinator, council, sign_in) -> None:
    answer = sign_in(coordinator).get(reverse("insight"))
    assert answer.url == reverse("organisation_insight", args=[council.reference])


@pytest.mark.parametrize("name", ["=1+1", "+44", "-5", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1"])
def test_no_cell_of_an_export_is_a_formula(name: str) -> None:
    assert plain(name).startswith("'")


def test_a_hostile_name_is_harmless_in_the_export(
    build, council, coordinator, programme, sign_in
) -> None:
    evil = build.organisation('=HYPERLINK("http://example.org")')
    ProgrammeMember.objects.create(programme=programme, organisation=evil)

    answer = sign_in(coordinator).get(reverse("organisation_export", args=[council.reference]))

    cells = [
        cell
        for line in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
        for cell in line
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_queries_do_not_grow_with_rows(
    council, coordinator, programme, receive, share, sign_in
) -> None:
    counts = []
    for _ in range(2):
        receive(4, Sector.NHS, of=programme)
        share(["ADOPT"])
        for person, name, row in (
            (coordinator, "organisation_insight", council),
            (programme.owner, "programme_insight", programme),
        ):
            client = sign_in(person)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse(name, args=[row.reference])).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 12
