"""What each person has to do now, derived from state and never stored.

Each subject adds a finder: person and today's date in, tasks out, with a number of
queries that does not depend on rows. The route's name and reference, not an address,
are kept, so that this floor knows nothing of pages.
"""

from collections.abc import Callable
from datetime import date

from permeate.core.cadence import return_plan_due
from permeate.core.roles import Role
from permeate.models import Booking, Person, Prompt
from permeate.queries import bookings, todo_secondments
from permeate.queries.claims import queue
from permeate.queries.placements import (
    check_ins_to_answer,
    left_to_coordinators,
    returns_to_plan,
)
from permeate.queries.shares import to_decide
from permeate.queries.tasks import Task


def todo_list(person: Person, *, today: date) -> list[Task]:
    """Everything waiting for this person, what is due first on top."""
    tasks = [task for finder in FINDERS for task in finder(person, today)]
    return sorted(tasks, key=lambda task: (task.due_on is None, task.due_on or today))


def _prompts(person: Person, today: date) -> list[Task]:
    waiting = (
        Prompt.objects.filter(
            placement__participant=person, placement__status="ACTIVE", answered_at=None
        )
        .select_related("placement__host")
        .order_by("-due_on")[:1]
    )
    return [
        Task(
            text=f"Say what you learned this week at {prompt.placement.host.name}",
            route="record_entry",
            detail="Or use the link in your e-mail.",
            due_on=prompt.due_on,
        )
        for prompt in waiting
    ]


def _decisions(person: Person, today: date) -> list[Task]:
    if not person.standing.organisations_as(Role.SENIOR):
        return []
    return [
        Task(
            text=f"Decide what to do with “{audience.share.title}”",
            route="share",
            reference=audience.share.reference,
            detail=f"Shared by {audience.share.shared_by.name}",
            due_on=audience.decision_due_on,
        )
        for audience in to_decide(person)[:20]
    ]


def _check_ins(person: Person, today: date) -> list[Task]:
    return [
        Task(
            text="Say how the placement went" if row.closing else "Answer the check-in",
            route="check_in",
            reference=row.reference,
            detail=f"{row.placement.participant.name} at {row.placement.host.name}",
            due_on=row.due_on,
        )
        for row in check_ins_to_answer(person)[:50]
    ]


def _returns(person: Person, today: date) -> list[Task]:
    return [
        Task(
            text=f"Plan the return of {row.participant.name}",
            route="plan_return",
            reference=row.reference,
            detail=f"Comes back from {row.host.name}",
            due_on=return_plan_due(row.starts_on, row.last_day),
        )
        for row in returns_to_plan(person)[:50]
    ]


def _left_to_coordinators(person: Person, today: date) -> list[Task]:
    if not person.standing.organisations_as(Role.COORDINATOR):
        return []
    return [
        Task(
            text=f"A check-in is overdue: {row.placement.participant.name}",
            route="placement",
            reference=row.placement.reference,
            detail=f"At {row.placement.host.name}. They were reminded twice.",
            due_on=row.due_on,
        )
        for row in left_to_coordinators(person)[:50]
    ]


def _bookings(person: Person, today: date) -> list[Task]:
    return [
        Task(
            text=words.format(booking.person.name),
            route=route,
            reference=booking.reference,
            detail=booking.date.opportunity.title,
            due_on=booking.date.starts_on,
        )
        for booking in bookings.waiting_for(person, today)
        for words, route in [_booking_task(booking, person)]
    ]


def _booking_task(booking: Booking, person: Person) -> tuple[str, str]:
    if booking.person_id == person.id:
        return "Write three lines for your evidence", "reflect"
    if booking.status == "REQUESTED":
        return "Decide about {}’s place", "decide_booking"
    if booking.status == "APPROVED":
        return "Confirm a place for {}", "confirm_booking"
    return "Confirm that {} attended", "record_attendance"


def _claims(person: Person, today: date) -> list[Task]:
    if not person.standing.operator:
        return []
    return [
        Task(
            text="Answer a request to coordinate "
            + (claim.organisation.name if claim.organisation else claim.proposed_name),
            route="claim",
            reference=claim.reference,
            detail=f"From {claim.requested_by.name}",
            due_on=claim.requested_at.date(),
        )
        for claim in queue(person, waiting=True)[:50]
    ]


FINDERS: tuple[Callable[[Person, date], list[Task]], ...] = (
    _bookings,
    _claims,
    _check_ins,
    _decisions,
    _left_to_coordinators,
    _prompts,
    _returns,
    *todo_secondments.FINDERS,
)
