"""A host's pages: drafting as one goes, what is missing, dates, who may see it, closing."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from permeate.core.opportunities import SECTIONS
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.jobs.opportunities import tend_opportunities
from permeate.models import (
    Notice,
    Objective,
    Opportunity,
    OpportunityAudience,
    OpportunityTopic,
)


@pytest.fixture(autouse=True)
def _pages_read_this_clock(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def host(build):
    return build.person(build.organisation("Host Council"), Role.HOST)


@pytest.fixture
def draft(build, host):
    organisation = host.memberships.get().organisation
    return build.opportunity(organisation, host, status="DRAFT", published_at=None)


def section(client, opportunity, slug, data=None):
    address = reverse("edit_opportunity", args=[opportunity.reference, slug])
    return client.get(address) if data is None else client.post(address, data)


def to(client, name, row, data=None):
    address = reverse(name, args=[row.reference])
    return client.get(address) if data is None else client.post(address, data)


def test_a_host_of_one_organisation_is_not_asked_which(host, sign_in) -> None:
    client = sign_in(host)
    organisation = host.memberships.get().organisation

    assert "Which organisation" not in client.get(reverse("draft_opportunity")).content.decode()
    answer = client.post(
        reverse("draft_opportunity"),
        {"host": organisation.reference, "kind": "SHADOWING", "title": "A week with planners"},
    )

    made = Opportunity.objects.get()
    assert answer.url == reverse("edit_opportunity", args=[made.reference])
    assert (made.host, made.host_manager, made.status) == (organisation, host, "DRAFT")


def test_a_coordinator_of_two_chooses_and_of_none_is_kept_out(build, sign_in) -> None:
    first, second, third = (build.organisation(name) for name in ("Ash", "Birch", "Cedar"))
    person = build.person(first, Role.COORDINATOR)
    build.membership(person, second, Role.HOST)
    build.membership(person, third, Role.PARTICIPANT)
    client = sign_in(person)

    text = client.get(reverse("draft_opportunity")).content.decode()
    assert "Ash" in text
    assert "Birch" in text
    assert "Cedar" not in text
    refused = client.post(
        reverse("draft_opportunity"),
        {"host": third.reference, "kind": "SHADOWING", "title": "A day"},
    )
    assert refused.status_code == 422

    participant = build.person(first)
    assert sign_in(participant).get(reverse("draft_opportunity")).status_code == 403


def test_sections_are_kept_one_at_a_time(draft, host, sign_in) -> None:
    client = sign_in(host)
    pages = [
        ("place", {"place": "HYBRID", "location": "Leeds", "region": "YORKSHIRE_AND_HUMBER"}),
        ("terms", {"vetting": "SC", "payer": "HOST", "places": "2"}),
        ("topics", {"themes": ["HOUSING"], "own_skills": "Beekeeping, Maps", "profession": ""}),
        ("purpose", {"objective_1": "Map it", "measure_1": "", "why_placement": "Because"}),
        (
            "dates",
            {
                "starts_on-day": "1",
                "starts_on-month": "2",
                "starts_on-year": "2027",
                "fte": "0.4",
            },
        ),
        ("visibility", {"visibility": "SECTORS", "sectors": ["NHS"]}),
    ]
    for slug, data in pages:
        assert section(client, draft, slug, data).status_code == 302, slug

    draft.refresh_from_db()
    assert (draft.place, draft.vetting, draft.places, str(draft.fte)) == ("HYBRID", "SC", 2, "0.40")
    assert draft.starts_on == date(2027, 2, 1)
    assert draft.ends_on is None
    assert set(draft.topics.values_list("value", flat=True)) == {"HOUSING", "Beekeeping", "Maps"}
    assert draft.audiences.get().sector == "NHS"
    for slug, words in (("place", "Leeds"), ("topics", "Beekeeping, Maps"), ("purpose", "Map it")):
        assert words in section(client, draft, slug).content.decode()


def test_what_was_typed_wrongly_is_kept_with_the_error(draft, host, sign_in) -> None:
    page = section(
        sign_in(host),
        draft,
        "dates",
        {"starts_on-day": "31", "starts_on-month": "2", "starts_on-year": "2027", "fte": "4"},
    )

    text = page.content.decode()
    assert page.status_code == 422
    assert "Start must be a real date" in text
    assert "between 0.05 and 1" in text
    assert 'value="31"' in text


def test_another_objective_is_one_press_away(draft, host, sign_in) -> None:
    client = sign_in(host)
    data = {f"objective_{n}": f"Goal {n}" for n in (1, 2)} | {"another": "yes"}

    answer = section(client, draft, "purpose", data)

    assert answer.url.endswith("?rows=3#id_objective_3")
    assert "Goal 2" in client.get(answer.url).content.decode()
    assert draft.objectives.count() == 2


def test_a_measure_without_its_objective_is_not_lost(draft, host, sign_in) -> None:
    page = section(sign_in(host), draft, "purpose", {"measure_1": "Fewer letters"})

    assert page.status_code == 422
    assert "Fewer letters" in page.content.decode()


def test_publishing_links_each_missing_answer(draft, host, sign_in) -> None:
    draft.objectives.all().delete()
    Opportunity.objects.filter(id=draft.id).update(why_placement="", starts_on=None, ends_on=None)
    client = sign_in(host)

    assert to(client, "publish_opportunity", draft).status_code == 200
    page = to(client, "publish_opportunity", draft, {})

    text = page.content.decode()
    assert page.status_code == 422
    assert "<title>" in text
    assert "Error: Check your answers" in " ".join(text.split())
    for slug, anchor in (
        ("purpose", "id_objective_1"),
        ("purpose", "id_why_placement"),
        ("dates", "id_starts_on-day"),
        ("place", "id_location"),
    ):
        address = reverse("edit_opportunity", args=[draft.reference, slug])
        assert f'href="{address}#{anchor}"' in text
        assert f'id="{anchor}"' in section(client, draft, slug).content.decode()
    draft.refresh_from_db()
    assert draft.status == "DRAFT"


def test_a_whole_one_is_published_from_the_check_page(draft, host, sign_in) -> None:
    Opportunity.objects.filter(id=draft.id).update(location="Leeds")
    client = sign_in(host)

    assert (
        "usually last at least six months"
        in to(client, "publish_opportunity", draft).content.decode()
    )
    answer = to(client, "publish_opportunity", draft, {})

    assert answer.url == reverse("opportunity", args=[draft.reference])
    draft.refresh_from_db()
    assert draft.status == "PUBLISHED"


def test_dates_are_added_changed_and_cancelled_by_page(build, host, sign_in) -> None:
    day_at = build.opportunity(
        host.memberships.get().organisation, host, kind=Kind.DEVELOPMENT_DAY, location="Leeds"
    )
    client = sign_in(host)
    typed = {"first-day": "9", "first-month": "12", "first-year": "2026", "places": "3"}

    wrong = to(client, "add_date", day_at, {**typed, "from_time": "nine"})
    assert wrong.status_code == 422
    assert "must be a time" in wrong.content.decode()
    to(client, "add_date", day_at, {**typed, "from_time": "9.30am", "to_time": "16:00"})
    day = day_at.dates.get()
    listed = section(client, day_at, "dates").content.decode()
    assert "9:30am to 4pm" in listed
    assert "0 of 3 places taken" in listed

    to(client, "change_places", day, {"places": "5"})
    to(client, "cancel_date", day, {"reason": ""})
    day.refresh_from_db()
    assert day.places == 5
    assert day.cancelled_at


def test_named_organisations_are_searched_added_and_removed(build, draft, host, sign_in) -> None:
    ash, _ = build.organisation("Ash Borough Council"), build.organisation("Birch Council")
    build.organisation("Ash Old Council", closed_on=date(2020, 1, 1))
    client = sign_in(host)
    answer = section(client, draft, "visibility", {"visibility": "ORGANISATIONS"})
    address = reverse("opportunity_audience", args=[draft.reference])
    assert answer.url == address

    text = client.get(address, {"q": "council ash"}).content.decode()
    assert "Ash Borough Council" in text
    assert "Birch Council" not in text
    assert "Ash Old Council" not in text
    client.post(address, {"add": ash.reference})
    assert draft.audiences.get().organisation == ash
    client.post(address, {"remove": ash.reference})
    assert not draft.audiences.exists()


def test_closing_withdrawing_and_copying(build, host, sign_in) -> None:
    opportunity = build.opportunity(host.memberships.get().organisation, host)
    build.release(opportunity=opportunity)
    client = sign_in(host)

    to(client, "close_opportunity", opportunity, {})
    opportunity.refresh_from_db()
    assert opportunity.status == "CLOSED"

    asked = to(client, "withdraw_opportunity", opportunity, {"reason": ""})
    assert asked.status_code == 422
    assert "1 person has asked" in asked.content.decode()
    to(client, "withdraw_opportunity", opportunity, {"reason": "The team moves."})
    opportunity.refresh_from_db()
    assert opportunity.status == "WITHDRAWN"

    answer = to(client, "copy_opportunity", opportunity, {})
    copy = Opportunity.objects.get(status="DRAFT")
    assert answer.url == reverse("edit_opportunity", args=[copy.reference])


def test_the_warning_mail_keeps_it_open_without_signing_in(build, client, now) -> None:
    opportunity = build.opportunity(updated_at=now.replace(month=8))
    assert tend_opportunities() == {"WARN": 1, "CLOSE": 0}
    assert tend_opportunities() == {"WARN": 0, "CLOSE": 0}
    body = Notice.objects.get().body
    path = next(line for line in body.split() if "keep-open" in line).split("localhost:8000")[-1]
    path = path[path.index("/opportunities/") :]

    client.get(path)
    opportunity.refresh_from_db()
    assert opportunity.updated_at < now
    assert client.post(path).status_code == 200

    opportunity.refresh_from_db()
    assert opportunity.updated_at == now
    assert client.post(path[:-4] + "xxx/").status_code == 410


def test_the_host_sees_the_warning_and_one_press_ends_it(build, sign_in, now) -> None:
    opportunity = build.opportunity(updated_at=now.replace(month=8), warned_at=now)
    client = sign_in(opportunity.host_manager)

    assert (
        "closes by itself on 17 November 2026"
        in to(client, "opportunity", opportunity).content.decode()
    )
    to(client, "keep_opportunity", opportunity, {})

    assert "closes by itself" not in to(client, "opportunity", opportunity).content.decode()


def test_the_hosts_list_has_drafts_first_and_grows_by_no_query(build, host, sign_in) -> None:
    organisation = host.memberships.get().organisation
    build.opportunity(organisation, host, title="Out there")
    build.opportunity(organisation, host, status="DRAFT", published_at=None, title="Not yet")
    build.opportunity(title="Somebody else’s")
    client = sign_in(host)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("hosting"))
        return len(queries)

    text = client.get(reverse("hosting")).content.decode()
    assert text.index("Not yet") < text.index("Out there")
    assert "Somebody else’s" not in text
    before = count()
    for _ in range(6):
        build.booking(build.date(build.opportunity(organisation, host, kind=Kind.SHADOWING)))
    assert count() == before <= 12
    assert "1 person has asked" in client.get(reverse("hosting")).content.decode()


@pytest.mark.parametrize(
    "name", ["edit_opportunity", "publish_opportunity", "add_date", "opportunity_audience"]
)
def test_others_neither_draft_nor_publish(build, draft, sign_in, name) -> None:
    colleague = build.person(draft.host, Role.HOST)
    stranger = build.person(build.organisation(), Role.HOST)
    coordinator = build.person(draft.host, Role.COORDINATOR)

    assert to(sign_in(colleague), name, draft).status_code == 403
    assert to(sign_in(stranger), name, draft).status_code == 404
    assert to(sign_in(coordinator), name, draft).status_code == 200


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("edit_opportunity", ""),
        ("publish_opportunity", ""),
        ("opportunity_audience", ""),
        *(("edit_opportunity", one.slug) for one in SECTIONS),
    ],
)
@pytest.mark.parametrize("kind", [Kind.SECONDMENT, Kind.SHADOWING])
def test_drafting_takes_few_queries_however_much_is_written(
    build, host, sign_in, name, slug, kind
) -> None:
    opportunity = build.opportunity(
        host.memberships.get().organisation, host, kind=kind, visibility="ORGANISATIONS"
    )
    address = reverse(name, args=[opportunity.reference, slug] if slug else [opportunity.reference])
    client = sign_in(host)

    def write(number: int) -> None:
        friend = build.organisation()
        OpportunityAudience.objects.create(opportunity=opportunity, organisation=friend)
        OpportunityTopic.objects.create(opportunity=opportunity, kind="SKILL", value=f"S{number}")
        Objective.objects.create(opportunity=opportunity, text="More", measure="Seen")
        if kind is Kind.SHADOWING:
            build.booking(build.date(opportunity, starts_on=date(2027, 1, number)))

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    write(1)
    before = count()
    for number in range(2, 6):
        write(number)
    assert count() == before <= 12
