"""Finding, in a browser: search, filters, a saved search with its mail, equivalents."""

from datetime import timedelta

import pytest

from permeate.actions.indexing import rebuild_index
from permeate.actions.searches import alert
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind, Sector
from permeate.models import Notice, OpportunityTopic, SavedSearch
from tests.journeys.conftest import Journey


@pytest.fixture
def offers(build):
    """Forty opportunities in two sectors, two of them about housing benefit."""
    trust = build.organisation("Fenbury NHS Trust", Sector.NHS, region="WALES")
    council = build.organisation(
        "Loamshire Council", Sector.LOCAL_GOVERNMENT, organisation_type="County", region="LONDON"
    )
    for number in range(40):
        host = trust if number % 2 else council
        about = "Housing benefit" if number < 2 else "Parking"
        made = build.opportunity(
            title=f"{about} {number}", host=host, host_manager=build.person(host, Role.HOST),
            kind=Kind.SHADOWING if number % 2 else Kind.SECONDMENT, region=host.region,
        )  # fmt: skip
        OpportunityTopic.objects.create(opportunity=made, kind="THEME", value="HOUSING")
    rebuild_index()


@pytest.fixture
def seeker(build):
    home = build.organisation("Quarford Council")
    return build.person(home, job_title="Housing officer", profession="HOUSING")


def open_filters(journey: Journey) -> None:
    """On a phone the filters are folded; on a desk they stand open."""
    panel = journey.page.locator("[data-open-when-wide]")
    if panel.get_attribute("open") is None:
        panel.locator("summary").first.click()


def test_somebody_finds_an_opportunity_by_words_and_filters(journey, offers, seeker) -> None:
    journey.sign_in(seeker).open("/home/")
    journey.open("/opportunities/").sees("40 opportunities").sees("Parking 39")
    journey.fill("Search by words", "houses benefits").press("Search").sees("2 opportunities")
    open_filters(journey)
    journey.choose("Shadowing (1)").press("Apply filters").sees("1 opportunity")
    journey.sees("Kind: Shadowing").sees_not("Housing benefit 0")
    journey.follow("Housing benefit 1")
    assert "Housing benefit 1" in journey.page.title()


def test_results_run_over_pages_and_a_wrong_date_is_explained(journey, offers, seeker) -> None:
    journey.sign_in(seeker).open("/opportunities/?q=parking")
    journey.follow("Next").sees("38 opportunities")
    open_filters(journey)
    journey.page.fill("#from-day", "31")
    journey.page.fill("#from-month", "2")
    journey.page.fill("#from-year", "2027")
    journey.press("Apply filters").sees("There is a problem").sees("must be a real date")
    assert journey.page.input_value("#from-day") == "31"
    journey.page.fill("#from-day", "1")
    journey.press("Apply filters").sees("0 opportunities").sees("search without")
    journey.follow("Remove all filters").sees("38 opportunities")


def test_a_saved_search_mails_what_is_new_and_stops_from_the_mail(
    journey, offers, seeker, build
) -> None:
    journey.sign_in(seeker).open("/saved-searches/").sees("You have no saved searches")
    journey.open("/opportunities/?q=ferries").sees("0 opportunities")
    journey.follow("save this search")
    journey.fill("Name of the search", "").press("Save").sees("Give the search a name")
    journey.fill("Name of the search", "Ferries").press("Save").sees("Your search is saved")

    search = SavedSearch.objects.get()
    build.opportunity(title="Ferries", published_at=search.created_at + timedelta(hours=1))
    rebuild_index()
    alert(search=search, now=(search.created_at + timedelta(days=1)).replace(hour=12))
    mail = Notice.objects.get(recipient=seeker).body
    results, stop = (
        next(line for line in mail.splitlines() if part in line)
        for part in ("?q=ferries", "/saved-searches/stop/")
    )

    journey.open(results).sees("1 opportunity")
    journey.sign_out().open(stop).press("Stop these e-mails").sees("You get no e-mails")
    journey.sign_in(seeker).open("/saved-searches/").sees("You get no e-mails about it")
    journey.follow("Delete").press("Delete the search").sees("You have no saved searches")


def test_somebody_asks_an_equivalent_without_knowing_a_name(journey, seeker, build) -> None:
    trust = build.organisation("Fenbury NHS Trust", Sector.NHS, region="WALES")
    other = build.person(
        trust, name="Nomen Nescio", job_title="Housing lead", profession="HOUSING",
        offers_shadowing=True, shadowing_note="Come on a Tuesday.",
    )  # fmt: skip

    journey.sign_in(seeker).open("/opportunities/").follow("find people in roles like yours")
    journey.sees("Housing lead").sees("Same profession").sees_not("Nomen Nescio")
    journey.follow("Ask to shadow").sees("Come on a Tuesday")
    journey.press("Send the request").sees("There is a problem")
    journey.fill("What would you like to see and learn?", "How you let homes.")
    journey.press("Send the request").sees("Your request is sent")

    assert "How you let homes." in Notice.objects.get(recipient=other).body
