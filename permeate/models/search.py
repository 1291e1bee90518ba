"""What is searched: one row for each published opportunity, with its facets and its words.

Every process keeps an index of these rows in memory (``queries.search.memory``). ``SearchState``
tells whether that is still up to date, and ``SearchChange`` what has changed since.
"""

from django.db import models

from permeate.models.opportunities import Opportunity
from permeate.models.organisations import Organisation
from permeate.models.people import Person


class SearchRow(models.Model):
    """A published opportunity as it is searched. Later published means a higher ``id``.

    ``audience``, ``themes`` and ``starts`` are values between commas: an audience is ``*``
    (everyone), a sector or ``#`` with the number of a named organisation; a start is a date.
    ``title``, ``tags`` and ``prose`` hold stems between blanks.
    """

    opportunity = models.OneToOneField(Opportunity, models.CASCADE, related_name="search_row")
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    host_manager = models.ForeignKey(Person, models.CASCADE, related_name="+")
    audience = models.TextField(blank=True)
    kind = models.CharField(max_length=20)
    length = models.CharField(max_length=10, blank=True)
    place = models.CharField(max_length=10)
    sector = models.CharField(max_length=20)
    region = models.CharField(max_length=25, blank=True)
    themes = models.CharField(max_length=1000, blank=True)
    profession = models.CharField(max_length=40, blank=True)
    organisation_type = models.CharField(max_length=80, blank=True)
    title = models.TextField(blank=True)
    tags = models.TextField(blank=True)
    prose = models.TextField(blank=True)
    starts = models.TextField(blank=True)
    published_at = models.DateTimeField(db_index=True)


class SearchState(models.Model):
    """One row: how often what is searched has changed, and a stamp of the last change."""

    number = models.BigIntegerField(default=0)
    stamp = models.CharField(max_length=16, blank=True)


class SearchChange(models.Model):
    """An opportunity that was indexed or left the index; without one, everything was."""

    number = models.BigIntegerField(db_index=True)
    stamp = models.CharField(max_length=16)
    opportunity_id = models.BigIntegerField(null=True)
