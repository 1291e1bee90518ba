"""A coordinator reads what was learned, from the list to a definition, in a browser."""

from datetime import date

from permeate.core.event_file.reading import read_events
from permeate.core.measures.log import log_of
from permeate.core.roles import Role
from tests.event_files import made_up
from tests.journeys.conftest import Journey
from tests.measured import stored_cut


def test_a_coordinator_reads_measures(journey: Journey, build) -> None:
    council = build.organisation("Northbridge Council")
    log = log_of(read_events(made_up(placements=150).lines()))
    stored_cut(log, at=date(2025, 12, 31), organisation=council)

    journey.sign_in(build.person(council, Role.COORDINATOR)).open("/insight/")
    journey.follow("Measures of what was learned, with their uncertainty").sees("no overall score")
    journey.follow("Flow of people and of knowledge").sees("People by home’s and host’s sector")
    journey.page.go_back()
    journey.follow("Time to the first formal share").sees("still watched").sees("Day")
    journey.follow("Definition M4, version 1").sees("Kaplan and Meier 1958").page.go_back()
    journey.follow("All measures of Northbridge Council")
    journey.follow("Report of the quarter").sees("Where we are one-sided").sees("WASTE")
