"""Who issues credentials: its DID, its public keys, its status lists."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet

from permeate.core.credentials.dids import PublishedKey, did_document, web_did
from permeate.models import IssuerKey, Organisation, StatusList
from permeate.models.credentials import SERVICE

SERVICE_NAME = "Permeate"


def issuer_of(organisation: Organisation | None) -> str:
    """The issuer's name in addresses: the organisation's reference, or the service's."""
    return organisation.reference if organisation else SERVICE


def issuer_did(issuer: str) -> str:
    """The did:web of an issuer; the service's is that of the site itself."""
    if issuer == SERVICE:
        parts = urlsplit(settings.BASE_URL)
        return web_did(f"{parts.scheme}://{parts.netloc}")
    return web_did(f"{settings.BASE_URL}/issuers/{issuer}")


def list_address(issuer: str, number: int) -> str:
    """Where a status list is served."""
    return f"{settings.BASE_URL}/issuers/{issuer}/status/{number}/"


def issuers() -> list[str]:
    """Every issuer that has a key, in a steady order."""
    return list(IssuerKey.objects.order_by("issuer").values_list("issuer", flat=True).distinct())


def document(issuer: str) -> dict[str, Any] | None:
    """The issuer's DID document; None where it never signed anything."""
    keys = IssuerKey.objects.filter(issuer=issuer)
    published = [PublishedKey(one.multikey, one.withdrawn_at is not None) for one in keys]
    return did_document(issuer_did(issuer), published) if published else None


def status_lists(issuer: str) -> QuerySet[StatusList]:
    """The issuer's status lists."""
    return StatusList.objects.filter(issuer=issuer)


def revoked(listed: StatusList) -> list[int]:
    """The set bits of a list."""
    return sorted(listed.revocations.values_list("index", flat=True))


def newest_change(listed: StatusList) -> datetime | None:
    """When the last bit was set."""
    return listed.revocations.order_by("-at").values_list("at", flat=True).first()
