"""Needs: what sort of placement somebody wants and what for, as it is planned."""

from django.db import models

from permeate.core.needs import JUDGES
from permeate.core.planning import WORDS
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.references import new_reference


class NeedQuerySet(models.QuerySet):
    def visible_to(self, person) -> "NeedQuerySet":
        """A plan is its owner's alone until something is made of it."""
        return self.filter(owner_id=person.standing.person_id)


class Need(models.Model):
    """Answers of the guided conversation, what was chosen, and what was drafted from it."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="needs")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    chosen = models.CharField(
        max_length=20, choices=[(one.value, words) for one, words in WORDS.items()], blank=True
    )
    sharing_home = models.TextField(blank=True)
    sharing_host = models.TextField(blank=True)
    drafted_at = models.DateTimeField(null=True, blank=True)  # objectives and sharing
    started_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-id"]


class NeedObjective(models.Model):
    """An objective that can be checked: what, by which measure, by when, who judges."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="objectives")
    text = models.CharField(max_length=500)
    measure = models.CharField(max_length=500)
    due_on = models.DateField()
    judge = models.CharField(
        max_length=15, choices=[(one.value, words) for one, words in JUDGES.items()]
    )

    class Meta:
        ordering = ["id"]
