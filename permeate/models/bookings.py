"""Bookings of a place on a date: held, decided, attended, reflected on."""

from django.db import models
from django.db.models import Q

from permeate.core.lifecycles import BOOKING
from permeate.core.roles import Role
from permeate.models.opportunities import OpportunityDate
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.references import new_reference

SEATED = ["REQUESTED", "APPROVED", "BOOKED", "ATTENDED", "NO_SHOW"]
LIVE = ["REQUESTED", "WAITING", "APPROVED", "BOOKED"]


class BookingQuerySet(models.QuerySet):
    def visible_to(self, person) -> "BookingQuerySet":
        """Own bookings, those one manages at home or hosts, and those one coordinates."""
        standing = person.standing
        coordinated = standing.organisations_as(Role.COORDINATOR)
        return self.filter(
            Q(person_id=standing.person_id)
            | Q(home_manager_id=standing.person_id)
            | Q(date__opportunity__host_manager_id=standing.person_id)
            | Q(home_id__in=coordinated)
            | Q(date__opportunity__host_id__in=coordinated)
        )


class Booking(models.Model):
    """One person's request for one date. ``seat`` is held while the status is in SEATED.

    Two bookings can never share a seat, and the seat never exceeds the date's places:
    the first rests on a constraint, the second on a lock of the date's row.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    date = models.ForeignKey(OpportunityDate, models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="bookings")
    home = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    home_manager = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="bookings_to_decide"
    )
    purpose = models.TextField(blank=True)  # what the person wants to learn
    brings = models.TextField(blank=True)
    conflict = models.TextField(blank=True)  # of interest, as the person declared it
    status = models.CharField(
        max_length=10, choices=list(BOOKING.statuses.items()), default=BOOKING.initial
    )
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    requested_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)  # of a decline or a cancellation
    # When whoever must act now was asked (manager, host, host again after the day), and
    # how often they were reminded since.
    asked_at = models.DateTimeField(null=True, blank=True)
    chased = models.PositiveSmallIntegerField(default=0)
    attendance_asked_at = models.DateTimeField(null=True, blank=True)
    attendance_at = models.DateTimeField(null=True, blank=True)
    attendance_by_name = models.CharField(max_length=150, blank=True)
    attendance_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["date__starts_on", "requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["date", "seat"], condition=Q(seat__isnull=False), name="seat_once"
            ),
            models.UniqueConstraint(
                fields=["date", "person"], condition=Q(status__in=LIVE), name="booking_live_once"
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=False, status__in=SEATED)
                | (Q(seat=None) & ~Q(status__in=SEATED)),
                name="seat_goes_with_status",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="booking_decided_whole",
            ),
        ]
        indexes = [models.Index(fields=["status", "held_until"])]


class Reflection(models.Model):
    """The participant's three lines after a day, private until put in evidence."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="reflection")
    what = models.TextField()
    so_what = models.TextField()
    now_what = models.TextField()
    recorded_at = models.DateTimeField()


class EvidencePackQuerySet(models.QuerySet):
    def visible_to(self, person) -> "EvidencePackQuerySet":
        return self.filter(person_id=person.standing.person_id)


class EvidencePack(models.Model):
    """CPD evidence assembled for one person: the signed credentials, and the hash of its own.

    ``content`` has the pack's own credential under ``pack`` and those in it under
    ``credentials``; the PDF is drawn from them on request, always the same. ``entry`` is its
    place in the service's status list ``list_number``.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="evidence_packs")
    booking = models.OneToOneField(
        Booking, models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    list_number = models.PositiveIntegerField()
    entry = models.PositiveIntegerField()

    objects = EvidencePackQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(fields=["list_number", "entry"], name="pack_entry_once"),
        ]
