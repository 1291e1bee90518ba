"""Practices: de-duplicated claims about a way of working, their versions and entries."""

from django.db import models
from django.db.models import Q

from permeate.core.lifecycles import PRACTICE
from permeate.models.as_they_were import AsTheyWere
from permeate.models.learning import LearningEntry
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.references import new_reference


class PracticeQuerySet(models.QuerySet):
    def visible_to(self, person) -> "PracticeQuerySet":
        """Everybody who belongs to an organisation: practices are written for reuse."""
        return self if person.standing.organisations else self.none()

    def standing(self) -> "PracticeQuerySet":
        """Without those that were merged into another."""
        return self.filter(merged_into=None)


class Practice(models.Model):
    """One claim about a way of working. What it says is in its newest version.

    ``root`` is the practice that it counts with once it was merged, however often that one
    was merged again; ``merged_into`` stays what it was.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    author = models.ForeignKey(Person, models.PROTECT, related_name="practices")
    origin = models.ForeignKey(Organisation, models.PROTECT, related_name="practices")
    status = models.CharField(
        max_length=12, choices=list(PRACTICE.statuses.items()), default=PRACTICE.initial
    )
    claim = models.CharField(max_length=150)  # of the newest version
    version = models.PositiveIntegerField(default=1)
    differs = models.TextField(blank=True)  # from the nearest that existed
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    root = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="family")
    merged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    merged_at = models.DateTimeField(null=True, blank=True)
    merge_reason = models.TextField(blank=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(merged_into=None, root=None, merged_by=None, merged_at=None)
                    & ~Q(status="MERGED")
                )
                | Q(
                    merged_into__isnull=False,
                    root__isnull=False,
                    merged_by__isnull=False,
                    merged_at__isnull=False,
                    status="MERGED",
                ),
                name="practice_merged_whole",
            ),
        ]


class PracticeVersion(AsTheyWere):
    """What a practice said from one day on; never changed afterwards."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    claim = models.CharField(max_length=150)
    what = models.TextField()
    applies = models.TextField()
    not_applies = models.TextField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "number"], name="practice_version_once"),
            models.CheckConstraint(
                condition=~Q(claim="") & ~Q(what="") & ~Q(applies="") & ~Q(not_applies=""),
                name="practice_says_where_not",
            ),
        ]


class PracticeEntry(models.Model):
    """An entry that a practice came from, linked by the entry's own author."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="entries")
    entry = models.ForeignKey(LearningEntry, models.PROTECT, related_name="practices")
    linked_at = models.DateTimeField()

    class Meta:
        ordering = ["linked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "entry"], name="practice_entry_once"),
        ]


class PracticeTopic(models.Model):
    """What a practice is about: a topic's code or own words."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="topics")
    topic = models.CharField(max_length=60, db_index=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "topic"], name="practice_topic_once"),
        ]


class EntryTopic(models.Model):
    """What an entry is about: a topic's code or own words."""

    entry = models.ForeignKey(LearningEntry, models.CASCADE, related_name="topics")
    topic = models.CharField(max_length=60)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "topic"], name="entry_topic_once"),
        ]


class PracticeStem(models.Model):
    """A stem of a practice's newest version and how often it stands there: its full text.

    Plain rows on both databases, so that both find the same.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="stems")
    stem = models.CharField(max_length=64)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stem", "practice"], name="practice_stem_once"),
        ]
