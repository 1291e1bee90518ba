"""Levels of skill around a placement."""

from django.db import models
from django.db.models import Q

from permeate.core.growth import LEVELS
from permeate.models.people import Person
from permeate.models.placements import Placement

CHOICES = [(level, words) for level, (words, _) in LEVELS.items()]


def _level() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(choices=CHOICES, null=True, blank=True)


class SkillRating(models.Model):
    """One skill in one placement: the participant's levels, and the host's."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="ratings")
    skill = models.CharField(max_length=80)
    before = _level()
    before_at = models.DateTimeField(null=True, blank=True)
    start_now = _level()
    now = _level()
    now_at = models.DateTimeField(null=True, blank=True)
    host = _level()
    host_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    host_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "skill"], name="skill_rated_once"),
            models.CheckConstraint(
                condition=Q(host=None, host_by=None, host_at=None)
                | Q(host__isnull=False, host_by__isnull=False, host_at__isnull=False),
                name="host_rating_whole",
            ),
            models.CheckConstraint(
                condition=Q(now=None, start_now=None, now_at=None)
                | Q(now__isnull=False, start_now__isnull=False, now_at__isnull=False),
                name="end_rating_whole",
            ),
        ]
