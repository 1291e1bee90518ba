"""Reads about requests to coordinate an organisation or to add one."""

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from permeate.core.claims import check_can_claim
from permeate.core.organisations import is_at
from permeate.core.refusals import Refused
from permeate.models import Claim, Organisation, Person


def visible(person: Person) -> QuerySet[Claim]:
    """Requests the person may see, with all their page shows."""
    return Claim.objects.visible_to(person).select_related(
        "organisation", "requested_by", "decided_by"
    )


def queue(person: Person, *, waiting: bool) -> QuerySet[Claim]:
    """Requests that wait for the operator, oldest first; or those decided, newest first."""
    rows = visible(person)
    if waiting:
        return rows.filter(status="REQUESTED").order_by("requested_at", "id")
    return rows.exclude(status="REQUESTED").order_by("-decided_at", "-id")


def verified_addresses(person: Person) -> list[str]:
    """The person's e-mail addresses that a link has proved."""
    rows = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary", "email")
    return [address.lower() for address in rows.values_list("email", flat=True)]


def domains_of(organisation: Organisation | None) -> list[str]:
    """The organisation's e-mail domains, in order."""
    if organisation is None:
        return []
    return sorted(organisation.domains.values_list("domain", flat=True))


def proof(claim: Claim) -> tuple[list[str], list[str]]:
    """The claimant's verified addresses, and those of them at the organisation's domains."""
    addresses = verified_addresses(claim.requested_by)
    domains = domains_of(claim.organisation)
    return addresses, [address for address in addresses if is_at(address, domains)]


def waiting_for(person: Person, organisation: Organisation | None, name: str = "") -> bool:
    """Whether the person has asked for this organisation, or this new name, already."""
    rows = Claim.objects.filter(requested_by=person, status="REQUESTED", organisation=organisation)
    return (rows.filter(proposed_name__iexact=name.strip()) if name else rows).exists()


def own_latest(person: Person, organisation: Organisation) -> Claim | None:
    """The person's newest request for this organisation, if any."""
    return (
        Claim.objects.filter(requested_by=person, organisation=organisation)
        .order_by("-requested_at")
        .first()
    )


def obstacle(person: Person, organisation: Organisation) -> str:
    """What stands in the way of the person's asking for it now; "" where nothing does."""
    try:
        check_can_claim(
            name=organisation.name,
            closed=organisation.closed_on is not None,
            claimed=organisation.claimed_at is not None,
            waiting=waiting_for(person, organisation),
            addresses=verified_addresses(person),
            domains=domains_of(organisation),
        )
    except Refused as refusal:
        return refusal.reason
    return ""
