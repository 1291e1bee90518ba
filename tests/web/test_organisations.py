"""The register's pages, an organisation's page, and what its coordinator keeps."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from permeate.core.roles import Role
from permeate.models import Grade, Notice


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def kent(build):
    return build.organisation(
        "Kent County Council",
        organisation_type="County",
        region="SOUTH_EAST",
        website="https://www.kent.gov.uk",
    )


@pytest.fixture
def reader(build, sign_in):
    return sign_in(build.person(build.organisation("Another Place")))


def search(client, **query) -> str:
    return text(client.get(reverse("organisations"), query))


def test_a_word_of_the_name_finds_it_however_it_is_written(reader, kent, build) -> None:
    build.organisation("Leeds City Council")

    for words in ("kent", "COUNTY council", "coun ken"):
        assert "Kent County Council" in search(reader, q=words)
        assert "Leeds City Council" not in search(reader, q=words)
    assert "Kent County Council" not in search(reader, q="ent")


def test_facets_narrow_and_closed_ones_show_when_asked_for(reader, kent, build) -> None:
    build.organisation("Gone Council", closed_on=date(2023, 4, 1), region="SOUTH_EAST")
    build.organisation("Quiet Council", claimed_at=None, region="SOUTH_EAST")

    here = search(reader, region="SOUTH_EAST", sector="LOCAL_GOVERNMENT")
    assert "2 organisations" in here
    assert "Gone Council" not in here
    assert "Closed 1 April 2023" in search(reader, q="gone", closed="on")
    assert "Quiet Council" not in search(reader, joined="on")
    assert "Kent County Council" not in search(reader, sector="NHS")


def test_nothing_found_says_what_to_do(reader) -> None:
    page = search(reader, q="atlantis")

    assert "0 organisations" in page
    assert "join/?name=atlantis" in page


def test_nonsense_in_the_address_finds_everything_rather_than_breaking(reader, kent) -> None:
    page = search(reader, sector="X", region="%00", page="-3", q="")

    assert "Kent County Council" in page


def test_a_long_list_has_pages_and_no_more_queries(reader, build) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert reader.get(reverse("organisations")).status_code == 200
        return len(counted)

    few = queries()
    for number in range(60):
        build.organisation(f"Council {number:02}")

    assert queries() <= few + 1
    assert few <= 12
    page = search(reader, q="council", page="2")
    assert "Council 25" in page
    assert "?page=3&amp;q=council" in page


def test_the_page_says_what_it_is_and_what_it_offers(reader, kent, build) -> None:
    host = build.person(kent, Role.HOST)
    offer = build.opportunity(kent, host)
    draft = build.opportunity(kent, host, status="DRAFT", published_at=None)

    page = text(reader.get(reverse("organisation", args=[kent.reference])))

    for words in ("County", "South East", "kent.gov.uk", offer.title):
        assert words in page
    assert draft.title not in page
    assert "For its coordinators" not in page


def test_a_closed_one_leads_to_what_took_its_place(reader, build) -> None:
    build.organisation("New Council", register_code="NEW")
    gone = build.organisation(
        "Gone Council", closed_on=date(2023, 4, 1), replaced_by_code="NEW", claimed_at=None
    )

    page = text(reader.get(reverse("organisation", args=[gone.reference])))

    assert "closed on 1 April 2023" in page
    assert "New Council" in page
    assert "Ask to coordinate it" not in page


def test_its_coordinator_keeps_grades_in_one_form(kent, build, sign_in) -> None:
    grade = Grade.objects.create(organisation=kent, name="SO1", band="OFFICER")
    client = sign_in(build.person(kent, Role.COORDINATOR))
    address = reverse("organisation_grades", args=[kent.reference])

    typed = {
        "id_0": grade.id, "name_0": "SO2", "band_0": "SENIOR_OFFICER",
        "id_1": "", "name_1": "PO1", "band_1": "MANAGER",
        "id_2": "", "name_2": "", "band_2": "",
    }  # fmt: skip
    assert client.post(address, typed).status_code == 302

    first, second = kent.grades.all()
    assert (first.id, first.name, first.band) == (grade.id, "SO2", "SENIOR_OFFICER")
    wrong = client.post(address, typed | {"id_1": second.id, "name_0": "PO1"})
    assert wrong.status_code == 422
    assert "“PO1” is there twice." in text(wrong)


def test_domains_that_are_wrong_are_named_and_kept_on_the_page(kent, build, sign_in) -> None:
    client = sign_in(build.person(kent, Role.COORDINATOR))
    address = reverse("organisation_domains", args=[kent.reference])

    page = client.post(address, {"domains": "kent.gov.uk\ngmail.com\nnhs.uk"})
    assert page.status_code == 422
    assert "Anybody can have an address at gmail.com" in text(page)
    assert "under nhs.uk" in text(page)
    assert "kent.gov.uk\ngmail.com" in text(page)

    assert client.post(address, {"domains": "kent.gov.uk"}).status_code == 302
    assert kent.domains.get().domain == "kent.gov.uk"


@pytest.mark.parametrize("route", ["organisation_grades", "organisation_domains"])
def test_nobody_else_keeps_them(route, kent, build, sign_in) -> None:
    address = reverse(route, args=[kent.reference])
    member = build.person(kent, Role.MANAGER)
    stranger = build.person(build.organisation(), Role.COORDINATOR)
    operator = build.person(is_operator=True)

    assert sign_in(member).get(address).status_code == 403
    assert sign_in(stranger).post(address, {}).status_code == 403
    assert sign_in(operator).get(address).status_code == 200


def test_a_message_to_the_coordinators_goes_through_the_service(kent, build, reader) -> None:
    address = reverse("contact_coordinators", args=[kent.reference])
    nobody = reader.post(address, {"body": "Hello"})
    assert nobody.status_code == 422
    assert "has no coordinator yet" in text(nobody)

    coordinator = build.person(kent, Role.COORDINATOR, email="secret@kent.gov.uk")
    page = reader.get(reverse("organisation", args=[kent.reference]))
    assert "secret@kent.gov.uk" not in text(page)
    assert reader.post(address, {"body": "May I come?"}).status_code == 302
    assert Notice.objects.get().recipient == coordinator


def test_the_register_is_for_those_who_are_signed_in(client, kent) -> None:
    for address in (reverse("organisations"), reverse("organisation", args=[kent.reference])):
        assert client.get(address).status_code == 302
