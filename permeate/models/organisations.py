"""Organisations, their domains and grades, and requests to join."""

from django.db import models
from django.db.models import Q

from permeate.core.lifecycles import CLAIM
from permeate.core.roles import Standing
from permeate.core.vocabulary import GradeBand, Nation, Region, Register, Sector, choices
from permeate.models.references import new_reference


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, person) -> "OrganisationQuerySet":
        """The register is public to everybody who is signed in."""
        return self if person.standing.person_id else self.none()

    def live(self) -> "OrganisationQuerySet":
        return self.filter(closed_on=None)

    def coordinated_by(self, standing: Standing) -> "OrganisationQuerySet":
        from_roles = standing.organisations_as("COORDINATOR")
        return self.filter(id__in=from_roles)


class Organisation(models.Model):
    """A council, department, agency, NHS body, charity or supplier."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=60, blank=True)
    sector = models.CharField(max_length=20, choices=choices(Sector))
    # The register's own word for the type: "London borough", "Executive agency", …
    organisation_type = models.CharField(max_length=80, blank=True)
    nation = models.CharField(max_length=20, choices=choices(Nation), blank=True)
    region = models.CharField(max_length=25, choices=choices(Region), blank=True)
    rural_urban = models.CharField(max_length=60, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    website = models.URLField(blank=True)
    register = models.CharField(max_length=10, choices=choices(Register))
    register_code = models.CharField(max_length=120)
    parent_code = models.CharField(max_length=250, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True, db_index=True)
    replaced_by_code = models.CharField(max_length=120, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["sector", "region"]), models.Index(fields=["name"])]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "register_code"], name="organisation_once_in_a_register"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationDomain(models.Model):
    """An e-mail domain whose holders may claim or join an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "domain"], name="domain_once"),
        ]


class Grade(models.Model):
    """One step of an organisation's own scale, mapped to a common band."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="grades")
    name = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField(default=0)
    band = models.CharField(max_length=20, choices=choices(GradeBand))

    class Meta:
        ordering = ["organisation", "order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="grade_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, person) -> "ClaimQuerySet":
        if person.standing.operator:
            return self
        return self.filter(requested_by_id=person.standing.person_id)


class Claim(models.Model):
    """A person asks to be an organisation's first coordinator, or to add one on no register.

    ``organisation`` is empty while a new organisation is only proposed.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    requested_by = models.ForeignKey("permeate.Person", models.PROTECT, related_name="claims")
    proposed_name = models.CharField(max_length=250, blank=True)
    proposed_sector = models.CharField(max_length=20, choices=choices(Sector), blank=True)
    proposed_website = models.URLField(blank=True)
    reason = models.TextField(blank=True)
    status = models.CharField(
        max_length=20, choices=list(CLAIM.statuses.items()), default=CLAIM.initial
    )
    requested_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "permeate.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision_reason = models.TextField(blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, status="REQUESTED")
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="claim_decided_whole",
            ),
            models.UniqueConstraint(
                fields=["organisation", "requested_by"],
                condition=Q(status="REQUESTED"),
                name="claim_open_once",
            ),
        ]
