"""Every proof W3C publishes for the two suites is reproduced byte for byte."""

import hashlib
import json
import re

import pytest

from permeate.core.credentials.canonical import canonical
from permeate.core.credentials.contexts import Contexts
from permeate.core.credentials.multibase import from_base58, public_key, secret_key
from permeate.core.credentials.proofs import JCS, RDFC, sign, signature_holds, signed_bytes
from permeate.core.refusals import Refused
from permeate.queries.credential_contexts import bundled
from tests.vectors import published_vectors, vector, vector_text

pytestmark = [published_vectors, pytest.mark.once]

FOLDER = "w3c-vc-di-eddsa/TestVectors/"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
CITIZENSHIP = "https://w3id.org/citizenship/v4rc1"


def citizenship() -> dict:
    """Its terms as the published canonical form of the one document that uses it spells them."""
    text = vector_text(FOLDER + "eddsa-rdfc-2022/employ/canonDocDataInt.txt")
    addresses = {re.split("[#/]", one)[-1]: one for one in re.findall(r"<(https?://[^>]+)>", text)}
    document = vector(FOLDER + "eddsa-rdfc-2022/employ/signedDataInt.json")
    subject = document["credentialSubject"]
    names = {*subject, *subject["employmentAuthorizationDocument"], *subject["type"]}
    names |= {*document["type"], "EmploymentAuthorizationDocument", "image"} - {"type"}
    typed = dict(re.findall(r"[#/](\w+)> \"[^\"]*\"\^\^<([^>]+)>", text))
    return {
        "@context": {
            name: {
                "@id": addresses[name],
                **({"@type": typed[name]} if name in typed else {}),
                **({"@type": "@id"} if name == "image" else {}),
            }
            for name in names - {"type", "VerifiableCredential", "validFrom", "validUntil"}
        }
    }


@pytest.fixture(scope="module")
def contexts() -> Contexts:
    documents = {name: bundled().load(name)["document"] for name in bundled().names}
    documents[EXAMPLES] = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}
    return Contexts(documents | {CITIZENSHIP: citizenship()})


SINGLE = [
    ("eddsa-rdfc-2022/", "DataInt"),
    ("eddsa-rdfc-2022/employ/", "DataInt"),
    ("eddsa-jcs-2022/", "JCS"),
]


@pytest.mark.parametrize(("folder", "kind"), SINGLE)
def test_hashes_signature_and_its_text_are_the_published_ones(folder, kind, contexts) -> None:
    def text(name: str) -> str:
        return vector_text(f"{FOLDER}{folder}{name}{kind}.txt").strip()

    published = vector(f"{FOLDER}{folder}signed{kind}.json")
    unsigned = {name: one for name, one in published.items() if name != "proof"}
    options = vector(f"{FOLDER}{folder}proofConfig{kind}.json")
    key = secret_key(vector(FOLDER + "keyPair.json")["privateKeyMultibase"])

    data = signed_bytes(published, published["proof"], contexts)
    assert data[:32].hex() == text("proofHash")
    assert data[32:].hex() == text("docHash")
    assert data.hex() == text("combinedHash")
    proof = sign(unsigned, options, key, contexts)
    assert from_base58(proof["proofValue"]).hex() == text("sigHex")
    assert proof["proofValue"] == text("sigBTC58") == published["proof"]["proofValue"]
    assert signature_holds(published, published["proof"], key.public_key(), contexts)


@pytest.mark.parametrize("folder", ["eddsa-rdfc-2022/", "eddsa-rdfc-2022/employ/"])
def test_the_canonical_form_is_the_published_one(folder, contexts) -> None:
    published = vector(f"{FOLDER}{folder}signedDataInt.json")
    del published["proof"]
    wanted = vector_text(f"{FOLDER}{folder}canonDocDataInt.txt").strip()
    assert canonical(published, contexts).strip() == wanted
    options = vector(f"{FOLDER}{folder}proofConfigDataInt.json")
    assert canonical(options, contexts).strip() == (
        vector_text(f"{FOLDER}{folder}proofCanonDataInt.txt").strip()
    )


@pytest.mark.parametrize(
    "name", ["signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"]
)
def test_sets_and_chains_of_proofs_are_reproduced(name, contexts) -> None:
    published = vector(f"{FOLDER}proof-set-chain/{name}.json")
    pairs = vector(f"{FOLDER}proof-set-chain/multiKeyPairs.json").values()
    secrets = {one["publicKeyMultibase"]: one["privateKeyMultibase"] for one in pairs}
    proofs = published["proof"] if isinstance(published["proof"], list) else [published["proof"]]
    for proof in proofs:
        options = {key: one for key, one in proof.items() if key != "proofValue"}
        public = proof["verificationMethod"].partition("#")[2]
        made = sign(published, options, secret_key(secrets[public]), contexts)
        assert made["proofValue"] == proof["proofValue"]
        assert signature_holds(published, proof, public_key(public), contexts)


def test_a_chain_breaks_where_an_earlier_proof_was_changed(contexts) -> None:
    published = vector(FOLDER + "proof-set-chain/signedProofChain2.json")
    last, earlier = published["proof"][-1], published["proof"][-2]
    key = public_key(last["verificationMethod"].partition("#")[2])
    earlier["created"] = "2023-02-26T22:06:39Z"
    assert not signature_holds(published, last, key, contexts)
    published["proof"].remove(earlier)
    with pytest.raises(Refused, match="not among the proofs"):
        signature_holds(published, last, key, contexts)


def test_contexts_that_are_not_bundled_are_refused_and_named() -> None:
    for suite, name in ((RDFC, "eddsa-rdfc-2022/signedDataInt"), (JCS, "eddsa-jcs-2022/signedJCS")):
        published = vector(f"{FOLDER}{name}.json")
        assert published["proof"]["cryptosuite"] == suite
        with pytest.raises(Refused, match=re.escape(EXAMPLES)):
            signed_bytes(published, published["proof"], bundled())


def test_the_hash_is_that_of_the_canonical_text(contexts) -> None:
    text = vector_text(FOLDER + "eddsa-rdfc-2022/canonDocDataInt.txt")
    published = json.loads(vector_text(FOLDER + "eddsa-rdfc-2022/signedDataInt.json"))
    published.pop("proof")
    assert hashlib.sha256(canonical(published, contexts).encode()).hexdigest() == (
        hashlib.sha256((text.strip() + "\n").encode()).hexdigest()
    )
