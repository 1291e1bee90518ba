"""Which treatment of VAT is proposed and why; somebody of finance decides.

A recharge, even of bare wages, is a supply of staff and taxable, unless a rule below holds.
The rules stand in order; the first that holds gives the proposal.
"""

from collections.abc import Callable
from dataclasses import dataclass

from permeate.core.costs.terms import Treatment
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Sector


@dataclass(frozen=True)
class Circumstances:
    """What the proposal hangs on."""

    home_sector: str
    host_sector: str
    legal_basis: str = ""
    charged: bool = True
    joint_employment: bool = False
    contract_suspended: bool = False
    teaching_between_eligible: bool = False


@dataclass(frozen=True)
class Proposal:
    """A treatment, the reason to record with it, and what finance should look at first."""

    treatment: Treatment
    reason: str
    look_at: str


@dataclass(frozen=True)
class Rule:
    """A proposal and when it is made."""

    holds: Callable[[Circumstances], bool]
    proposal: Proposal


RULES: tuple[Rule, ...] = (
    Rule(
        lambda one: not one.charged,
        Proposal(
            Treatment.NO_SUPPLY,
            "Nothing is charged, so there is no supply for payment.",
            "Whether something else is given in return, such as somebody in exchange.",
        ),
    ),
    Rule(
        lambda one: one.joint_employment,
        Proposal(
            Treatment.NO_SUPPLY,
            "Home and the host employ the person jointly, so neither supplies staff to the other.",
            "That the contract of employment names both employers.",
        ),
    ),
    Rule(
        lambda one: one.contract_suspended,
        Proposal(
            Treatment.NO_SUPPLY,
            "The contract with home is suspended and the host employs the person itself.",
            "That the host’s contract is in place for every day of the placement.",
        ),
    ),
    Rule(
        lambda one: one.teaching_between_eligible,
        Proposal(
            Treatment.EXEMPT,
            "Teaching staff are supplied between eligible bodies.",
            "That both are eligible bodies and the work is teaching.",
        ),
    ),
    Rule(
        lambda one: one.home_sector == one.host_sector == Sector.NHS,
        Proposal(
            Treatment.OUTSIDE_SCOPE,
            "Both are NHS bodies within the same VAT arrangements.",
            "That neither is a company owned by a trust.",
        ),
    ),
    Rule(
        lambda one: one.legal_basis == "SECTION_113",
        Proposal(
            Treatment.OUTSIDE_SCOPE,
            "The council lends the officer under section 113 of the Local Government Act 1972, a "
            "special legal regime.",
            "Whether treating it so could distort competition. Some such secondments are taxable.",
        ),
    ),
    Rule(
        lambda one: one.legal_basis == "LOAN",
        Proposal(
            Treatment.OUTSIDE_SCOPE,
            "It is a loan between departments.",
            "Whether both are within the same VAT registration. Some loans are taxable.",
        ),
    ),
)
TAXABLE = Proposal(
    Treatment.STANDARD,
    "A recharge of pay is a supply of staff, taxable at the standard rate.",
    "Whether joint employment, a suspended contract or a special legal regime applies.",
)


def propose(circumstances: Circumstances) -> Proposal:
    """The proposal of the first rule that holds; the standard rate where none does."""
    for rule in RULES:
        if rule.holds(circumstances):
            return rule.proposal
    return TAXABLE


def check_can_confirm(*, is_finance: bool, reason: str) -> None:
    """Refused unless somebody of finance gives the treatment its reason."""
    if not is_finance:
        raise Refused("Only somebody of home’s finance can decide how VAT is treated.")
    if not reason.strip():
        raise Refused("Give the reason. It stands on every invoice.", field="reason")
