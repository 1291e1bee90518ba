"""Every input of W3C's test suite is judged as its name says, as far as form goes.

The suite fills in what its inputs leave open: it gives each credential an issuer unless the
issuer is what is tested, and puts dates for PAST DATE and FUTURE DATE. So do these tests.
"""

import json

import pytest

from permeate.core.credentials import form
from permeate.core.credentials.canonical import check_terms
from permeate.core.credentials.contexts import Contexts
from permeate.core.refusals import Refused
from permeate.queries.credential_contexts import bundled
from tests.vectors import VECTORS, published_vectors, vector_files

pytestmark = [published_vectors, pytest.mark.once]

# Form alone does not decide these; each with the reason.
NOT_JUDGED = {
    "presentation-self-asserted-vc-holder-mismatch.json": "asks who may present; no -ok or -fail",
    "presentation-self-asserted-vc-issuer-mismatch.json": "asks who may present; no -ok or -fail",
    "presentation-self-asserted-vc-no-holder.json": "asks who may present; no -ok or -fail",
}
# The suite lets an issuer repair these; a verifier gets them as they are, and they fail.
OR_INJECT = "-fail-or-inject"

FILES = vector_files("w3c-vcdm2/input/**/*.json")
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
SUITE = "https://w3id.org/security/suites/ed25519-2020/v1"


def contexts() -> Contexts:
    documents = {name: bundled().load(name)["document"] for name in bundled().names}
    documents[EXAMPLES] = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}
    return Contexts(documents | {SUITE: {"@context": {}}})


CONTEXTS = contexts()


def faults(text: str) -> list[str]:
    text = text.replace("PAST DATE", "2020-01-01T00:00:00Z")
    document = json.loads(text.replace("FUTURE DATE", "2090-01-01T00:00:00Z"))
    wrong = form.faults(document, draft=True)
    if not wrong:
        try:
            check_terms(document, CONTEXTS)
        except Refused as refusal:
            wrong = [refusal.reason]
    return wrong


def test_all_inputs_are_there_and_the_reasons_name_existing_ones() -> None:
    names = {path.name for path in FILES}
    assert len(FILES) > 100
    assert set(NOT_JUDGED) <= names
    for path in FILES:
        assert path.name in NOT_JUDGED or path.stem.endswith(("-ok", "-fail", OR_INJECT))


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name not in NOT_JUDGED], ids=lambda path: path.stem
)
def test_each_is_judged_as_its_name_says(path) -> None:
    wrong = faults(path.read_text("utf-8"))
    if path.stem.endswith("-ok"):
        assert wrong == []
    else:
        assert wrong


def test_the_suites_own_context_is_only_filled_in_where_something_else_is_tested() -> None:
    using = [path.name for path in FILES if SUITE in path.read_text("utf-8")]
    assert using == ["credential-proof-missing-type-fail.json"]
    assert VECTORS is not None
