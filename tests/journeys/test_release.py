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
