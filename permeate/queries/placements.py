"""Reads about placements."""

from django.db.models import QuerySet

from permeate.core.signing import SignatureFact
from permeate.core.vocabulary import Party
from permeate.models import Agreement, Person, Placement, Signature


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
