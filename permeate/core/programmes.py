"""What a programme may do, and how far it has reached what it wants to reach."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from permeate.core.insight import HIDDEN_CELL, SMALL
from permeate.core.refusals import Refused, refuse_all

COVERAGE_DAYS = 365  # reached counts from so many days ago
MOST_WANTED = 1000
DIMENSIONS = {"SECTOR": "Sector", "REGION": "Region", "TYPE": "Organisation type"}


@dataclass(frozen=True)
class Goal:
    """One thing to reach: a value of a dimension, so many placements a year."""

    dimension: str
    value: str
    wanted: int


@dataclass(frozen=True)
class Reach:
    """A goal and what came of it: people, dates hosted and member organisations."""

    goal: Goal
    people: int
    hosted: int
    members: int

    @property
    def step(self) -> str:
        """``"REACHED"``, ``"STARTED"`` or ``"NOT_YET"``.

        It tells no more about a few people than their count as shown does: trying other
        goals must not find the number out.
        """
        known = self.people if self.people >= SMALL else min(self.people, 1)
        if known >= self.goal.wanted:
            return "REACHED"
        return "STARTED" if self.people or self.hosted else "NOT_YET"


@dataclass(frozen=True)
class Traits:
    """What a count belongs to: one organisation's sector, region and type."""

    sector: str
    region: str
    organisation_type: str

    def has(self, goal: Goal) -> bool:
        """Whether the goal is about organisations like this."""
        own = {"SECTOR": self.sector, "REGION": self.region, "TYPE": self.organisation_type}
        return own[goal.dimension] == goal.value


Counts = Collection[tuple[Traits, int]]


def reach(
    goals: Collection[Goal], *, people: Counts, hosted: Counts, members: Counts
) -> list[Reach]:
    """How far each goal is reached, in the goals' order."""

    def total(counts: Counts, goal: Goal) -> int:
        return sum(count for traits, count in counts if traits.has(goal))

    return [
        Reach(goal, total(people, goal), total(hosted, goal), total(members, goal))
        for goal in goals
    ]


def shown(people: int) -> str:
    """A count of people as it may be told: exact from five on, or none."""
    return HIDDEN_CELL if 0 < people < SMALL else str(people)


def check_programme(*, name: str, purpose: str) -> None:
    """Refused unless it has a name and says what it is for."""
    found = []
    if not name.strip():
        found.append(Refused("Enter the programme’s name.", field="name"))
    if not purpose.strip():
        found.append(Refused("Say what the programme is for.", field="purpose"))
    refuse_all(found)


def check_can_remove_member(*, owner: bool, hosts_on: Collection[date]) -> None:
    """Refused for the owner’s own organisation, and for one with dates still to host."""
    if owner:
        raise Refused("The organisation that runs the programme stays in it.")
    if hosts_on:
        first = min(hosts_on)
        raise Refused(
            f"It hosts a date on {first.day} {first:%B %Y}. Ask it to cancel its dates first."
        )


def check_can_host(*, held_on: date, cancelled: bool, hosts_already: bool, today: date) -> None:
    """Refused for a date that is over, called off, or hosted by this organisation already."""
    if cancelled:
        raise Refused("This date was called off. Choose another.")
    if held_on <= today:
        raise Refused("This date has passed. Choose another.")
    if hosts_already:
        raise Refused("Your organisation hosts on this date already.")


def check_can_call_off(*, hosts: int) -> None:
    """Refused while somebody hosts on the date."""
    if hosts:
        raise Refused(
            "Organisations host on this date. Each of them can cancel its own day, which tells "
            "everybody who booked; then call the date off."
        )


def check_goal(goal: Goal) -> None:
    """Refused for a goal that nobody could reach."""
    if goal.dimension not in DIMENSIONS or not goal.value:
        raise Refused("Select what you want to reach.", field="what")
    if not 1 <= goal.wanted <= MOST_WANTED:
        raise Refused(f"Enter a number between 1 and {MOST_WANTED:,}.", field="wanted")
