"""Who may sign for whom."""

import pytest

from permeate.core.refusals import Refused
from permeate.core.relations import Relation as R
from permeate.core.signing import SignatureFact, check_can_sign, parties_of
from permeate.core.vocabulary import Kind, Party


@pytest.mark.parametrize(
    ("relations", "parties"),
    [
        ({R.SELF}, (Party.PARTICIPANT,)),
        ({R.HOME_MANAGER}, (Party.HOME,)),
        ({R.HOME_SIGNATORY}, (Party.HOME,)),
        ({R.HOST_SIGNATORY, R.HOST_COORDINATOR}, (Party.HOST,)),
        ({R.HOME_SIGNATORY, R.HOST_SIGNATORY}, (Party.HOME, Party.HOST)),
        ({R.SELF, R.HOME_SIGNATORY}, (Party.PARTICIPANT,)),
        ({R.HOME_COORDINATOR, R.HOME_FINANCE, R.OPERATOR}, ()),
    ],
)
def test_parties_of(relations, parties) -> None:
    assert parties_of(relations) == parties


def may_sign(**changes):
    check_can_sign(
        **{
            "kind": Kind.SECONDMENT,
            "party": Party.HOST,
            "parties_of_person": (Party.HOME, Party.HOST),
            "seen_hash": "new",
            "current_hash": "new",
            "signatures": [],
            "person_id": 1,
            **changes,
        }
    )


def test_one_person_never_signs_for_two_sides() -> None:
    with pytest.raises(Refused, match="Somebody else must sign for the host side"):
        may_sign(signatures=[SignatureFact(Party.HOME, "new", person_id=1)])
    may_sign(signatures=[SignatureFact(Party.HOME, "new", person_id=2)])
    may_sign(signatures=[SignatureFact(Party.HOME, "old", lapsed=True, person_id=1)])


def test_a_signature_is_on_what_was_read() -> None:
    with pytest.raises(Refused, match="changed after you opened it"):
        may_sign(seen_hash="old")
