"""Placements, arrangements only some may see, check-ins, thread, keep-in-touch, return."""

from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import F, Q

from permeate.core.lifecycles import PLACEMENT
from permeate.core.roles import Role
from permeate.core.vocabulary import EndCause, Kind, Party, choices
from permeate.models.applications import Application
from permeate.models.bookings import Booking
from permeate.models.opportunities import Opportunity
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.references import new_reference

NOT_STARTED = ["PLANNED", "AGREED", "CANCELLED"]


class PlacementQuerySet(models.QuerySet):
    def visible_to(self, person) -> "PlacementQuerySet":
        """The three parties, and at home and host whoever coordinates, signs or pays."""
        standing = person.standing
        offices = standing.organisations_as(Role.COORDINATOR, Role.SIGNATORY, Role.FINANCE)
        return self.filter(
            Q(participant_id=standing.person_id)
            | Q(home_manager_id=standing.person_id)
            | Q(host_manager_id=standing.person_id)
            | Q(home_id__in=offices)
            | Q(host_id__in=offices)
        )

    def arranged_for(self, person) -> "PlacementQuerySet":
        """Those whose arrangements somebody may need: the three, and security at the host."""
        standing = person.standing
        return self.filter(
            Q(participant_id=standing.person_id)
            | Q(home_manager_id=standing.person_id)
            | Q(host_manager_id=standing.person_id)
            | Q(host_id__in=standing.organisations_as(Role.SECURITY))
        )


class Placement(models.Model):
    """The time spent at the host."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    kind = models.CharField(max_length=20, choices=choices(Kind))
    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="placements")
    application = models.OneToOneField(
        Application, models.PROTECT, null=True, blank=True, related_name="placement"
    )
    booking = models.OneToOneField(
        Booking, models.PROTECT, null=True, blank=True, related_name="placement"
    )
    participant = models.ForeignKey(Person, models.PROTECT, related_name="placements")
    home = models.ForeignKey(Organisation, models.PROTECT, related_name="placements_out")
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="placements_in")
    home_manager = models.ForeignKey(Person, models.PROTECT, related_name="placements_released")
    host_manager = models.ForeignKey(Person, models.PROTECT, related_name="placements_hosted")
    starts_on = models.DateField()
    ends_on = models.DateField()
    fte = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    status = models.CharField(
        max_length=12, choices=list(PLACEMENT.statuses.items()), default=PLACEMENT.initial
    )
    planned_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)  # the true last day
    # Set ahead of time where an early end is announced; the job moves the status on the day.
    ended_by_party = models.CharField(max_length=12, choices=choices(Party), blank=True)
    end_cause = models.CharField(max_length=20, choices=choices(EndCause), blank=True)
    end_reason = models.TextField(blank=True)
    return_asked_at = models.DateTimeField(null=True, blank=True)
    return_chased = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="placement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(status="ENDED_EARLY")
                | (Q(ended_on__isnull=False) & ~Q(ended_by_party="") & ~Q(end_reason="")),
                name="placement_early_end_explained",
            ),
            models.CheckConstraint(
                condition=Q(status__in=NOT_STARTED, started_at=None)
                | (~Q(status__in=NOT_STARTED) & Q(started_at__isnull=False)),
                name="placement_started_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "starts_on"]),
            models.Index(fields=["home", "starts_on"]),
            models.Index(fields=["host", "starts_on"]),
        ]

    @property
    def last_day(self) -> date:
        """The true last day where it ended or an early end is announced, else the agreed one."""
        return self.ended_on or self.ends_on


class Arrangements(models.Model):
    """What travels with a placement and only those who need it see."""

    placement = models.OneToOneField(Placement, models.CASCADE, related_name="arrangements")
    adjustments = models.TextField(blank=True)
    emergency_name = models.CharField(max_length=150, blank=True)
    emergency_phone = models.CharField(max_length=40, blank=True)
    site_access = models.TextField(blank=True)
    updated_at = models.DateTimeField()


class CheckInQuerySet(models.QuerySet):
    def visible_to(self, person) -> "CheckInQuerySet":
        """Whoever may see the placement."""
        return self.filter(placement__in=Placement.objects.visible_to(person))


class CheckIn(models.Model):
    """A dated conversation of the three parties; the closing one, after the end, evaluates."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="check_ins")
    due_on = models.DateField(db_index=True)
    closing = models.BooleanField(default=False)
    asked_at = models.DateTimeField(null=True, blank=True)
    chased = models.PositiveSmallIntegerField(default=0)
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "due_on"], name="check_in_once"),
        ]

    @cached_property
    def answered(self) -> frozenset[str]:
        """The parties that have answered, as it was when first asked."""
        return frozenset(self.answers.values_list("party", flat=True))


class CheckInAnswer(models.Model):
    """One party's side of a check-in."""

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="answers")
    party = models.CharField(max_length=12, choices=choices(Party))
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    going = models.CharField(
        max_length=10,
        choices=[("WELL", "Going well"), ("MIXED", "Mixed"), ("HELP", "Needs help")],
    )
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_in", "party"], name="check_in_party_once"),
        ]


class Message(models.Model):
    """One message in the placement's thread."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="messages")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]


class KeepInTouch(models.Model):
    """A dated contact with home during a placement."""

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="keep_in_touch")
    held_on = models.DateField()
    how = models.CharField(
        max_length=15,
        choices=[
            ("VISIT", "Visit home"),
            ("CALL", "Call or video call"),
            ("BRIEFING", "Briefing to the home team"),
            ("INVITATION", "Colleague invited to the host"),
        ],
    )
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-id"]


class ReturnPlan(models.Model):
    """What the person comes home to."""

    placement = models.OneToOneField(Placement, models.CASCADE, related_name="return_plan")
    post = models.CharField(max_length=150)
    what_changed = models.TextField(blank=True)
    meeting_on = models.DateField()
    handover = models.TextField()
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
