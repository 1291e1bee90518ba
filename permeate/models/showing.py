"""What somebody shows: a sample of their evidence to an auditor, a code at the place."""

from django.db import models

from permeate.core.samples import LOOK_LABELS
from permeate.models.bookings import Booking, EvidencePack
from permeate.models.people import Person
from permeate.models.references import new_reference


class SampleQuerySet(models.QuerySet):
    def visible_to(self, person) -> "SampleQuerySet":
        """Own ones: what one shows to whom is between oneself and them."""
        return self.filter(person_id=person.standing.person_id)


class Sample(models.Model):
    """What one person shows an auditor of one pack, by a link, until a day.

    ``shows`` are codes of ``core.samples``; the host's confirmation is always among it.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="samples")
    pack = models.ForeignKey(EvidencePack, models.CASCADE, related_name="samples")
    for_whom = models.CharField(max_length=150)
    shows = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SampleQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]


class SampleLook(models.Model):
    """Once that a sample was opened or downloaded."""

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="looks")
    what = models.CharField(
        max_length=10, choices=[(one.value, words) for one, words in LOOK_LABELS.items()]
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]


class PlaceCode(models.Model):
    """The code a host shows at the place; only its digest is kept, for some minutes of use."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="place_code")
    digest = models.CharField(max_length=64)
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    authority = models.CharField(max_length=150)
    shown_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    shown_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
