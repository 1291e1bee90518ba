"""Reads about placements."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from permeate.core.cadence import CHASE_AFTER_DAYS
from permeate.core.roles import Role
from permeate.core.signing import SignatureFact
from permeate.core.vocabulary import Party
from permeate.models import (
    Agreement,
    CheckIn,
    KeepInTouch,
    Message,
    Objective,
    Person,
    Placement,
    Signature,
)
from permeate.models.prepared import Fixed, Prepared
from permeate.queries.opportunities import OBJECTIVES

PERSON_FIELDS = {
    Party.PARTICIPANT: "participant",
    Party.HOME: "home_manager",
    Party.HOST: "host_manager",
}


def visible(person: Person) -> QuerySet[Placement]:
    """Placements the person may see, with all their page shows."""
    return Placement.objects.visible_to(person).select_related(
        "participant",
        "home",
        "host",
        "home_manager",
        "host_manager",
        "opportunity",
        "booking",
        "return_plan__planned_by",
    )


def live_agreement(placement: Placement) -> QuerySet[Agreement]:
    """The one agreement of the placement that was not withdrawn, if any."""
    return Agreement.objects.filter(placement=placement).live()


def signature_facts(agreement: Agreement) -> tuple[list[SignatureFact], str]:
    """Every signature ever given under the agreement, and the hash of what is current."""
    rows = Signature.objects.filter(version__agreement=agreement)
    facts = [
        SignatureFact(
            Party(row.party),
            row.content_hash,
            lapsed=row.lapsed_at is not None,
            person_id=row.signed_by_id,
        )
        for row in rows
    ]
    return facts, agreement.current.content_hash if agreement.current else ""


def people_by_party(placement: Placement) -> dict[Party, Person]:
    """Who stands for each side now; a manager who was replaced is no longer here."""
    return {party: getattr(placement, field) for party, field in PERSON_FIELDS.items()}


def parties_of(placement: Placement, person: Person) -> tuple[Party, ...]:
    """The sides this person stands for: none, one, or two where home and host are the same."""
    return tuple(
        party
        for party, field in PERSON_FIELDS.items()
        if getattr(placement, f"{field}_id") == person.id
    )


def coordinators_of(*organisation_ids: int) -> list[Person]:
    """Active coordinators of these organisations, each once."""
    return list(
        Person.objects.filter(
            is_active=True,
            memberships__organisation_id__in=organisation_ids,
            memberships__ended_at=None,
            memberships__roles__role=Role.COORDINATOR.value,
        )
        .order_by("id")
        .distinct()
    )


def visible_check_ins(person: Person) -> QuerySet[CheckIn]:
    """Check-ins of placements the person may see, with what their page shows."""
    return CheckIn.objects.visible_to(person).select_related(
        "placement__participant",
        "placement__home",
        "placement__host",
        "placement__home_manager",
        "placement__host_manager",
        "placement__opportunity",
    )


def late_check_ins(today: date) -> Q:
    """What makes a check-in overdue on this day."""
    return Q(
        asked_at__isnull=False,
        completed_at=None,
        due_on__lte=today - timedelta(days=CHASE_AFTER_DAYS[0]),
    )


def listed(person: Person, *, whose: str, ended: bool, today: date) -> QuerySet[Placement]:
    """Placements for a list, each with ``overdue``: whether a check-in is late.

    ``whose`` is ``mine`` (the person is one of the three) or ``all`` that they may see.
    """
    rows = Placement.objects.visible_to(person)
    if whose == "mine":
        rows = rows.filter(Q(participant=person) | Q(home_manager=person) | Q(host_manager=person))
    over = ("RETURNED", "ENDED_EARLY", "CLOSED", "CANCELLED")
    rows = rows.filter(status__in=over) if ended else rows.exclude(status__in=over)
    late = CheckIn.objects.filter(late_check_ins(today), placement=OuterRef("pk"))
    return (
        rows.select_related("participant", "home", "host", "opportunity")
        .annotate(overdue=Exists(late))
        .order_by("-starts_on" if ended else "starts_on", "id")
    )


def check_ins_of(placement: Placement) -> list[CheckIn]:
    """Its check-ins in order, each knowing who has ``answered``; one query."""
    found: dict[int, tuple[CheckIn, set[str]]] = {}
    for row in _CHECK_INS.all(placement.id):
        _, answered = found.setdefault(row.id, (row, set()))
        answered.update([row.party] if row.party else [])
    for check_in, answered in found.values():
        check_in.answered = frozenset(answered)
    return [check_in for check_in, _ in found.values()]


def contacts_of(placement: Placement) -> list[KeepInTouch]:
    """Contacts with home, the newest first."""
    return _CONTACTS.all(placement.id)


def objectives_of(placement: Placement) -> list[Objective]:
    """What the placement is for."""
    return OBJECTIVES.all(placement.opportunity_id)


def newest_messages(placement: Placement, limit: int) -> list[Message]:
    """The thread's newest messages, the newest first."""
    return _MESSAGES.all(placement.id, Fixed(limit))


def agreement_of(placement: Placement) -> Agreement | None:
    """The live agreement with its current version."""
    return _AGREEMENT.first(placement.id)


_CHECK_INS = Prepared(
    lambda placement_id: CheckIn.objects.filter(placement_id=placement_id).annotate(
        party=F("answers__party")
    )
)
_CONTACTS = Prepared(
    lambda placement_id: KeepInTouch.objects.filter(placement_id=placement_id).select_related(
        "recorded_by"
    )
)
_MESSAGES = Prepared(
    lambda placement_id, limit: (
        Message.objects.filter(placement_id=placement_id)
        .select_related("author")
        .order_by("-written_at", "-id")[:limit]
    )
)
_AGREEMENT = Prepared(
    lambda placement_id: (
        Agreement.objects.filter(placement_id=placement_id)
        .live()
        .select_related("current")
        .order_by("id")[:1]
    )
)
