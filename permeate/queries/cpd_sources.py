"""What the service can propose for a person's CPD log: each thing once, in its own words."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils import timezone

from permeate.core.cpd.proposing import (
    ANSWERS_OF_BRIEFING,
    ANSWERS_OF_CHECK_IN,
    ANSWERS_OF_SHARE,
    Proposal,
    Visit,
    answers_of_visit,
)
from permeate.core.vocabulary import Kind
from permeate.models import (
    Acknowledgement,
    Activity,
    Booking,
    CheckIn,
    LearningEntry,
    Person,
    Placement,
    ShareEvent,
)
from permeate.queries.bookings import hours_of

OVER = ("RETURNED", "ENDED_EARLY", "CLOSED")
MOST_OF_A_KIND = 100
TITLE = 200


def proposals(person: Person) -> list[Proposal]:
    """What is not in the log yet, newest first, in a fixed number of queries."""
    taken = set(
        Activity.objects.filter(person=person)
        .exclude(source="")
        .values_list("source_kind", "source")
    )
    found = [one for kind in LISTED for one in of_kind(person, kind)]
    fresh = [one for one in found if (one.kind, one.source) not in taken]
    return sorted(fresh, key=lambda one: one.on, reverse=True)


def of_kind(person: Person, kind: str, reference: str = "") -> Iterator[Proposal]:
    """Proposals of one kind, or the one with this reference."""
    rows_of, made = SOURCES[kind]
    rows = rows_of(person)
    if reference:
        rows = (
            rows.filter(reference=reference)
            if kind != "BRIEFING"
            else rows.filter(share__reference=reference)
        )
    return (made(row) for row in rows[:MOST_OF_A_KIND])


def proposal(person: Person, kind: str, reference: str) -> Proposal | None:
    """The proposal from this source, where the person has it."""
    if kind not in SOURCES:
        return None
    return next(of_kind(person, kind, reference), None)


def _bookings(person: Person) -> QuerySet[Booking]:
    return (
        Booking.objects.filter(person=person, status="ATTENDED")
        .select_related("date__opportunity__host", "reflection", "evidence")
        .prefetch_related("date__opportunity__objectives")
        .order_by("-date__starts_on")
    )


def _from_booking(row: Booking) -> Proposal:
    opportunity = row.date.opportunity
    objectives = tuple(one.text for one in opportunity.objectives.all())
    lines = getattr(row, "reflection", None)
    pack = getattr(row, "evidence", None)
    visit = Visit(
        elsewhere=row.home_id != opportunity.host_id,
        agreed_beforehand=row.decided_at is not None,
        purpose=row.purpose,
        objectives=objectives,
        now_what=lines.now_what if lines else "",
    )
    return Proposal(
        kind="BOOKING",
        source=row.reference,
        on=row.date.ends_on,
        type="shadowing" if opportunity.kind == Kind.SHADOWING else "development-day",
        title=f"{opportunity.title}, {opportunity.host.name}"[:TITLE],
        hours=hours_of(row),
        objective="; ".join(objectives),
        reflection=joined(lines.what, lines.so_what, lines.now_what) if lines else "",
        evidence=f"Evidence pack {pack.reference}" if pack else "",
        confirmed_by=f"{row.attendance_by_name}, {opportunity.host.name}"[:200],
        answers=answers_of_visit(visit),
    )


def joined(*texts: str) -> str:
    """Three lines as one text."""
    return "\n".join(filter(None, texts))


def _placements(person: Person) -> QuerySet[Placement]:
    return (
        Placement.objects.filter(participant=person, status__in=OVER, booking=None)
        .select_related("opportunity", "host")
        .prefetch_related("opportunity__objectives")
        .order_by("-starts_on")
    )


def _from_placement(row: Placement) -> Proposal:
    objectives = tuple(one.text for one in row.opportunity.objectives.all())
    visit = Visit(row.home_id != row.host_id, True, "", objectives, "")
    answers = answers_of_visit(visit)
    del answers["not-daily-work"]  # much of a secondment is the ordinary work of its post
    return Proposal(
        kind="PLACEMENT",
        source=row.reference,
        on=row.ended_on or row.ends_on,
        type="secondment",
        title=f"{row.opportunity.title}, {row.host.name}"[:TITLE],
        objective="; ".join(objectives),
        answers=answers,
    )


def _shares(person: Person) -> QuerySet[ShareEvent]:
    return ShareEvent.objects.filter(shared_by=person).order_by("-shared_at")


def _from_share(row: ShareEvent) -> Proposal:
    return Proposal(
        kind="SHARE",
        source=row.reference,
        on=timezone.localdate(row.shared_at),
        type="sharing",
        title=f"Shared: {row.title}"[:TITLE],
        reflection=joined(row.what, row.so_what, row.now_what),
        answers=ANSWERS_OF_SHARE,
    )


def _briefings(person: Person) -> QuerySet[Acknowledgement]:
    return (
        Acknowledgement.objects.filter(person=person)
        .exclude(share__shared_by=person)
        .select_related("share")
        .order_by("-acknowledged_at")
    )


def _from_briefing(row: Acknowledgement) -> Proposal:
    return Proposal(
        kind="BRIEFING",
        source=row.share.reference,
        on=timezone.localdate(row.acknowledged_at),
        type="briefing",
        title=f"Read and acknowledged: {row.share.title}"[:TITLE],
        reflection=row.reason,
        answers=ANSWERS_OF_BRIEFING,
    )


def _check_ins(person: Person) -> QuerySet[CheckIn]:
    return (
        CheckIn.objects.filter(placement__participant=person, completed_at__isnull=False)
        .select_related("placement__host")
        .order_by("-due_on")
    )


def _from_check_in(row: CheckIn) -> Proposal:
    return Proposal(
        kind="CHECK_IN",
        source=row.reference,
        on=timezone.localdate(row.completed_at),
        type="check-in",
        title=f"Check-in on the placement at {row.placement.host.name}"[:TITLE],
        answers=ANSWERS_OF_CHECK_IN,
    )


def _entries(person: Person) -> QuerySet[LearningEntry]:
    return LearningEntry.objects.filter(author=person).select_related("placement__host")


def _from_entry(row: LearningEntry) -> Proposal:
    where = f", {row.placement.host.name}" if row.placement else ""
    return Proposal(
        kind="ENTRY",
        source=row.reference,
        on=row.occurred_on,
        type="secondment" if row.placement else "other",
        title=f"{row.what[:120]}{where}"[:TITLE],
        reflection=joined(row.what, row.so_what, row.now_what),
        answers={"applied": True} if row.now_what else {},
    )


SOURCES = {
    "BOOKING": (_bookings, _from_booking),
    "PLACEMENT": (_placements, _from_placement),
    "SHARE": (_shares, _from_share),
    "BRIEFING": (_briefings, _from_briefing),
    "CHECK_IN": (_check_ins, _from_check_in),
    "ENTRY": (_entries, _from_entry),
}
LISTED: Iterable[str] = ("BOOKING", "PLACEMENT", "SHARE", "BRIEFING", "CHECK_IN")
