"""Prompts, learning entries, what is shared, and what receivers make of it."""

from django.db import models
from django.db.models import Q

from permeate.core.ledger_words import Confidence, ledger_choices
from permeate.core.roles import Role
from permeate.core.vocabulary import Direction, PromptAnswer, Receipt, Verdict, choices
from permeate.models.as_they_were import AsTheyWere
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.placements import Placement
from permeate.models.references import new_reference


class Prompt(models.Model):
    """One weekly question to a participant, answered from its e-mail without signing in."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="prompts")
    due_on = models.DateField()
    sent_at = models.DateTimeField(null=True, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=choices(PromptAnswer), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-due_on"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "due_on"], name="prompt_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="prompt_answered_whole",
            ),
        ]


class LearningEntryQuerySet(models.QuerySet):
    def visible_to(self, person) -> "LearningEntryQuerySet":
        """Private: only the author's own."""
        return self.filter(author_id=person.standing.person_id)


class LearningEntry(AsTheyWere):
    """One thing learned or brought, with organisation, grade and role as they were."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    author = models.ForeignKey(Person, models.PROTECT, related_name="entries")
    placement = models.ForeignKey(
        Placement, models.PROTECT, null=True, blank=True, related_name="entries"
    )
    prompt = models.OneToOneField(
        Prompt, models.SET_NULL, null=True, blank=True, related_name="entry"
    )
    direction = models.CharField(max_length=15, choices=choices(Direction))
    what = models.TextField()
    so_what = models.TextField(blank=True)
    now_what = models.TextField(blank=True)
    theme = models.CharField(max_length=40, blank=True)
    confidence = models.CharField(max_length=8, choices=ledger_choices(Confidence), blank=True)
    who_should_hear = models.CharField(max_length=300, blank=True)
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = LearningEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-id"]
        verbose_name_plural = "learning entries"


class ShareEventQuerySet(models.QuerySet):
    def visible_to(self, person) -> "ShareEventQuerySet":
        """The author, and everybody in the organisations it is shared with."""
        standing = person.standing
        ids = self.model.objects.filter(
            Q(shared_by_id=standing.person_id)
            | Q(audiences__organisation_id__in=standing.organisations)
        ).values("id")
        return self.filter(id__in=ids)


class ShareEvent(models.Model):
    """An entry put before named organisations. The text is what was shared, fixed then."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    entry = models.ForeignKey(LearningEntry, models.PROTECT, related_name="shares")
    shared_by = models.ForeignKey(Person, models.PROTECT, related_name="shares")
    title = models.CharField(max_length=150)
    what = models.TextField()
    so_what = models.TextField(blank=True)
    now_what = models.TextField(blank=True)
    direction = models.CharField(max_length=15, choices=choices(Direction))
    theme = models.CharField(max_length=40, blank=True)
    shared_at = models.DateTimeField()

    objects = ShareEventQuerySet.as_manager()

    class Meta:
        ordering = ["-shared_at", "-id"]


class ShareAudience(models.Model):
    """One organisation a share is put before, with its decision's due date."""

    share = models.ForeignKey(ShareEvent, models.CASCADE, related_name="audiences")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="shares_received")
    decision_due_on = models.DateField()
    chased = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "organisation"], name="audience_once"),
        ]


class Acknowledgement(models.Model):
    """The receiver's word on something shared."""

    share = models.ForeignKey(ShareEvent, models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    receipt = models.CharField(max_length=12, choices=choices(Receipt))
    reason = models.TextField(blank=True)
    acknowledged_at = models.DateTimeField()

    class Meta:
        ordering = ["acknowledged_at"]
        constraints = [
            models.UniqueConstraint(fields=["share", "person"], name="acknowledged_once"),
            models.CheckConstraint(
                condition=~Q(receipt="CANNOT_USE") | ~Q(reason=""), name="cannot_use_says_why"
            ),
        ]


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, person) -> "DecisionQuerySet":
        return self.filter(share__in=ShareEvent.objects.visible_to(person))

    def senior_queue(self, person) -> "DecisionQuerySet":
        return self.filter(organisation_id__in=person.standing.organisations_as(Role.SENIOR))


class Decision(models.Model):
    """A receiving organisation adopts, adapts, rejects or defers, with a reason.

    A deferral is followed by another decision; the latest one stands.
    """

    share = models.ForeignKey(ShareEvent, models.PROTECT, related_name="decisions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="decisions")
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="decisions")
    band_at_time = models.CharField(max_length=20, blank=True)
    verdict = models.CharField(max_length=10, choices=choices(Verdict))
    reason = models.TextField()
    deferred_until = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_says_why"),
            models.CheckConstraint(
                condition=Q(verdict="DEFER", deferred_until__isnull=False)
                | (~Q(verdict="DEFER") & Q(deferred_until=None)),
                name="decision_deferral_dated",
            ),
        ]
