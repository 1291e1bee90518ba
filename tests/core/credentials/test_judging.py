"""Who signed, whether it still holds, and what a forger might try."""

import copy
from datetime import timedelta

import pytest

from permeate.core.credentials import dids, status
from permeate.core.credentials.building import badge, signed
from permeate.core.credentials.proofs import JCS, secured, sign
from permeate.core.credentials.times import write_time
from permeate.core.refusals import Refused
from permeate.queries.credential_contexts import bundled
from tests.issued import ACTIVITY, AT, LIST, credential, judged, keys, status_list

pytestmark = pytest.mark.once

ISSUER, FORGER = keys(), keys()
ISSUED = credential(ISSUER)
HELD = (ISSUER.document, status_list(ISSUER))
OPTIONS = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-rdfc-2022",
    "created": write_time(AT),
    "verificationMethod": ISSUER.signer.method,
    "proofPurpose": "assertionMethod",
}


def plain(**change):
    """A credential before it is signed, with members changed; None takes one out."""
    unsigned = badge(ACTIVITY, ISSUER.signer, status_entry=status.entry(LIST, 7)) | change
    return {name: one for name, one in unsigned.items() if one is not None}


def made(document, key=ISSUER, **options):
    return secured(document, [sign(document, OPTIONS | options, key.key, bundled())])


def has(verdict, words: str) -> bool:
    return any(words in reason for reason in verdict.reasons)


def test_without_trust_it_is_intact_and_no_more() -> None:
    verdict = judged(ISSUED)
    assert (verdict.intact, verdict.issuer, verdict.revoked) == (True, "unknown", "unchecked")
    assert not verdict.valid
    assert has(verdict, "is not known")


def test_without_the_status_list_it_is_unchecked_and_not_valid() -> None:
    verdict = judged(ISSUED, ISSUER.document)
    assert (verdict.issuer, verdict.revoked, verdict.valid) == ("known", "unchecked", False)
    assert has(verdict, LIST)


def test_a_set_bit_revokes_and_another_does_not() -> None:
    revoked = judged(ISSUED, ISSUER.document, status_list(ISSUER, 3, 7))
    assert (revoked.revoked, revoked.valid, revoked.intact) == ("yes", False, True)
    assert judged(ISSUED, ISSUER.document, status_list(ISSUER, 6, 8)).valid


def test_of_two_lists_the_newest_counts() -> None:
    old = status_list(ISSUER)
    new = status_list(ISSUER, 7, validFrom=write_time(AT))
    assert judged(ISSUED, ISSUER.document, old, new).revoked == "yes"
    assert judged(ISSUED, ISSUER.document, new, old).revoked == "yes"


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        (lambda: status_list(FORGER), "status list does not hold"),
        (lambda: status_list(ISSUER, issuer="did:web:other.example"), "another issuer’s"),
        (lambda: status_list(ISSUER, subject={"statusPurpose": "suspension"}), "not about"),
        (lambda: status_list(ISSUER, validUntil=write_time(AT - timedelta(hours=1))), "expired"),
        (lambda: status_list(ISSUER, subject={"encodedList": "uAAAA"}), "cannot be unpacked"),
        (lambda: status_list(ISSUER, subject={"encodedList": status.encode([], 8)}), None),
        (lambda: status_list(ISSUER) | {"name": "x"}, "signature does not match"),
        (lambda: status_list(ISSUER, id=LIST + "0"), "is not held"),
    ],
)
def test_a_list_that_does_not_hold_answers_nothing(listed, words) -> None:
    verdict = judged(ISSUED, ISSUER.document, listed())
    assert verdict.revoked == ("no" if words is None else "unchecked")
    assert verdict.valid == (words is None)
    assert words is None or has(verdict, words)


def test_a_list_that_packs_the_world_is_not_unpacked() -> None:
    bomb = status.encode([], 400_000_000)
    verdict = judged(ISSUED, ISSUER.document, status_list(ISSUER, subject={"encodedList": bomb}))
    assert verdict.revoked == "unchecked"
    assert has(verdict, "larger than any")


