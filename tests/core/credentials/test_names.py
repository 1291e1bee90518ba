"""Keys as text, DIDs and their addresses, status lists."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.credentials import dids, multibase, status
from permeate.core.refusals import Refused
from tests.issued import AT, keys

pytestmark = pytest.mark.once


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=64))
def test_text_and_bytes_are_the_same_thing(data) -> None:
    assert multibase.from_base58(multibase.base58(data)) == data
    assert multibase.from_base64url(multibase.base64url(data)) == data


@pytest.mark.parametrize("text", ["", "x", "z0", "zl", "zé", "z" + "1" * 500])
def test_what_is_no_base58_is_refused(text) -> None:
    with pytest.raises(Refused):
        multibase.from_base58(text)


@pytest.mark.parametrize("text", ["z", "z6Mk", "zDnaegE6RR3atJtHKwTRTWHsJ3kNHqFwv7n9YjTgmU7TyfU76"])
def test_another_kind_of_key_is_refused(text) -> None:
    with pytest.raises(Refused):
        multibase.public_key(text)


@pytest.mark.parametrize(
    ("address", "did", "document"),
    [
        ("https://example.org", "did:web:example.org", "https://example.org/.well-known/did.json"),
        (
            "https://example.org:8443/issuers/abc",
            "did:web:example.org%3A8443:issuers:abc",
            "https://example.org:8443/issuers/abc/did.json",
        ),
        (
            "http://127.0.0.1:8000/issuers/abc",
            "did:web:127.0.0.1%3A8000:issuers:abc",
            "http://127.0.0.1:8000/issuers/abc/did.json",
        ),
    ],
)
def test_a_web_did_names_its_address(address, did, document) -> None:
    assert dids.web_did(address) == did
    assert dids.web_address(did) == document


@pytest.mark.parametrize(
    "did", ["did:key:z6Mk", "did:web:", "did:web:a/b", "did:web:a@b", "did:web:x:..%2f", "x"]
)
def test_what_is_no_web_did_names_none(did) -> None:
    if did == "did:web:x:..%2f":
        assert dids.web_address(did) == "https://x/..%2f/did.json"  # stays on its host
        return
    with pytest.raises(Refused):
        dids.web_address(did)


def test_keys_are_found_in_every_form_a_document_may_have() -> None:
    issuer = keys()
    raw = issuer.key.public_key().public_bytes_raw()
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": base64.urlsafe_b64encode(raw).decode().rstrip("=")}
    method = {"id": "#k", "controller": issuer.did, "type": "JsonWebKey", "publicKeyJwk": jwk}
    for document in (
        {"id": issuer.did, "verificationMethod": [method], "assertionMethod": ["#k"]},
        {"id": issuer.did, "assertionMethod": [method]},
        {"id": issuer.did, "verificationMethod": method, "assertionMethod": f"{issuer.did}#k"},
    ):
        found = dids.find_method(document, f"{issuer.did}#k", AT)
        assert found.asserts
        assert found.key.public_bytes_raw() == raw


@pytest.mark.parametrize(
    "key",
    [
        {},
        {"publicKeyMultibase": "z6Mk"},
        {"publicKeyJwk": {"kty": "EC"}},
        {"publicKeyJwk": {"kty": "OKP", "crv": "Ed25519", "x": "AAAA"}},
        {"publicKeyJwk": {"kty": "OKP", "crv": "Ed25519", "x": "*"}},
    ],
)
def test_a_key_that_cannot_be_read_is_refused(key) -> None:
    document = {"id": "did:web:x.example", "verificationMethod": [{"id": "#k", **key}]}
    with pytest.raises(Refused):
        dids.find_method(document, "did:web:x.example#k", AT)


def test_did_key_spells_its_key_and_nothing_else() -> None:
    multikey = keys().multikey
    assert dids.key_in_name(f"did:key:{multikey}#{multikey}") is not None
    assert dids.key_in_name(f"did:key:{multikey}") is not None
    assert dids.key_in_name(f"did:key:{multikey}#{keys().multikey}") is None


@settings(max_examples=30, deadline=None)
@given(bits=st.sets(st.integers(0, 255), max_size=9))
def test_a_list_says_what_was_set(bits) -> None:
    encoded = status.encode(bits, 256)
    assert {one for one in range(256) if status.bit(encoded, one)} == bits


def test_the_first_bit_is_the_left_most() -> None:
    assert status._unpack(status.encode([0], 16)) == b"\x80\x00"
    assert len(status._unpack(status.encode([]))) == 16_384
