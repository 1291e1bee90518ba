"""What a placement costs: lines that are only ever added, and who decided about VAT."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from permeate.core.costs.terms import WORDS, Treatment
from permeate.models.agreements import AgreementVersion
from permeate.models.people import Person
from permeate.models.placements import Placement

HALF_PENNY = Decimal("0.005")
TREATMENTS = [(one.value, WORDS[one]) for one in Treatment]


def money(**more) -> models.DecimalField:
    """Pounds with two places."""
    return models.DecimalField(max_digits=11, decimal_places=2, **more)


class ScheduleLine(models.Model):
    """One line as it was agreed; a later version adds lines with the difference."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="schedule_lines")
    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="schedule_lines")
    first = models.DateField()
    last = models.DateField()
    what = models.CharField(max_length=100)
    adjusts = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField(default=0)
    whole = models.PositiveSmallIntegerField(default=0)
    fte = models.DecimalField(max_digits=3, decimal_places=2, default=0)
    pension_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    month_rate = money(default=0)
    salary = money()
    national_insurance = money()
    pension = money()
    levy = money()
    cost = money()
    charged = money()
    home_bears = money()
    laid_at = models.DateTimeField()

    class Meta:
        ordering = ["first", "id"]
        constraints = [
            # SQLite adds these as binary fractions, so equal means within half a penny.
            models.CheckConstraint(
                condition=Q(cost__gt=F("charged") + F("home_bears") - HALF_PENNY)
                & Q(cost__lt=F("charged") + F("home_bears") + HALF_PENNY),
                name="line_borne_whole",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="line_ends_after_start"),
        ]


class VatDecision(models.Model):
    """How VAT is treated: asked with a proposal, decided by one person of home's finance.

    A question lapses, decided or not, where the terms it rests on change.
    """

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="vat_decisions")
    proposed = models.CharField(max_length=15, choices=TREATMENTS)
    proposed_reason = models.TextField()
    asked_at = models.DateTimeField()
    treatment = models.CharField(max_length=15, choices=TREATMENTS, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement"], condition=Q(lapsed_at=None), name="vat_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, treatment="")
                | (
                    Q(decided_at__isnull=False, decided_by__isnull=False)
                    & ~Q(treatment="")
                    & ~Q(reason="")
                ),
                name="vat_decided_whole",
            ),
        ]