@pytest.mark.parametrize("index", ["131072", "-1", "1e3", "٣", "", "9" * 30])
def test_an_index_outside_the_list_answers_nothing(index) -> None:
    entry = status.entry(LIST, 7) | {"statusListIndex": index}
    verdict = judged(made(plain(credentialStatus=entry)), *HELD)
    assert verdict.intact
    assert verdict.revoked == "unchecked"


def test_any_of_several_statuses_revokes() -> None:
    entries = [status.entry(LIST, 7), status.entry(LIST, 9)]
    document = made(plain(credentialStatus=entries))
    assert judged(document, ISSUER.document, status_list(ISSUER, 9)).revoked == "yes"
    assert judged(document, ISSUER.document, status_list(ISSUER, 8)).valid


def test_a_credential_that_can_not_be_revoked_is_not_revoked() -> None:
    assert judged(made(plain(credentialStatus=None)), ISSUER.document).valid


def test_what_is_not_bitstring_status_is_unchecked() -> None:
    entry = {"id": "https://x.example/1", "type": "https://x.example/OtherStatus"}
    assert judged(made(plain(credentialStatus=entry)), *HELD).revoked == "unchecked"


def test_anothers_signature_in_the_issuers_name_is_not_the_issuers() -> None:
    forged = credential(keys())  # the same DID, another key
    verdict = judged(forged, *HELD)
    assert (verdict.intact, verdict.issuer, verdict.valid) == (True, "unknown", False)
    assert has(verdict, "is not in the document of")


def test_a_known_strangers_key_does_not_sign_for_the_issuer() -> None:
    stranger = keys("https://other.example/issuers/x")
    forged = made(plain(), stranger, verificationMethod=stranger.signer.method)
    verdict = judged(forged, *HELD, stranger.document)
    assert (verdict.intact, verdict.issuer) == (True, "unknown")


@pytest.mark.parametrize(
    "change",
    [
        {"assertionMethod": []},
        {"assertionMethod": [], "authentication": [ISSUER.signer.method]},
        {"verificationMethod": [], "assertionMethod": [ISSUER.signer.method]},
        {
            "verificationMethod": [
                ISSUER.document["verificationMethod"][0] | {"controller": "did:web:x.example"}
            ]
        },
        {
            "verificationMethod": [
                ISSUER.document["verificationMethod"][0] | {"revoked": write_time(AT)}
            ]
        },
    ],
)
def test_a_key_that_may_not_assert_does_not_make_the_issuer_known(change) -> None:
    verdict = judged(ISSUED, ISSUER.document | change, status_list(ISSUER))
    assert (verdict.issuer, verdict.revoked, verdict.valid) == ("unknown", "unchecked", False)


def test_after_rotation_what_the_old_key_signed_still_holds() -> None:
    new = keys()
    both = dids.did_document(
        ISSUER.did, [dids.PublishedKey(ISSUER.multikey), dids.PublishedKey(new.multikey)]
    )
    assert judged(ISSUED, both, status_list(new)).valid
    assert judged(credential(new), both, status_list(new)).valid
    withdrawn = dids.did_document(
        ISSUER.did, [dids.PublishedKey(ISSUER.multikey, True), dids.PublishedKey(new.multikey)]
    )
    assert not judged(ISSUED, withdrawn, status_list(new)).valid


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"proofPurpose": "authentication"}, "assert"),
        ({"expires": write_time(AT)}, "expired"),
        ({"verificationMethod": "did:web:permeate.example:issuers:abc#key-1"}, "is not held"),
    ],
)
def test_a_proof_for_something_else_is_no_proof(options, words) -> None:
    verdict = judged(made(plain(), **options))
    assert not verdict.intact
    assert has(verdict, words)


@pytest.mark.parametrize("change", [{"cryptosuite": "ecdsa-rdfc-2019"}, {"type": "Other"}, {}])
def test_one_bad_proof_among_good_ones_is_found(change) -> None:
    document = copy.deepcopy(ISSUED)
    other = document["proof"][0] | {"proofValue": "z" + "1" * 64} | change
    document["proof"].append(other)
    assert not judged(document, *HELD).intact


