"""Keys with which organisations and the service sign: made, used, replaced, withdrawn.

Secret keys are locked with the master key of the environment: whoever reads a copy of the
database cannot sign with it.
"""

import base64
import hashlib
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, transaction

from permeate.core.credentials.building import Signer
from permeate.core.credentials.dids import method_id
from permeate.core.credentials.multibase import public_multikey
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.journal.record import record, write
from permeate.models import IssuerKey, Organisation, Person
from permeate.queries.issuers import SERVICE_NAME, issuer_did, issuer_of

NO_MASTER_KEY = (
    "The service cannot sign: PERMEATE_MASTER_KEY is not set. Nothing is lost; credentials are "
    "issued as soon as it is."
)


def can_sign() -> bool:
    """Whether there is a master key."""
    return bool(settings.MASTER_KEY)


@write
def signer(*, organisation: Organisation | None, now: datetime) -> Signer:
    """Who signs for the organisation, or None for the service; its key is made when first used.

    Refused without a master key, or with another than the key was locked with.
    """
    box = _box()
    issuer = issuer_of(organisation)
    key = _current(issuer) or _make(issuer, organisation, box, now)
    try:
        secret = Ed25519PrivateKey.from_private_bytes(box.decrypt(key.secret.encode()))
    except InvalidToken:
        raise Refused(
            "The signing key was locked with another master key: put it into "
            "PERMEATE_OLD_MASTER_KEYS."
        ) from None
    did = issuer_did(issuer)
    name = organisation.name if organisation else SERVICE_NAME
    return Signer(did, name, method_id(did, key.multikey), secret)


@write
def replace_key(
    *, organisation: Organisation | None, withdraw: bool, by: Person | None, now: datetime
) -> IssuerKey:
    """A new key from now on. What the old one signed still holds, unless it is withdrawn."""
    box = _box()
    issuer = issuer_of(organisation)
    old = _current(issuer)
    if old:
        old.retired_at = now
        old.withdrawn_at = now if withdraw else None
        old.save(update_fields=["retired_at", "withdrawn_at"])
        event = Event.SIGNING_KEY_WITHDRAWN if withdraw else Event.SIGNING_KEY_RETIRED
        _record(event, old, organisation, by, now)
    return _make(issuer, organisation, box, now, by=by)


@write
def lock_anew(*, now: datetime) -> int:
    """Lock every key with the present master key; how many there are."""
    box = _box()
    keys = list(IssuerKey.objects.select_for_update())
    for key in keys:
        key.secret = box.rotate(key.secret.encode()).decode()
        key.save(update_fields=["secret"])
    return len(keys)


def _current(issuer: str) -> IssuerKey | None:
    return IssuerKey.objects.filter(issuer=issuer, retired_at=None).first()


def _make(
    issuer: str,
    organisation: Organisation | None,
    box: MultiFernet,
    now: datetime,
    by: Person | None = None,
) -> IssuerKey:
    secret = Ed25519PrivateKey.generate()
    try:
        with transaction.atomic():
            key = IssuerKey.objects.create(
                issuer=issuer,
                organisation=organisation,
                multikey=public_multikey(secret.public_key()),
                secret=box.encrypt(secret.private_bytes_raw()).decode(),
                made_at=now,
            )
    except IntegrityError:  # somebody else made one at the same moment
        return IssuerKey.objects.get(issuer=issuer, retired_at=None)
    _record(Event.SIGNING_KEY_MADE, key, organisation, by, now)
    return key


def _record(
    event: Event,
    key: IssuerKey,
    organisation: Organisation | None,
    by: Person | None,
    now: datetime,
) -> None:
    sides = [organisation] if organisation else []
    record(event, key, by=by, now=now, organisations=sides, issuer=key.issuer, key=key.multikey)


def _box() -> MultiFernet:
    if not can_sign():
        raise Refused(NO_MASTER_KEY)
    secrets = [settings.MASTER_KEY, *settings.OLD_MASTER_KEYS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"signing keys:" + secret.encode()).digest())
