"""A secondment that the host pays for, at the point a test needs."""

from datetime import date

from permeate.actions.agreements import open_agreement
from permeate.core.vocabulary import Party
from permeate.models import Agreement, Placement
from tests.actions.test_agreements import LEFT_OPEN, change, drafted, sign

TERMS = {
    "payer": "HOST",
    "salary": "45000",
    "national_insurance": "RECHARGED",
    "pension_scheme": "Local Government Pension Scheme",
    "pension_rate": "20",
    "levy": "RECHARGED",
    "sick_pay": "HOME",
    "parental_pay": "HOME",
    "invoices": "MONTHLY",
}


def paid_draft(build, now, **changes) -> Agreement:
    """An agreement whose terms are whole: 11 January to 9 July 2027 at £60,225 a year."""
    agreement = drafted(build, now)
    for section, answers in LEFT_OPEN.items():
        change(agreement, now, section, **answers)
    change(agreement, now, "money", **TERMS | changes)
    return Agreement.objects.get(id=agreement.id)


def paid_open(build, now, **changes) -> Agreement:
    """The same, waiting for signatures; home's finance has been asked about VAT."""
    agreement = paid_draft(build, now, **changes)
    open_agreement(agreement=agreement, by=agreement.placement.home_manager, now=now)
    return Agreement.objects.get(id=agreement.id)


def all_sign(agreement, now) -> Placement:
    """All three sign; the placement is agreed and its schedule laid."""
    for party in Party:
        sign(agreement, party, now)
    return Placement.objects.get(id=agreement.placement_id)


def paid_placement(build, now, **changes) -> Placement:
    """A signed placement, ready to start."""
    return all_sign(paid_open(build, now, **changes), now)


def started(placement: Placement, now) -> Placement:
    """As if its first day had come."""
    Placement.objects.filter(id=placement.id).update(
        status="ACTIVE", started_at=now, starts_on=date(2027, 1, 11)
    )
    return Placement.objects.get(id=placement.id)
