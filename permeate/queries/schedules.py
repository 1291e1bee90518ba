"""Reads about what a placement costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from permeate.core.agreements.money import circumstances, is_charged, is_countable, terms_of
from permeate.core.costs.pennies import ZERO
from permeate.core.costs.schedule import Line, schedule_of, summed, vat_on
from permeate.core.costs.terms import Terms, Treatment, Vat
from permeate.core.costs.vat import Proposal, propose
from permeate.core.roles import Role
from permeate.models import Agreement, Person, Placement, ScheduleLine, VatDecision
from permeate.queries.placements import agreement_of

COLUMNS = ("salary", "national_insurance", "pension", "levy", "cost", "charged", "home_bears")


@dataclass(frozen=True)
class Row:
    """One line with its VAT, planned or agreed; ``vat`` is None until finance has decided."""

    line: Line | ScheduleLine
    adjusts: bool
    proposed_vat: Decimal
    vat: Decimal | None

    @property
    def gross(self) -> Decimal | None:
        """What the host pays with VAT, once that is decided."""
        return None if self.vat is None else self.line.charged + self.vat


@dataclass(frozen=True)
class Sheet:
    """All that a schedule's page and files show. ``rows`` is empty where nothing can be counted."""

    placement: Placement
    agreement: Agreement | None
    terms: Terms | None
    agreed: bool
    rows: Sequence[Row]
    proposal: Proposal | None
    decision: VatDecision | None

    @property
    def totals(self) -> dict[str, Decimal]:
        """The sum of each column of money."""
        lines = [row.line for row in self.rows]
        return {name: sum((getattr(one, name) for one in lines), ZERO) for name in COLUMNS}

    @property
    def vat(self) -> Decimal | None:
        """All VAT, once it is decided."""
        return summed([row.vat for row in self.rows])


def standing_lines(placement: Placement) -> list[ScheduleLine]:
    """Every line laid for the placement, in order of days."""
    return list(ScheduleLine.objects.filter(placement=placement).select_related("version"))


def live_question(placement: Placement) -> VatDecision | None:
    """The question about VAT that has not lapsed, decided or not."""
    return (
        VatDecision.objects.filter(placement=placement, lapsed_at=None)
        .select_related("decided_by")
        .first()
    )


def decided_vat(question: VatDecision | None) -> Vat | None:
    """What finance decided, as it counts on a line; None before."""
    if question is None or question.decided_by is None:
        return None
    return Vat(Treatment(question.treatment), question.reason, question.decided_by.name)


def sheet_of(placement: Placement) -> Sheet:
    """The schedule as it stands: lines laid, or before all have signed what they would be.

    Refused where the terms cannot be counted. Three queries.
    """
    agreement = agreement_of(placement)
    content = agreement.current.content if agreement and agreement.current else {}
    question, standing = live_question(placement), standing_lines(placement)
    charged = is_charged(content)
    vat = decided_vat(question)
    proposal = propose(circumstances(content)) if charged else None
    meant = vat or (Vat(proposal.treatment, proposal.reason) if proposal else None)
    terms = terms_of(content, vat=meant) if is_countable(content) else None
    lines: Sequence[Line | ScheduleLine] = standing
    if not standing and terms:
        lines = schedule_of(terms).lines
    return Sheet(
        placement=placement,
        agreement=agreement,
        terms=terms,
        agreed=bool(standing),
        rows=[_row(line, meant) for line in lines],
        proposal=proposal,
        decision=question,
    )


def _row(line: Line | ScheduleLine, vat: Vat | None) -> Row:
    _, proposed = vat_on(line.charged, line.last, vat)
    known = proposed if vat and vat.confirmed_by else None
    return Row(line, getattr(line, "adjusts", False), proposed, known)


def finance_of(*organisation_ids: int) -> list[Person]:
    """Finance officers of these organisations now, each once."""
    return list(
        Person.objects.filter(
            is_active=True,
            memberships__organisation_id__in=organisation_ids,
            memberships__ended_at=None,
            memberships__roles__role=Role.FINANCE.value,
        )
        .distinct()
        .order_by("id")
    )


def proposal_of(placement: Placement) -> Proposal | None:
    """What the service proposes for the current terms; None where nothing is charged."""
    agreement = agreement_of(placement)
    content = agreement.current.content if agreement and agreement.current else {}
    return propose(circumstances(content)) if is_charged(content) else None
