"""The results page: words, filters, paging, and what to do when nothing is found."""

import html
import re

import pytest
from django.urls import reverse

from permeate.actions.indexing import rebuild_index
from permeate.core.vocabulary import Kind, Sector
from permeate.models import Opportunity, OpportunityTopic

URL = "/opportunities/"


@pytest.fixture
def search(build, sign_in):
    """The page's text for a query, as somebody with no special role."""
    client = sign_in(build.person(build.organisation()))

    def get(query: str = "", status: int = 200) -> str:
        rebuild_index()
        page = client.get(f"{URL}?{query}")
        assert page.status_code == status
        return html.unescape(page.content.decode())

    return get


def result_titles(text: str) -> list[str]:
    return re.findall(r'href="/opportunities/\w+/"\s*>([^<]+)</a>', text)


def test_the_route_is_named() -> None:
    assert reverse("opportunities") == URL


def test_whoever_is_not_signed_in_comes_back_to_their_search(client, db) -> None:
    answer = client.get(f"{URL}?q=tax&kind=SHADOWING")

    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=%2Fopportunities%2F%3Fq%3Dtax%26kind%3DSHADOWING")


def test_results_lead_to_their_page_and_say_what_when_and_where(build, search) -> None:
    host = build.organisation("Department for Maps")
    opportunity = build.opportunity(title="Map the coast", host=host, region="WALES")

    text = search("q=map")

    assert "1 opportunity" in text
    assert reverse("opportunity", args=[opportunity.reference]) in text
    for words in ("Secondment · Department for Maps · On site, Wales", "11 January to 9 July 2027"):
        assert words in text


def test_what_was_asked_stays_on_the_page(build, search) -> None:
    build.opportunity(title="Map", kind=Kind.SHADOWING, region="WALES")

    text = search("q=map+%22%3Cb%3E&kind=SHADOWING&from-day=1&from-month=2&from-year=2026")

    assert 'value="map "<b>"' in text
    assert re.search(r'<input checked [^>]*value="SHADOWING"', text)
    assert re.search(r'id="from-year"[^>]*value="2026"', text)
    assert "<b>" not in text.replace('value="map "<b>"', "")


def test_each_choice_can_be_taken_off(build, search) -> None:
    build.opportunity(title="Map", region="WALES")

    text = search("q=map&kind=SECONDMENT&region=WALES&from=2026-02-01")

    assert 'href="?q=map&region=WALES&from=2026-02-01"' in text
    assert 'href="?q=map&kind=SECONDMENT&from=2026-02-01"' in text
    assert 'href="?q=map&kind=SECONDMENT&region=WALES"' in text
    assert re.search(r'href="\?q=map"\s*>Remove all filters', text)


def test_counts_stand_beside_the_choices(build, search) -> None:
    for region in ("WALES", "WALES", "LONDON"):
        build.opportunity(region=region)

    text = search("region=LONDON")

    assert "Wales (2)" in text
    assert "London (1)" in text
    assert "1 opportunity" in text


def test_pages_follow_one_another_and_keep_the_search(build, search) -> None:
    host = build.organisation()
    manager = build.person(host)
    for number in range(45):
        build.opportunity(title=f"Map {number}", host=host, host_manager=manager)

    pages = [search(f"q=map&region=&page={number}") for number in (1, 2, 3)]

    titles = [title for page in pages for title in result_titles(page)]
    assert len(titles) == len(set(titles)) == 45
    assert 'href="?page=3&q=map"' in pages[1]
    assert result_titles(search("q=map&page=50")) == result_titles(pages[2])


def test_nothing_found_says_how_to_loosen_the_search(build, search) -> None:
    build.opportunity(title="Map")

    text = search("q=map+zebra&kind=SHADOWING")

    assert "0 opportunities" in text
    assert 'href="?q=map+zebra"' in text
    assert 'href="?q=map+OR+zebra&kind=SHADOWING"' in text
    assert result_titles(search("q=map+OR+zebra")) == ["Map"]


def test_an_empty_service_says_when_something_will_be_here(search) -> None:
    assert "There are no opportunities yet" in search()


def test_a_date_that_cannot_be_is_named_and_the_rest_still_searched(build, search) -> None:
    build.opportunity(title="Map")

    text = search("q=map&to-day=31&to-month=2&to-year=2027")

    assert "There is a problem" in text
    assert 'href="#to-day"' in text
    assert re.search(r'id="to-month"[^>]*value="2"', text)
    assert result_titles(text) == ["Map"]


def test_orders_are_offered_only_with_words(build, search) -> None:
    build.opportunity(title="Map")

    assert 'href="?q=map&sort=newest"' in search("q=map")
    assert "Newest first" in search()


def test_a_long_question_says_what_was_left_out(build, search) -> None:
    build.opportunity(title="Map")

    assert "first 20 words" in search("q=" + "+".join(f"w{number}" for number in range(25)))


def test_looking_writes_nothing(build, search) -> None:
    before = build.opportunity(title="Map").updated_at

    search("q=map")

    assert Opportunity.objects.get().updated_at == before


def test_a_code_that_two_facets_share_reads_as_each_means_it(build, search) -> None:
    nhs = build.organisation("A", Sector.NHS)
    made = build.opportunity(host=nhs, profession="HOUSING")
    OpportunityTopic.objects.create(opportunity=made, kind="THEME", value="HOUSING")

    text = search("theme=HOUSING")

    for words in ("Housing and homelessness (1)", ">Housing (1)", ">NHS (1)"):
        assert words in text
    assert "Theme: Housing and homelessness" in " ".join(text.split())
