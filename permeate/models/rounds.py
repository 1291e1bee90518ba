"""Rounds of a programme: places, rankings of both sides, runs, and matches."""

from django.db import models
from django.db.models import F, Q

from permeate.core.programmes import DIMENSIONS
from permeate.core.roles import Role
from permeate.core.round_lifecycles import MATCH, ROUND
from permeate.models.opportunities import Opportunity
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.programmes import Programme
from permeate.models.references import new_reference

LIVE = ["OFFERED", "ACCEPTED"]


def _owned(person, prefix: str) -> Q:
    """Rows of programmes the person runs."""
    standing = person.standing
    running = standing.organisations_as(Role.PROGRAMME_OWNER)
    return Q(**{f"{prefix}owner_id": standing.person_id}) | Q(
        **{f"{prefix}organisation_id__in": running}
    )


class RoundQuerySet(models.QuerySet):
    def visible_to(self, person) -> "RoundQuerySet":
        """Rounds of programmes one runs; of those one’s organisations are in, once opened."""
        return self.filter(
            _owned(person, "programme__")
            | (
                Q(programme__members__organisation_id__in=person.standing.organisations)
                & ~Q(status="DRAFT")
            )
        ).distinct()


class Round(models.Model):
    """One dated matching run of a programme.

    ``seed`` decides ties. It is drawn when rankings open, with its ``commitment`` shown from
    then on; the seed itself is shown with the result.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="rounds")
    name = models.CharField(max_length=150)
    method = models.CharField(max_length=20)
    status = models.CharField(
        max_length=10, choices=list(ROUND.statuses.items()), default=ROUND.initial
    )
    rankings_close_on = models.DateField()
    answers_due_on = models.DateField()
    seed = models.PositiveBigIntegerField(null=True, blank=True)
    commitment = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-rankings_close_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answers_due_on__gt=F("rankings_close_on")), name="round_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(status="DRAFT", seed=None, commitment="")
                | (~Q(status="DRAFT") & Q(seed__isnull=False) & ~Q(commitment="")),
                name="round_seed_goes_with_opening",
            ),
        ]


class RoundPlaceQuerySet(models.QuerySet):
    def visible_to(self, person) -> "RoundPlaceQuerySet":
        """Places whose opportunity one hosts, in rounds that are open."""
        standing = person.standing
        return self.exclude(round__status="DRAFT").filter(
            Q(opportunity__host_manager_id=standing.person_id)
            | Q(opportunity__host_id__in=standing.organisations_as(Role.COORDINATOR))
        )


class RoundPlace(models.Model):
    """An opportunity in a round: how many people it needs and holds."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="places")
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="rounds")
    least = models.PositiveSmallIntegerField(default=0)
    most = models.PositiveSmallIntegerField(default=1)

    objects = RoundPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["opportunity__title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "opportunity"], name="round_place_once"),
            models.CheckConstraint(
                condition=Q(most__gte=1) & Q(least__lte=F("most")), name="round_place_limits"
            ),
        ]


class RoundTarget(models.Model):
    """How many people go to hosts of a sector, region or type."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="targets")
    dimension = models.CharField(max_length=20, choices=list(DIMENSIONS.items()))
    value = models.CharField(max_length=80)
    least = models.PositiveSmallIntegerField(default=0)
    most = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["dimension", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "dimension", "value"], name="round_target_once"
            ),
        ]


class RoundExclusion(models.Model):
    """Nobody from ``home`` goes to ``host`` in this round."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="exclusions")
    home = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "home", "host"], name="round_exclusion_once"),
        ]


class RoundEntry(models.Model):
    """A person who takes part, from which organisation, and why they have what they have."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="entries")
    person = models.ForeignKey(Person, models.CASCADE, related_name="round_entries")
    home = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    explanation = models.TextField(blank=True)
    ranked_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="round_entry_once"),
        ]


class Ranking(models.Model):
    """One line of a ranking: what a person makes of a place, or a host of a person."""

    entry = models.ForeignKey(RoundEntry, models.CASCADE, related_name="rankings")
    place = models.ForeignKey(RoundPlace, models.CASCADE, related_name="rankings")
    side = models.CharField(max_length=6, choices=[("PERSON", "Person"), ("PLACE", "Place")])
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank", "id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "place", "side"], name="ranking_once"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="ranking_from_one"),
        ]


class RoundRunQuerySet(models.QuerySet):
    def visible_to(self, person) -> "RoundRunQuerySet":
        """Runs of rounds whose programme one runs."""
        return self.filter(_owned(person, "round__programme__"))


class RoundRun(models.Model):
    """One try: asked for, solved by the worker, published at most once a round.

    ``result`` names people and places by the references of entries and places.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="runs")
    method = models.CharField(max_length=20)
    final = models.BooleanField(default=False)  # asked for after rankings closed
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)
    reason = models.TextField(blank=True)  # why there is no result

    objects = RoundRunQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(published_at__isnull=False),
                name="round_published_once",
            ),
        ]


class Match(models.Model):
    """A place offered to somebody, and their answer."""

    entry = models.ForeignKey(RoundEntry, models.CASCADE, related_name="matches")
    place = models.ForeignKey(RoundPlace, models.CASCADE, related_name="matches")
    status = models.CharField(
        max_length=10, choices=list(MATCH.statuses.items()), default=MATCH.initial
    )
    offered_at = models.DateTimeField()
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(status__in=LIVE), name="match_live_once"
            ),
            models.UniqueConstraint(fields=["entry", "place"], name="match_offered_once"),
        ]
