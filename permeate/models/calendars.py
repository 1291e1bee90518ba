"""A private address at which somebody's calendar can be read."""

from django.db import models

from permeate.models.people import Person


class CalendarFeed(models.Model):
    """One person's feed. Only the hash of the secret in its address is kept."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    secret_hash = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField()
