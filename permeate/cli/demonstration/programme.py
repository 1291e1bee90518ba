"""A programme of development days between sectors, with dates that members host."""

from datetime import time
from typing import Any

from permeate.actions.programme_dates import host_programme_date
from permeate.actions.programmes import add_member, create_programme, set_goal
from permeate.cli.demonstration.days import ask, attend, receive, say_yes
from permeate.cli.demonstration.stories import Story, Teller, World
from permeate.core.programmes import Goal
from permeate.models import Programme, ProgrammeDate

MEMBERS = (
    "kent", "leeds", "manchester", "camden", "norfolk", "bristol", "mhclg", "defra", "treasury",
    "environment-agency", "kent-medway-icb", "derbyshire", "glasgow", "cardiff",
)  # fmt: skip
GOALS = (
    Goal("SECTOR", "NHS", 6),
    Goal("SECTOR", "LOCAL_GOVERNMENT", 20),
    Goal("REGION", "EAST_MIDLANDS", 4),
    Goal("TYPE", "Non-metropolitan district", 4),
)


def set_up(world: World) -> Story:
    """Half a year ago: the rule, the members, and what it wants to reach."""
    yield world.at(180, hour=9)
    now = world.at(180, hour=9)
    owner = world.person("owner")
    programme = create_programme(
        organisation=world.organisations["lga"],
        answers={
            "name": "The other side of the counter",
            "purpose": "One day a month in another sector, so that people in councils, "
            "departments, agencies and the NHS meet whoever does their work elsewhere.",
            "weekday": 2,
            "week_of_month": 2,
            "every_months": 1,
            "months_ahead": 6,
            "starts_on": world.day(-175),
            "ends_on": None,
        },
        by=owner,
        now=now,
    )
    world.kept["programme"] = programme
    for code in MEMBERS:
        add_member(programme=programme, organisation=world.organisations[code], by=owner, now=now)
    for goal in GOALS:
        set_goal(programme=programme, goal=goal, by=owner, now=now)


def _answers(title: str, summary: str, location: str, everyone: bool) -> dict[str, Any]:
    return {
        "title": title,
        "summary": summary,
        "objectives": "See a day of the work and compare it with your own",
        "measure": "Three lines in Learning within a week",
        "why_placement": "People who have met call each other; no course does that.",
        "host_learns": "What our work looks like from where you stand.",
        "location": location,
        "places": 6,
        "from_time": time(9, 30),
        "to_time": time(16, 0),
        "everyone": everyone,
    }


# (who hosts, on which date counted from today: below 0 is past, title, summary, place, for all)
HOSTED = (
    (
        "camden_manager", -2, "A borough’s front door",
        "The contact centre, the web team and the people behind both.", "King’s Cross", True,
    ),
    (
        "agency_host", -1, "A river from source to sea",
        "A day on the river with the people who warn, permit and repair.", "Warrington", True,
    ),
    (
        "nhs_host", 1, "One neighbourhood team",
        "Nurses, social workers and housing officers around one table.", "Maidstone", False,
    ),
    (
        "bristol_manager", 1, "From drawing to decision",
        "Half a day with case officers and half a day on sites.", "City Hall", True,
    ),
    (
        "defra_host", 2, "Where the money for floods goes",
        "Bids, appraisals and a decision meeting.", "Horizon House", False,
    ),
)  # fmt: skip


def _hosted(who: str, number: int, title: str, summary: str, place: str, everyone: bool) -> Teller:
    """A member offers a day on the programme's date ``number`` (-1 the last one, 1 the next)."""

    def tell(world: World) -> Story:
        offered = 35 - 5 * number if number > 0 else 75 - 20 * number
        yield world.at(offered, hour=10)
        host = world.person(who)
        day = _date(world.kept["programme"], world, number)
        world.kept["hosted", title] = host_programme_date(
            day=day,
            host=host.memberships.get(ended_at=None).organisation,
            answers=_answers(title, summary, place, everyone),
            by=host,
            now=world.at(offered, hour=10),
        )

    return tell


def _date(programme: Programme, world: World, number: int) -> ProgrammeDate:
    dates = ProgrammeDate.objects.filter(programme=programme, cancelled_at=None)
    if number < 0:
        return dates.filter(held_on__lt=world.today).order_by("-held_on")[-number - 1]
    return dates.filter(held_on__gt=world.today).order_by("held_on")[number - 1]


def _went(who: str, title: str, purpose: str, number: int) -> Teller:
    """Somebody booked a hosted day that is over by now, and was there."""

    def tell(world: World) -> Story:
        yield world.at(60 - 20 * number, hour=9)  # after it was offered
        date = world.kept["hosted", title]
        held = world.ago(date.starts_on)
        yield world.at(held + 14, hour=11)
        booking = ask(world, who, date, purpose, held + 14)
        yield world.at(held + 13, hour=13)
        say_yes(world, booking, held + 13)
        yield world.at(held + 12, hour=15)
        receive(world, booking, held + 12)
        yield world.at(held - 1, hour=9)
        attend(world, booking, held - 1)

    return tell


def going(world: World) -> Story:
    """Booked for the programme's next date, waiting for home."""
    yield world.at(4, hour=11)
    ask(
        world, "policy_adviser", world.kept["hosted", "From drawing to decision"],
        "How a decision on a plan feels at the council’s table.", 4,
    )  # fmt: skip


TELLERS: tuple[Teller, ...] = (
    set_up,
    *(_hosted(*row) for row in HOSTED),
    _went("policy_adviser", "A borough’s front door", "How residents reach a council.", -2),
    _went("planner", "A river from source to sea", "Who says no to building by a river.", -1),
    going,
)
