"""Programmes: standing series of opportunities with an owner and a coverage it wants."""

from datetime import date

from django.db import models
from django.db.models import Q

from permeate.core.roles import Role
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.references import new_reference


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, person) -> "ProgrammeQuerySet":
        """Programmes one owns, or whose members one's organisations are."""
        standing = person.standing
        return self.filter(
            Q(owner_id=standing.person_id)
            | Q(organisation_id__in=standing.organisations_as(Role.PROGRAMME_OWNER))
            | Q(members__organisation_id__in=standing.organisations)
        ).distinct()


class Programme(models.Model):
    """Regular development days or another series between member organisations.

    ``weekday`` (Monday is 0) of ``week_of_month`` (1 to 4, 5 is the last) recurs every
    ``every_months``; dates are generated ``months_ahead``.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    name = models.CharField(max_length=150)
    purpose = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="programmes")
    weekday = models.PositiveSmallIntegerField(default=2)
    week_of_month = models.PositiveSmallIntegerField(default=2)
    every_months = models.PositiveSmallIntegerField(default=1)
    months_ahead = models.PositiveSmallIntegerField(default=6)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6)
                & Q(week_of_month__gte=1, week_of_month__lte=5)
                & Q(every_months__gte=1, every_months__lte=12)
                & Q(months_ahead__gte=1, months_ahead__lte=24),
                name="programme_recurs_sensibly",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeMember(models.Model):
    """An organisation that takes part in a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation"], name="programme_member_once"
            ),
        ]


class ProgrammeCoverage(models.Model):
    """One thing a programme wants to reach: a sector, region or organisation type."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="coverage")
    dimension = models.CharField(
        max_length=20,
        choices=[("SECTOR", "Sector"), ("REGION", "Region"), ("TYPE", "Organisation type")],
    )
    value = models.CharField(max_length=80)
    wanted = models.PositiveSmallIntegerField(default=1)  # placements a year

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "dimension", "value"], name="coverage_once"
            ),
        ]


class ProgrammeDateQuerySet(models.QuerySet):
    def visible_to(self, person) -> "ProgrammeDateQuerySet":
        return self.filter(programme__in=Programme.objects.visible_to(person))

    def upcoming(self, today: date) -> "ProgrammeDateQuerySet":
        return self.filter(held_on__gt=today, cancelled_at=None)


class ProgrammeDate(models.Model):
    """One date of a programme, which member hosts may take.

    ``planned_on`` is what the programme's rule gives and never changes; ``held_on`` differs
    where that is a bank holiday. A cancelled one stays, so that it is not generated again.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="dates")
    planned_on = models.DateField()
    held_on = models.DateField(db_index=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = ProgrammeDateQuerySet.as_manager()

    class Meta:
        ordering = ["held_on"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "planned_on"], name="programme_date_once"),
        ]
