"""Pages an operator fills in, and concerns people report."""

from django.db import models

from permeate.models.people import Person
from permeate.models.references import new_reference


class Page(models.Model):
    """Privacy notice, accessibility statement, contact or report-a-concern text."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=150)
    body = models.TextField(blank=True)
    edited_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)


class ConcernQuerySet(models.QuerySet):
    def visible_to(self, person) -> "ConcernQuerySet":
        return self if person.standing.operator else self.none()


class Concern(models.Model):
    """Something somebody reported to the operator, with or without a name."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    reported_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reply_to = models.EmailField(blank=True)
    body = models.TextField()
    reported_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "-id"]
