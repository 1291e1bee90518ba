"""Prompts, learning entries, what is shared, and what receivers make of it."""

from django.db import models
from django.db.models import Q

from permeate.core.ledger_words import Channel, Confidence, ledger_choices
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


class ShareEvent(AsTheyWere):
    """An entry or a practice put before named organisations; its text or file is fixed then.

    It is *formal* once somebody other than its author has acknowledged it.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    entry = models.ForeignKey(
        LearningEntry, models.PROTECT, null=True, blank=True, related_name="shares"
    )
    practice = models.ForeignKey(
        "permeate.Practice", models.PROTECT, null=True, blank=True, related_name="shares"
    )
    practice_version = models.PositiveIntegerField(null=True, blank=True)
    channel = models.CharField(
        max_length=15, choices=ledger_choices(Channel), default=Channel.NOTE.value
    )
    held_on = models.DateField(null=True, blank=True)  # of a visit or meeting
    people = models.PositiveIntegerField(null=True, blank=True)  # for how many it was
    shared_by = models.ForeignKey(Person, models.PROTECT, related_name="shares")
    title = models.CharField(max_length=150)
    what = models.TextField()
    so_what = models.TextField(blank=True)
    now_what = models.TextField(blank=True)
    direction = models.CharField(max_length=15, choices=choices(Direction), blank=True)
    theme = models.CharField(max_length=40, blank=True)
    shared_at = models.DateTimeField()

    objects = ShareEventQuerySet.as_manager()

    class Meta:
        ordering = ["-shared_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=False) | Q(practice__isnull=False),
                name="share_is_of_something",
            ),
        ]


class ShareFile(models.Model):
    """The file that was shown or handed out, as it was then."""

    share = models.OneToOneField(ShareEvent, models.CASCADE, related_name="file")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()


class ShareAudience(models.Model):
    """One organisation a share is put before, with its decision's due date.

    Without a due date no decision is asked for: an earlier share of the practice asks it. A
    senior may leave the decision to a ``delegate``.
    """

    share = models.ForeignKey(ShareEvent, models.CASCADE, related_name="audiences")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="shares_received")
    decision_due_on = models.DateField(null=True, blank=True)
    chased = models.PositiveSmallIntegerField(default=0)
    delegate = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    delegated_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    delegated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "organisation"], name="audience_once"),
            models.CheckConstraint(
                condition=Q(delegate=None, delegated_by=None, delegated_at=None)
                | Q(
                    delegate__isnull=False,
                    delegated_by__isnull=False,
                    delegated_at__isnull=False,
                ),
                name="decision_delegated_whole",
            ),
        ]


class Acknowledgement(AsTheyWere):
    """The receiver's word on something shared; each word once, the newest stands."""

    share = models.ForeignKey(ShareEvent, models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    receipt = models.CharField(max_length=12, choices=choices(Receipt))
    reason = models.TextField(blank=True)
    acknowledged_at = models.DateTimeField()

    class Meta:
        ordering = ["acknowledged_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["share", "person", "receipt"], name="acknowledged_once"
            ),
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

    A deferral is followed by another decision; the latest one stands. ``delegated_by`` is
    the senior who left it to somebody else.
    """

    share = models.ForeignKey(ShareEvent, models.PROTECT, related_name="decisions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="decisions")
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="decisions")
    practice = models.ForeignKey(
        "permeate.Practice", models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    delegated_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    grade_at_time = models.CharField(max_length=80, blank=True)
    band_at_time = models.CharField(max_length=20, blank=True)
    role_at_time = models.CharField(max_length=150, blank=True)
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
