"""What each page asks of the database: few questions, and no more with more rows."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permeate.actions.indexing import rebuild_index
from permeate.actions.suggestions import say_what_one_seeks
from permeate.core.roles import Role
from permeate.models import SavedSearch, Suggestion

MOST = 12


@pytest.fixture
def count(client):
    """How many statements a page takes for a signed-in person."""

    def queries(person, path: str) -> int:
        client.force_login(person)
        client.get(path)  # a search takes in what was published since the last
        with CaptureQueriesContext(connection) as seen:
            page = client.get(path)
        assert page.status_code == 200, (path, page.status_code)
        return len(seen)

    return queries


def fill_search(build, rows: int):
    host = build.organisation()
    manager = build.person(host, Role.HOST)
    for number in range(rows):
        build.opportunity(
            title=f"Map {number}", host=host, host_manager=manager, region="WALES",
            profession="LEGAL",
        )  # fmt: skip
    rebuild_index()
    return build.person(build.organisation()), "/opportunities/?q=map&region=WALES&kind=SECONDMENT"


def fill_saved_searches(build, rows: int):
    person = build.person(build.organisation())
    SavedSearch.objects.bulk_create(
        SavedSearch(
            person=person, name=f"S{number}", query="q=map", alerted_at=build.now,
            created_at=build.now,
        )
        for number in range(rows)
    )  # fmt: skip
    return person, "/saved-searches/"


def fill_equivalents(build, rows: int):
    for _ in range(rows):
        build.person(build.organisation(), offers_shadowing=True, profession="LEGAL")
    return build.person(build.organisation(), profession="LEGAL"), "/equivalents/"


def fill_people(build, rows: int):
    council = build.organisation()
    for _ in range(rows):
        build.person(council, manager=build.person(council, Role.MANAGER))
    return build.person(council, Role.COORDINATOR), f"/people/{council.reference}/"


def fill_account(build, rows: int):
    person = build.person(build.organisation())
    for _ in range(rows):
        build.membership(person, build.organisation())
    return person, "/account/"


def seeks(build, rows: int):
    person = build.person(build.organisation())
    say_what_one_seeks(
        learn=["HOUSING"], text="", kinds=[], regions=[], free_from=None, free_to=None,
        fte_most=Decimal(1), vetting="NONE", contract_ends_on=None, by=person, now=build.now,
    )  # fmt: skip
    offers = [build.opportunity(title=f"O{number}") for number in range(rows)]
    Suggestion.objects.bulk_create(
        Suggestion(
            person=person, opportunity=offer, place=place, score=50, reason="Why.",
            parts=[["learn", 28, 28, "Why."]], computed_at=build.now,
        )
        for place, offer in enumerate(offers, 1)
    )  # fmt: skip
    return person


PAGES = {
    "home with suggestions": (lambda build, rows: (seeks(build, rows), "/home/"), 4),
    "suggestions": (lambda build, rows: (seeks(build, rows), "/suggestions/"), 4),
    "account": (fill_account, 6),
    "people": (fill_people, 7),
    "equivalents": (fill_equivalents, 4),
    "saved searches": (fill_saved_searches, 3),
    "search": (fill_search, 4),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_the_same_number_however_many_rows(build, count, name) -> None:
    fill, expected = PAGES[name]

    with_few = count(*fill(build, 3))
    with_many = count(*fill(build, 30))

    assert with_few == with_many == expected <= MOST
