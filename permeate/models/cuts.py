"""Cuts: every measure of a scope as it was known at the end of a quarter."""

from django.db import models
from django.db.models import Q

from permeate.models.organisations import Organisation
from permeate.models.programmes import Programme
from permeate.models.references import new_reference


class MeasureCut(models.Model):
    """One published cut; never changed. Of an organisation, a programme, or the whole service.

    ``content`` is as ``docs/measures.md`` says, small numbers of people hidden in it;
    ``digest`` is the SHA-256 of its canonical form.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="cuts"
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="cuts"
    )
    at = models.DateField()
    since = models.DateField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(programme=None), name="cut_of_one_scope"
            ),
            models.CheckConstraint(condition=Q(since__lte=models.F("at")), name="cut_has_a_period"),
            models.UniqueConstraint(
                fields=["organisation", "at"],
                condition=Q(organisation__isnull=False),
                name="cut_once_of_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["programme", "at"],
                condition=Q(programme__isnull=False),
                name="cut_once_of_a_programme",
            ),
            models.UniqueConstraint(
                fields=["at"],
                condition=Q(organisation=None, programme=None),
                name="cut_once_of_the_service",
            ),
        ]
