"""Each rule that proposes how VAT is treated, and who decides."""

import pytest

from permeate.core.costs.terms import Treatment
from permeate.core.costs.vat import RULES, Circumstances, check_can_confirm, propose
from permeate.core.refusals import Refused

pytestmark = pytest.mark.once
COUNCIL = ("LOCAL_GOVERNMENT", "LOCAL_GOVERNMENT")


@pytest.mark.parametrize(
    ("circumstances", "treatment"),
    [
        (Circumstances(*COUNCIL), Treatment.STANDARD),
        (Circumstances("NHS", "LOCAL_GOVERNMENT"), Treatment.STANDARD),
        (Circumstances("NHS", "NHS"), Treatment.OUTSIDE_SCOPE),
        (Circumstances(*COUNCIL, "SECTION_113"), Treatment.OUTSIDE_SCOPE),
        (Circumstances("CENTRAL_GOVERNMENT", "AGENCY", "LOAN"), Treatment.OUTSIDE_SCOPE),
        (Circumstances(*COUNCIL, teaching_between_eligible=True), Treatment.EXEMPT),
        (Circumstances("NHS", "NHS", joint_employment=True), Treatment.NO_SUPPLY),
        (Circumstances(*COUNCIL, contract_suspended=True), Treatment.NO_SUPPLY),
        (Circumstances(*COUNCIL, charged=False), Treatment.NO_SUPPLY),
    ],
)
def test_what_is_proposed_and_why(circumstances, treatment) -> None:
    proposal = propose(circumstances)
    assert proposal.treatment is treatment
    assert proposal.reason
    assert proposal.look_at


def test_every_rule_is_reached() -> None:
    cases = [
        Circumstances(*COUNCIL, charged=False),
        Circumstances(*COUNCIL, joint_employment=True),
        Circumstances(*COUNCIL, contract_suspended=True),
        Circumstances(*COUNCIL, teaching_between_eligible=True),
        Circumstances("NHS", "NHS"),
        Circumstances(*COUNCIL, "SECTION_113"),
        Circumstances(*COUNCIL, "LOAN"),
    ]
    assert [propose(case) for case in cases] == [rule.proposal for rule in RULES]


def test_only_finance_decides_and_gives_a_reason() -> None:
    check_can_confirm(is_finance=True, reason="A supply of staff.")
    with pytest.raises(Refused, match="finance"):
        check_can_confirm(is_finance=False, reason="A supply of staff.")
    with pytest.raises(Refused, match="reason"):
        check_can_confirm(is_finance=True, reason="  ")
