"""What is issued here is verified by openbadgeslib, an implementation that shares none of ours."""

import copy
import json

import pytest
from cryptography.hazmat.primitives import serialization
from openbadgeslib.ob3 import ldp
from openbadgeslib.ob3.verifier import OB3VerificationError

from tests.issued import AT, LIST, credential, keys, status_list

pytestmark = pytest.mark.once

ISSUER = keys()
ISSUED = credential(ISSUER)
PEM = ISSUER.key.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)


@pytest.fixture(autouse=True)
def at(time_machine) -> None:
    time_machine.move_to(AT)


def site(*revoked: int):
    """What the service answers at its public addresses."""
    served = {
        "https://permeate.example/issuers/abc/did.json": ISSUER.document,
        LIST: status_list(ISSUER, *revoked),
    }
    return lambda address, *_, **__: json.dumps(served[address]).encode()


def test_it_finds_the_key_in_our_did_document_and_the_signature_good() -> None:
    verifier = ldp.OB3LdpVerifier.for_issuer_did(ISSUER.did, download=site())
    verified = verifier.verify(json.dumps(ISSUED), download=site())
    assert verified.issuer.id == ISSUER.did
    assert verified.achievement.name == "Three days in audit"


def test_it_finds_the_hosts_word_good_by_itself() -> None:
    ldp.verify_data_integrity_proof(ISSUED["endorsement"][0], PEM)


def test_it_finds_a_changed_word_bad() -> None:
    for place in (ISSUED, ISSUED["endorsement"][0]):
        changed = copy.deepcopy(place)
        changed["name"] += "!"
        with pytest.raises(OB3VerificationError):
            ldp.verify_data_integrity_proof(changed, PEM)


def test_it_reads_our_status_list_as_we_do() -> None:
    """It checks the signature of a list only as a JWT in one go; here that is a step apart."""
    ldp.verify_data_integrity_proof(status_list(ISSUER, 7), PEM)
    verifier = ldp.OB3LdpVerifier.for_issuer_did(ISSUER.did, download=site())
    options = {"check_status": True, "verify_status_list": False}
    verifier.verify(json.dumps(ISSUED), download=site(6, 8), **options)
    with pytest.raises(OB3VerificationError, match="revo"):
        verifier.verify(json.dumps(ISSUED), download=site(7), **options)
