"""Reads about placements."""

from django.db.models import QuerySet

from permeate.core.roles import Role
from permeate.core.signing import SignatureFact
from permeate.core.vocabulary import Party
from permeate.models import Agreement, CheckIn, Person, Placement, Signature


def visible(person: Person) -> QuerySet[Placement]:
    """Placements the person may see, with all their page shows."""
    return Placement.objects.visible_to(person).select_related(
        "participant", "home", "host", "home_manager", "host_manager", "opportunity"
    )


def live_agreement(placement: Placement) -> QuerySet[Agreement]:
    """The one agreement of the placement that was not withdrawn, if any."""
    return Agreement.objects.filter(placement=placement).exclude(status="WITHDRAWN")


def signature_facts(agreement: Agreement) -> tuple[list[SignatureFact], str]:
    """Every signature ever given under the agreement, and the hash of what is current."""
    rows = Signature.objects.filter(version__agreement=agreement)
    facts = [
        SignatureFact(Party(row.party), row.content_hash, lapsed=row.lapsed_at is not None)
        for row in rows
    ]
    return facts, agreement.current.content_hash if agreement.current else ""


def people_by_party(placement: Placement) -> dict[Party, Person]:
    """Who stands for each side now; a manager who was replaced is no longer here."""
    return {
        Party.PARTICIPANT: placement.participant,
        Party.HOME: placement.home_manager,
        Party.HOST: placement.host_manager,
    }


def parties_of(placement: Placement, person: Person) -> tuple[Party, ...]:
    """The sides this person stands for: none, one, or two where home and host are the same."""
    found = {
        Party.PARTICIPANT: placement.participant_id,
        Party.HOME: placement.home_manager_id,
        Party.HOST: placement.host_manager_id,
    }
    return tuple(party for party, person_id in found.items() if person_id == person.id)


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
