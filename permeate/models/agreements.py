"""Agreements: versioned terms, and signatures that bind to exact content."""

from django.db import models
from django.db.models import Q

from permeate.core.agreements.varying import PENDING
from permeate.core.lifecycles import AGREEMENT
from permeate.core.vocabulary import Party, choices
from permeate.models.people import Person
from permeate.models.placements import Placement
from permeate.models.references import new_reference


class AgreementQuerySet(models.QuerySet):
    def visible_to(self, person) -> "AgreementQuerySet":
        """Whoever may see the placement."""
        return self.filter(placement__in=Placement.objects.visible_to(person))

    def live(self) -> "AgreementQuerySet":
        """The one that holds, or is to hold first; not a variation that waits for signatures."""
        return self.exclude(status__in=["WITHDRAWN", "SUPERSEDED"]).exclude(
            varies__isnull=False, status__in=PENDING
        )


class Agreement(models.Model):
    """The terms of one placement; ``current`` is the version that may be signed."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="agreements")
    # The signed terms that this one is to replace.
    varies = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="variations"
    )
    status = models.CharField(
        max_length=10, choices=list(AGREEMENT.statuses.items()), default=AGREEMENT.initial
    )
    current = models.OneToOneField(
        "AgreementVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    drafted_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)  # the last time
    chased = models.PositiveSmallIntegerField(default=0)  # reminders since then
    signed_at = models.DateTimeField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(status="SIGNED") | Q(status__in=PENDING, varies=None),
                name="agreement_live_once",
            ),
            models.UniqueConstraint(
                fields=["varies"],
                condition=Q(status__in=PENDING),
                name="variation_pending_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["SIGNED", "SUPERSEDED"], signed_at__isnull=False)
                | (~Q(status__in=["SIGNED", "SUPERSEDED"]) & Q(signed_at=None)),
                name="agreement_signed_whole",
            ),
        ]


class AgreementVersion(models.Model):
    """One version's fields, the text people read, and the hash signatures bind to."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    text = models.TextField()
    content_hash = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="version_number_once"),
        ]


class Signature(models.Model):
    """One party's consent to exact content; lapsed when the content changes, never deleted."""

    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=12, choices=choices(Party))
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="signatures")
    authority = models.CharField(max_length=150, blank=True)
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    lapsed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "party"],
                condition=Q(lapsed_at=None),
                name="signature_standing_once",
            ),
        ]
