"""What is searched: one row for each published opportunity, with its facets.

The words stand beside it in each database's own way (see migration
``search_rows``): on SQLite in the full-text table ``permeate_searchtext`` under the same
rowid, on PostgreSQL in the columns ``words`` and ``title_words``.
"""

from django.db import models

from permeate.models.opportunities import Opportunity
from permeate.models.organisations import Organisation
from permeate.models.people import Person

EVERYONE = "*"


class SearchRow(models.Model):
    """A published opportunity as it is searched. Later published means a higher ``id``.

    ``audience`` is ``*`` (everyone), sectors between commas (``,NHS,``) or empty where only
    named organisations may see it. ``title`` and ``tags`` hold stems between blanks.
    """

    opportunity = models.OneToOneField(Opportunity, models.CASCADE, related_name="search_row")
    host = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    host_manager = models.ForeignKey(Person, models.CASCADE, related_name="+")
    audience = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20)
    length = models.CharField(max_length=10, blank=True)
    place = models.CharField(max_length=10)
    sector = models.CharField(max_length=20)
    region = models.CharField(max_length=25, blank=True)
    themes = models.CharField(max_length=1000, blank=True)  # ,HOUSING,HEALTH,
    profession = models.CharField(max_length=40, blank=True)
    organisation_type = models.CharField(max_length=80, blank=True)
    title = models.TextField(blank=True)
    tags = models.TextField(blank=True)
    starts_on = models.DateField(null=True)  # the first, where there are several dates
    last_starts_on = models.DateField(null=True)
    published_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["starts_on"])]
