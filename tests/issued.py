"""Credentials as the service issues them, with keys made for one run."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from permeate.core.credentials import dids, status
from permeate.core.credentials.building import Activity, Signer, issue, signed
from permeate.core.credentials.judging import Judge, Verdict
from permeate.core.credentials.multibase import public_multikey
from permeate.core.credentials.times import write_time
from permeate.core.credentials.trust import Trust
from permeate.core.packs.content import Part, pack_credential, status_of
from permeate.core.packs.drawing import DRAWN_WITH
from permeate.queries.credential_contexts import bundled

AT = datetime(2026, 12, 10, 8, tzinfo=UTC)
LIST = "https://permeate.example/issuers/abc/status/1"
ACTIVITY = Activity(
    address="https://permeate.example/evidence/check/?reference=abcdefghjk",
    kind="Shadowing",
    title="Three days in audit",
    person="Ann Officer",
    home="Barton Council",
    host="Department for Examples",
    objectives=[("See a plan made", "A plan"), ("Meet the team", "")],
    purpose="How you plan an audit.",
    starts_on=date(2026, 12, 7),
    ends_on=date(2026, 12, 9),
    hours=Decimal("21.00"),
    agreed="Agreed beforehand by the home on 4 November 2026 and by the host on 5 November 2026.",
    not_daily_work="The time was spent with another organisation.",
    word="Cas Host of Department for Examples confirmed attendance for 21 hours over 3 days.",
    confirmed_at=AT,
)


@dataclass(frozen=True)
class Keys:
    """An issuer with one key."""

    did: str
    key: Ed25519PrivateKey

    @property
    def multikey(self) -> str:
        """Its public key as text."""
        return public_multikey(self.key.public_key())

    @property
    def signer(self) -> Signer:
        """Who signs with it."""
        method = dids.method_id(self.did, self.multikey)
        return Signer(self.did, "Department for Examples", method, self.key)

    @property
    def document(self) -> dict[str, Any]:
        """Its DID document."""
        return dids.did_document(self.did, [dids.PublishedKey(self.multikey)])


def keys(address: str = "https://permeate.example/issuers/abc") -> Keys:
    """A new issuer at that address."""
    return Keys(dids.web_did(address), Ed25519PrivateKey.generate())


def credential(issuer: Keys, activity: Activity = ACTIVITY, index: int = 7) -> dict[str, Any]:
    """The credential that the issuer signs of the activity."""
    return issue(activity, issuer.signer, bundled(), list_address=LIST, index=index, now=AT)


def status_list(signer: Keys, *revoked: int, address: str = LIST, **change: Any) -> dict[str, Any]:
    """The issuer's signed status list, with members changed before it is signed."""
    times = {
        "begins": write_time(AT - timedelta(days=1)),
        "ends": write_time(AT + timedelta(days=30)),
    }
    listed = status.list_credential(address, signer.did, revoked, **times)
    subject = {**listed["credentialSubject"], **change.pop("subject", {})}
    listed = {**listed, **change, "credentialSubject": subject}
    return signed(listed, signer.signer, bundled(), now=AT)


def judged(document: Any, *held: Any, now: datetime = AT, fetched: Any = ()) -> Verdict:
    """The verdict of a verifier who trusts and holds ``held``."""
    trust, beside = Trust().with_more(held), Trust().with_more(fetched)
    return Judge(bundled(), trust, now, beside).judge(document)


PACK_ADDRESS = "https://permeate.example/evidence/check/?reference=kjhgfedcba"
PACK_LIST = "https://permeate.example/issuers/service/status/1"
LINES = [("What?", "I sat in."), ("So what?", "It is quicker."), ("Now what?", "I will try it.")]


def pack_of(service: Keys, *credentials: dict[str, Any], **change: Any) -> dict[str, Any]:
    """The signed pack of these credentials, with other arguments of ``pack_credential``."""
    arguments = {
        "address": PACK_ADDRESS,
        "person": "Ann Officer",
        "parts": [Part(one, LINES) for one in credentials],
        "summaries": [],
        "drawn_with": DRAWN_WITH,
        "signer": service.signer,
        "status_entry": status_of(PACK_LIST, 3),
        "issued_at": AT,
        **change,
    }
    return signed(pack_credential(**arguments), service.signer, bundled(), now=AT)
