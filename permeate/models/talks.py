"""Who has been inside an organisation and is willing to talk; the monthly four questions."""

from django.db import models
from django.db.models import Q

from permeate.core.vocabulary import Party
from permeate.models.learning import Prompt
from permeate.models.people import Person
from permeate.models.placements import Placement
from permeate.models.references import new_reference

SIDES = [(Party.PARTICIPANT.value, "Participant"), (Party.HOST.value, "Host")]


class TalkOfferQuerySet(models.QuerySet):
    def visible_to(self, person) -> "TalkOfferQuerySet":
        """Everybody who belongs to an organisation; whoever offers chose to be found."""
        return self if person.standing.organisations else self.none()


class TalkOffer(models.Model):
    """Somebody who was at a host is willing to talk about it. Gone when taken back."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    placement = models.OneToOneField(Placement, models.CASCADE, related_name="talk_offer")
    note = models.CharField(max_length=300, blank=True)
    offered_at = models.DateTimeField()

    objects = TalkOfferQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at", "-id"]


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, person) -> "ReviewQuerySet":
        """The participant and the host manager, who look back together."""
        person_id = person.standing.person_id
        return self.filter(
            Q(placement__participant_id=person_id) | Q(placement__host_manager_id=person_id)
        )


class Review(models.Model):
    """Each month of a placement: what was expected, what happened, why, keep or change."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="reviews")
    due_on = models.DateField()
    asked_at = models.DateTimeField()

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "due_on"], name="review_once"),
        ]


class ReviewAnswer(models.Model):
    """One side's four answers."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="answers")
    party = models.CharField(max_length=12, choices=SIDES)
    expected = models.TextField()
    happened = models.TextField()
    why = models.TextField(blank=True)
    keep_or_change = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at"]
        constraints = [
            models.UniqueConstraint(fields=["review", "party"], name="review_answered_once"),
        ]


class EntryDraft(models.Model):
    """What somebody typed and could not save yet; gone once it is an entry."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    prompt = models.OneToOneField(
        Prompt, models.CASCADE, null=True, blank=True, related_name="draft"
    )
    typed = models.JSONField()  # by field of the form
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(prompt=None), name="draft_outside_prompts_once"
            ),
        ]
