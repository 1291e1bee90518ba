"""A manager decides on a release, in a browser."""

from tests.journeys.conftest import Journey


def test_manager_decides_from_the_home_page(journey: Journey, build) -> None:
    release = build.release()

    journey.sign_in(release.manager).open("/home/")
    journey.follow(f"Decide whether to release {release.person.name}")
    journey.follow("Decide")
    journey.press("Record my decision").sees("There is a problem").sees("Select yes or no")
    journey.choose("Yes").choose("Somebody in the team acts up")
    journey.fill("Why?", "It helps both of us.")
    journey.press("Record my decision").sees("Your decision is recorded")

    release.refresh_from_db()
    assert release.status == "GRANTED"


def test_a_manager_works_out_cover_and_agrees_to_other_dates(journey, build) -> None:
    opportunity = build.opportunity(payer="SHARED")
    release = build.release(opportunity=opportunity)
    journey.sign_in(release.manager).open(f"/releases/{release.reference}/decide/")
    journey.press("Work out the cost").sees("There is a problem")
    journey.fill("Their salary", "45000").fill("Salary of somebody recruited", "38000")
    journey.press("Work out the cost").sees("February 2027").sees("The cover itself costs")
    journey.choose("Yes, for other dates").choose("Recruit somebody for the time")
    for part, value in (("day", "1"), ("month", "2"), ("year", "2027")):
        journey.page.fill(f"[name=other_first-{part}]", value)
        journey.page.fill(f"[name=other_last-{part}]", value if part != "month" else "6")
    journey.fill("Why?", "Not before February.")
    journey.press("Record my decision").sees("1 February to 1 June 2027")
