"""Stories: what fictional people did, told by generators and played in the order of time.

A story yields the moment of what comes next, then does it. Several stories run side by
side, so that the history holds every fact in the order in which it happened.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from permeate.models import Organisation, Person

Story = Iterator[datetime]


@dataclass
class World:
    """Who and what the stories are about; ``kept`` is for what one story leaves another."""

    now: datetime
    organisations: dict[str, Organisation]
    people: dict[str, Person] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """Today's date in London."""
        return timezone.localdate(self.now)

    def day(self, days: int) -> date:
        """The working day ``days`` from today: a weekend ahead is Monday, one behind Friday."""
        found = self.today + timedelta(days=days)
        over = found.weekday() - 4  # days since Friday
        if over > 0:
            found += timedelta(days=-over if days < 0 else 3 - over)
        return found

    def working_days_from(self, first: date, length: int) -> date:
        """The last of ``length`` working days that begin on ``first``, within its week."""
        return min(first + timedelta(days=length - 1), first + timedelta(days=4 - first.weekday()))

    def at(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """A time that many days ago (positive), in London, and never after now."""
        day = self.today - timedelta(days=days)
        moment = timezone.make_aware(datetime.combine(day, time(hour, minute)))
        return min(moment, self.now)

    def ago(self, day: date) -> int:
        """How many days ago a day was; below 0 where it is still to come."""
        return (self.today - day).days

    def person(self, key: str) -> Person:
        """A persona or somebody in the background, with a fresh standing."""
        person = self.people[key]
        person.__dict__.pop("standing", None)
        return person


Teller = Callable[[World], Story]


def play(world: World, tellers: Iterable[Teller]) -> None:
    """Play all stories to their ends, always the earliest step of any of them next."""
    order = count()
    waiting: list[tuple[datetime, int, Story]] = []
    for teller in tellers:
        _go_on(teller(world), order, waiting)
    while waiting:
        _, _, story = heapq.heappop(waiting)
        _go_on(story, order, waiting)


def _go_on(story: Story, order: Iterator[int], waiting: list[tuple[datetime, int, Story]]) -> None:
    """Let a story do its next step, and put it where the step after that belongs."""
    moment = next(story, None)
    if moment is not None:
        heapq.heappush(waiting, (moment, next(order), story))
