"""Guidance: pages with versions, whose statements link to the practices they rest on."""

from django.db import models
from django.db.models import Q

from permeate.core.ledger_words import Support, ledger_choices
from permeate.core.roles import Role
from permeate.models.as_they_were import AsTheyWere
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.practices import Practice
from permeate.models.references import new_reference


class GuidanceQuerySet(models.QuerySet):
    def visible_to(self, person) -> "GuidanceQuerySet":
        """What is published, for everybody in an organisation; drafts for its editors."""
        standing = person.standing
        if not standing.organisations:
            return self.none()
        editing = standing.organisations_as(Role.EDITOR)
        return self.filter(Q(published__gt=0) | Q(organisation_id__in=editing))


class Guidance(models.Model):
    """One page of an organisation's; ``draft_*`` is what its editors work on."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="guidance")
    title = models.CharField(max_length=150)  # as published, else of the draft
    draft_title = models.CharField(max_length=150)
    draft_body = models.TextField(blank=True)
    published = models.PositiveIntegerField(default=0)  # number of the newest version
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = GuidanceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        verbose_name_plural = "guidance"


class GuidanceVersion(AsTheyWere):
    """What a page said from one day on; never changed afterwards."""

    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=150)
    body = models.TextField()
    reason = models.TextField(blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["guidance", "number"], name="guidance_version_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="guidance_change_says_why"
            ),
        ]


class Statement(models.Model):
    """One statement of a version, by the hash of its words."""

    version = models.ForeignKey(GuidanceVersion, models.PROTECT, related_name="statements")
    order = models.PositiveIntegerField()
    hash = models.CharField(max_length=64, db_index=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "hash"], name="statement_once"),
        ]


class ProvenanceLinkQuerySet(models.QuerySet):
    def visible_to(self, person) -> "ProvenanceLinkQuerySet":
        """Editors of the page, and whoever proposed it."""
        standing = person.standing
        editing = standing.organisations_as(Role.EDITOR)
        return self.filter(
            Q(guidance__organisation_id__in=editing) | Q(proposed_by_id=standing.person_id)
        )


class ProvenanceLink(models.Model):
    """A statement's words rest on a practice, or are contradicted by it; an editor judges."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="links")
    statement_hash = models.CharField(max_length=64)
    statement_text = models.TextField()
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="links")
    practice_version = models.PositiveIntegerField()
    role = models.CharField(max_length=12, choices=ledger_choices(Support))
    note = models.TextField(blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    accepted = models.BooleanField(null=True, blank=True)
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    resolution = models.TextField(blank=True)
    resolved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = ProvenanceLinkQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["guidance", "statement_hash", "practice"],
                condition=Q(accepted=None) | Q(accepted=True),
                name="provenance_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted=None, judged_by=None, judged_at=None)
                | Q(accepted__isnull=False, judged_by__isnull=False, judged_at__isnull=False),
                name="provenance_judged_whole",
            ),
            models.CheckConstraint(
                condition=Q(resolution="", resolved_by=None, resolved_at=None)
                | (
                    ~Q(resolution="")
                    & Q(
                        resolved_by__isnull=False,
                        resolved_at__isnull=False,
                        accepted=True,
                        role="CONTRADICTS",
                    )
                ),
                name="contradiction_resolved_whole",
            ),
        ]
