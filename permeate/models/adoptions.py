"""What organisations take up, attested by themselves, and what changed, level by level."""

from django.db import models
from django.db.models import F, Q

from permeate.core.ledger_words import Change, InUse, ledger_choices
from permeate.models.as_they_were import AsTheyWere
from permeate.models.learning import Decision
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.practices import Practice
from permeate.models.references import new_reference


class ForMembers(models.QuerySet):
    def visible_to(self, person) -> "ForMembers":
        """Everybody who belongs to an organisation: what worked where is for all."""
        return self if person.standing.organisations else self.none()


class Adoption(AsTheyWere):
    """An organisation takes a practice up. ``author`` and ``origin`` are the practice's then."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="adoptions")
    practice_version = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="adoptions")
    origin = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="adoptions"
    )
    adopted_on = models.DateField()
    adaptation = models.TextField(blank=True)  # what was done otherwise
    evidence = models.TextField()
    attested_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    attested_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)  # when it was found to be given up

    objects = ForMembers.as_manager()

    class Meta:
        ordering = ["adopted_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "organisation"], name="adopted_once"),
            models.CheckConstraint(
                condition=~Q(organisation=F("origin")), name="adopter_is_not_the_origin"
            ),
            models.CheckConstraint(
                condition=~Q(attested_by=F("author")), name="adoption_not_attested_by_author"
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="adoption_has_evidence"),
        ]


class InUseCheckQuerySet(models.QuerySet):
    def visible_to(self, person) -> "InUseCheckQuerySet":
        """Whoever belongs to the adopter."""
        return self.filter(adoption__organisation_id__in=person.standing.organisations)


class InUseCheck(models.Model):
    """6 and 12 months on: is it still in use, and is whoever carried it still there?"""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="checks")
    months = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    chased = models.PositiveSmallIntegerField(default=0)
    in_use = models.CharField(max_length=8, choices=ledger_choices(InUse), blank=True)
    carrier_left = models.BooleanField(null=True, blank=True)
    note = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = InUseCheckQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["adoption", "months"], name="in_use_asked_once"),
            models.CheckConstraint(
                condition=Q(in_use="", answered_by=None, answered_at=None)
                | (~Q(in_use="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="in_use_answered_whole",
            ),
        ]


class Outcome(AsTheyWere):
    """What changed at an adopter, in one measure. ``level`` 0 is a claim; see ``OutcomeStep``."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="outcomes")
    measure = models.CharField(max_length=150)
    unit = models.CharField(max_length=40)
    baseline = models.DecimalField(max_digits=16, decimal_places=3)
    value = models.DecimalField(max_digits=16, decimal_places=3)
    change = models.CharField(max_length=8, choices=ledger_choices(Change))
    counterfactual = models.TextField()  # what would have happened anyway
    level = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()

    objects = ForMembers.as_manager()

    class Meta:
        ordering = ["claimed_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(level__lte=3), name="outcome_level_0_to_3"),
            models.CheckConstraint(
                condition=~Q(unit="") & ~Q(counterfactual=""), name="outcome_says_unit_and_else"
            ),
        ]


class OutcomeStep(models.Model):
    """One level reached: by whom, of where, on what ground; never by the practice's author."""

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="steps")
    level = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # of theirs
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    adopter = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    origin = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["level"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "level"], name="outcome_step_once"),
            models.CheckConstraint(
                condition=~Q(by=F("author")), name="outcome_not_raised_by_author"
            ),
            models.CheckConstraint(
                condition=Q(level__in=[1, 2], organisation=F("adopter"))
                | (Q(level=3) & ~Q(organisation=F("adopter")) & ~Q(organisation=F("origin"))),
                name="outcome_raised_by_whom_it_takes",
            ),
        ]


class EvidenceFile(models.Model):
    """The file that bears out a level of an outcome, as it was then."""

    step = models.OneToOneField(OutcomeStep, models.CASCADE, related_name="file")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