@pytest.mark.parametrize("proof", [[], {}, "x", [None], [[]], None, 7, [{}] * 40])
def test_what_is_no_proof_is_no_proof(proof) -> None:
    assert not judged(ISSUED | {"proof": proof}, *HELD).intact
    assert not judged({name: one for name, one in ISSUED.items() if name != "proof"}).intact


def test_a_signature_on_the_json_is_held_to_the_same() -> None:
    signed_json = made(plain(), cryptosuite=JCS)
    assert judged(signed_json, *HELD).valid
    assert not judged(signed_json | {"name": "Other"}, *HELD).intact
    dropped = made(plain(favouriteColour="red"), cryptosuite=JCS)
    assert has(judged(dropped, *HELD), "favouriteColour")
    assert not judged(dropped, *HELD).intact


@pytest.mark.parametrize(
    ("change", "expired"),
    [
        ({"validUntil": write_time(AT - timedelta(seconds=1)), "validFrom": "2026-01-01T00:00:00Z"},
         True),
        ({"validUntil": write_time(AT)}, True),
        ({"validUntil": write_time(AT + timedelta(days=1))}, False),
    ],
)  # fmt: skip
def test_time_that_is_over(change, expired) -> None:
    verdict = judged(made(plain(**change)), *HELD)
    assert verdict.intact
    assert (verdict.expired, verdict.valid) == (expired, not expired)


def test_time_that_has_not_come() -> None:
    verdict = judged(made(plain(validFrom=write_time(AT + timedelta(days=1)))), *HELD)
    assert (verdict.intact, verdict.expired, verdict.valid) == (True, False, False)
    assert has(verdict, "does not hold before")


@pytest.mark.parametrize(
    "context",
    [
        "https://evil.example/v1",
        {"hours": "https://schema.org/name"},
        {"@vocab": "https://evil.example/#"},
    ],
)
def test_any_other_context_is_refused_and_named(context) -> None:
    names = [*ISSUED["@context"], context]
    verdict = judged(ISSUED | {"@context": names}, *HELD)
    assert not verdict.intact
    assert has(verdict, context if isinstance(context, str) else "written into the document")


def test_a_context_further_inside_is_refused_too() -> None:
    document = copy.deepcopy(ISSUED)
    document["credentialSubject"]["@context"] = {"x": "https://evil.example/x"}
    assert has(judged(document, *HELD), "written into the document")


def test_a_bad_word_of_the_host_inside_a_good_credential_is_found() -> None:
    inner = copy.deepcopy(ISSUED["endorsement"][0])
    inner["credentialSubject"]["endorsementComment"] = "Not what the host said."
    document = {name: one for name, one in ISSUED.items() if name != "proof"}
    document = signed(document | {"endorsement": [inner]}, ISSUER.signer, bundled(), now=AT)
    verdict = judged(document, *HELD)
    assert not verdict.intact
    assert has(verdict, "The endorsement inside")


def test_two_documents_of_one_did_are_not_both_believed() -> None:
    with pytest.raises(Refused, match="two different documents"):
        judged(ISSUED, ISSUER.document, FORGER.document)
    assert judged(ISSUED, [ISSUER.document], {"didDocument": ISSUER.document}, HELD[1], 7).valid


def test_what_was_only_fetched_makes_nobody_known() -> None:
    verdict = judged(ISSUED, fetched=HELD)
    assert (verdict.intact, verdict.issuer, verdict.revoked) == (True, "unknown", "no")
    assert not verdict.valid


def test_alike_parts_without_ids_are_not_put_in_order_for_ever() -> None:
    many = [{"type": ["Evidence"], "genre": "x"} for _ in range(9)]
    document = ISSUED | {"evidence": many}
    assert has(judged(document, *HELD), "cannot be told apart")


@pytest.mark.parametrize("document", [None, 7, "x", [], [{}], {}, {"type": 3}, {"@context": {}}])
def test_what_is_no_credential_is_none(document) -> None:
    verdict = judged(document, *HELD)
    assert not verdict.intact
    assert verdict.reasons
