"""How fast credentials are signed and judged, and packs made, a second on one core.

Everything a verifier asks is timed: form, every signature, the issuer's key, the status list.
A pack is signed, drawn with one credential attached, and given as the bytes of its PDF.
"""

import json
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from permeate.core.credentials import dids, status
from permeate.core.credentials.building import Activity, Signer, issue, signed
from permeate.core.credentials.contexts import Contexts
from permeate.core.credentials.judging import Judge
from permeate.core.credentials.multibase import public_multikey
from permeate.core.credentials.times import write_time
from permeate.core.credentials.trust import Trust
from permeate.core.packs.comparing import differences
from permeate.core.packs.content import Part, pack_credential, status_of
from permeate.core.packs.drawing import DRAWN_WITH, draw

BUNDLED = Path(__file__).resolve().parents[1] / "var" / "vendor" / "contexts.json"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SITE = "https://permeate.example"
LIST = f"{SITE}/issuers/host/status/1/"
LEAST = {"issuing": 50, "verifying": 50, "packs": 10}
LINES = [("What?", "I sat in."), ("So what?", "It is quicker."), ("Now what?", "I will try it.")]


def _signer(address: str) -> Signer:
    key = Ed25519PrivateKey.generate()
    did = dids.web_did(address)
    return Signer(did, "Host", dids.method_id(did, public_multikey(key.public_key())), key)


def _activity(number: int) -> Activity:
    return Activity(
        address=f"{SITE}/evidence/check/?reference=r{number}",
        kind="Shadowing",
        title=f"Three days in audit, {number}",
        person="Somebody",
        home="Home",
        host="Host",
        objectives=[("See a plan made", "A plan"), ("Meet the team", "Four names")],
        purpose="How an audit is planned.",
        starts_on=date(2026, 11, 2),
        ends_on=date(2026, 11, 4),
        hours=Decimal(21),
        agreed="Agreed beforehand by the home on 1 October 2026 and by the host on 2 October 2026.",
        not_daily_work="The time was spent with another organisation.",
        word="The host manager of Host confirmed attendance for 21 hours over 3 days.",
        confirmed_at=NOW,
    )


def _rate(count: int, act: Callable[[int], object]) -> tuple[float, list]:
    act(0)  # contexts are processed once a process
    began = time.process_time()
    made = [act(number) for number in range(count)]
    return count / (time.process_time() - began), made


def rates(credentials: int, packs: int) -> dict[str, float]:
    """Credentials issued and verified, packs made and compared, a second."""
    contexts = Contexts(json.loads(BUNDLED.read_text("utf-8")))
    host, service = _signer(f"{SITE}/issuers/host"), _signer(SITE)
    issuing, made = _rate(
        credentials,
        lambda number: issue(
            _activity(number), host, contexts, list_address=LIST, index=number, now=NOW
        ),
    )
    times = {"begins": write_time(NOW), "ends": write_time(NOW + timedelta(days=30))}
    listed = signed(status.list_credential(LIST, host.did, [], **times), host, contexts, now=NOW)
    key = public_multikey(host.key.public_key())
    trust = Trust().with_more([dids.did_document(host.did, [dids.PublishedKey(key)]), listed])
    verifying, verdicts = _rate(
        credentials, lambda number: Judge(contexts, trust, NOW).judge(made[number])
    )
    if not all(one.valid for one in verdicts):
        raise AssertionError("a credential of ours was not found valid")

    def pack(number: int) -> tuple[bytes, dict, dict]:
        credential = made[number % credentials]
        unsigned = pack_credential(
            address=f"{SITE}/evidence/check/?reference=p{number}",
            person="Somebody",
            parts=[Part(credential, LINES)],
            summaries=[],
            drawn_with=DRAWN_WITH,
            signer=service,
            status_entry=status_of(f"{SITE}/issuers/service/status/1/", number),
            issued_at=NOW,
        )
        document = signed(unsigned, service, contexts, now=NOW)
        return draw(document, [credential]), document, credential

    making, drawn = _rate(packs, pack)
    if any(differences(data, document, [one]) for data, document, one in drawn[:3]):
        raise AssertionError("a pack of ours was not found as it was made")
    return {"issuing": issuing, "verifying": verifying, "packs": making}


def report(*, quick: bool) -> bool:
    """Print the rates; whether each figure is met."""
    credentials, packs = (100, 10) if quick else (1_000, 100)
    print(f"\n{credentials:,} credentials issued and verified, {packs} packs")
    met = True
    for name, rate in rates(credentials, packs).items():
        fine = rate >= LEAST[name]
        met &= fine
        what = "packs" if name == "packs" else "credentials"
        print(
            f"{name:<11} {rate:10,.0f} {what}/s a core   (at least {LEAST[name]})"
            f"{'' if fine else '  under'}"
        )
    return met
