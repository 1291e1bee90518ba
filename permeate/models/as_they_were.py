"""Who somebody was when they did something: kept on the row, never looked up later."""

from django.db import models

from permeate.models.organisations import Organisation


class AsTheyWere(models.Model):
    """Organisation, grade and role at the time. The grade and role go with the person."""

    organisation_at_time = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+"
    )
    grade_at_time = models.CharField(max_length=80, blank=True)
    band_at_time = models.CharField(max_length=20, blank=True)
    role_at_time = models.CharField(max_length=150, blank=True)

    class Meta:
        abstract = True
