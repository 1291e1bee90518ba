"""What a dated rule keeps of people who were erased."""

from django.db import models

from permeate.models.agreements import Agreement
from permeate.models.people import Person


class KeptName(models.Model):
    """An erased person's name in a signed agreement, kept until its date."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="kept_names")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="kept_names")
    name = models.CharField(max_length=150, blank=True)  # as it stands in the agreement
    keep_until = models.DateField(db_index=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "agreement"], name="kept_name_once"),
        ]
