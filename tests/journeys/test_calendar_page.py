"""A private calendar address is shown once and can be stopped."""

from tests.journeys.conftest import Journey


def test_an_address_is_opened_shown_once_and_stopped(journey: Journey, build) -> None:
    participant = build.placement(status="ACTIVE").participant
    journey.sign_in(participant).open("/account/").follow("Your placements in your calendar")
    journey.press("Make a private address").sees("it is not shown again")
    journey.open("/calendars/").sees("An address has been open since")
    journey.press("Stop the address").sees("The address no longer works")
