"""Entries in status lists: given out once, set once; and the lists as they are published."""

from datetime import datetime, timedelta
from typing import Any

from permeate.actions.signing_keys import signer
from permeate.core.credentials import status
from permeate.core.credentials.building import signed
from permeate.core.credentials.times import write_time
from permeate.journal.record import write
from permeate.models import Organisation, Revocation, StatusList
from permeate.models.credentials import SERVICE
from permeate.queries.credential_contexts import bundled
from permeate.queries.issuers import issuer_did, list_address, revoked

HOLDS_DAYS = 30  # how long a verifier may rely on a copy of a list


@write
def new_entry(*, issuer: str) -> tuple[StatusList, int]:
    """The next free entry of the issuer's newest list."""
    if not StatusList.objects.filter(issuer=issuer).exists():
        StatusList.objects.get_or_create(issuer=issuer, number=1)
    listed = StatusList.objects.select_for_update().filter(issuer=issuer).order_by("number").last()
    if listed.used >= status.BITS:
        listed = StatusList.objects.create(issuer=issuer, number=listed.number + 1)
    index = listed.used
    listed.used += 1
    listed.save(update_fields=["used"])
    return listed, index


@write
def set_entry(*, listed: StatusList, index: int, now: datetime) -> None:
    """Revoke, for good, what has this entry; once more changes nothing."""
    Revocation.objects.get_or_create(status_list=listed, index=index, defaults={"at": now})


def published(listed: StatusList, *, now: datetime) -> dict[str, Any]:
    """The list as a credential signed now, to be relied on for some weeks.

    Nothing is written: the issuer has a key, or there would be no list.
    """
    begins = now.replace(minute=0, second=0, microsecond=0)
    address = list_address(listed.issuer, listed.number)
    unsigned = status.list_credential(
        address,
        issuer_did(listed.issuer),
        revoked(listed),
        begins=write_time(begins),
        ends=write_time(begins + timedelta(days=HOLDS_DAYS)),
    )
    organisation = (
        None if listed.issuer == SERVICE else Organisation.objects.get(reference=listed.issuer)
    )
    return signed(unsigned, signer(organisation=organisation, now=now), bundled(), now=begins)
