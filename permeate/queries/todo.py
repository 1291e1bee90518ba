"""What each person has to do now, derived from state and never stored.

Each subject adds a finder: person and today's date in, tasks out, with a number of
queries that does not depend on rows. The route's name and reference, not an address,
are kept, so that this floor knows nothing of pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from permeate.models import Person, Release


@dataclass(frozen=True)
class Task:
    """One thing to do: words, the route where it is done, since or until when."""

    text: str
    route: str
    reference: str = ""
    detail: str = ""
    due_on: date | None = None


def todo_list(person: Person, *, today: date) -> list[Task]:
    """Everything waiting for this person, what is due first on top."""
    tasks = [task for finder in FINDERS for task in finder(person, today)]
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or today))


def _releases(person: Person, today: date) -> list[Task]:
    waiting = Release.objects.filter(manager=person, status="REQUESTED").select_related(
        "person", "opportunity"
    )[:50]
    return [
        Task(
            text=f"Decide whether to release {release.person.name}",
            route="release",
            reference=release.reference,
            detail=release.opportunity.title,
            due_on=release.requested_at.date(),
        )
        for release in waiting
    ]


FINDERS: tuple[Callable[[Person, date], list[Task]], ...] = (_releases,)
