"""What a person seeks, and the opportunities suggested to them with their explanation."""

from django.db import models
from django.db.models import F, Q

from permeate.core.vocabulary import Vetting, choices
from permeate.models.opportunities import Opportunity
from permeate.models.people import Person


class Seeking(models.Model):
    """What suggestions to a person go by. Lists hold codes; an empty limit limits nothing.

    What they bring are their skills; their job and grade stand in their memberships.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="seeking")
    learn = models.JSONField(default=list)  # themes and skills
    text = models.TextField(blank=True)
    kinds = models.JSONField(default=list)
    regions = models.JSONField(default=list)
    free_from = models.DateField(null=True, blank=True)
    free_to = models.DateField(null=True, blank=True)
    fte_most = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    vetting = models.CharField(max_length=5, choices=choices(Vetting), default=Vetting.NONE.value)
    contract_ends_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(free_to=None) | Q(free_from=None) | Q(free_to__gte=F("free_from")),
                name="seeking_free_in_order",
            ),
            models.CheckConstraint(
                condition=Q(fte_most__gt=0, fte_most__lte=1), name="seeking_fte_in_range"
            ),
        ]


class SuggestionQuerySet(models.QuerySet):
    def visible_to(self, person) -> "SuggestionQuerySet":
        """One's own, of opportunities that one may still see and ask for."""
        open_ones = Opportunity.objects.visible_to(person).published()
        return self.filter(person_id=person.standing.person_id, opportunity__in=open_ones)


class Suggestion(models.Model):
    """An opportunity for a person, as the worker ranked it.

    ``parts`` are (part, points, most points, words); points add up to ``score``.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="suggestions")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()  # from 1, as it is shown
    score = models.PositiveSmallIntegerField()
    reason = models.TextField()
    parts = models.JSONField()
    computed_at = models.DateTimeField()

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["person", "place"], name="suggestion_place_once"),
            models.UniqueConstraint(fields=["person", "opportunity"], name="suggested_once"),
        ]
        indexes = [models.Index(fields=["place", "opportunity"])]
