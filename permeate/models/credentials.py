"""Signing keys, status lists and the credentials of confirmed activities."""

from django.db import models
from django.db.models import Q

from permeate.core.attendance import SAID_LABELS, WAY_LABELS
from permeate.core.roles import Role
from permeate.models.bookings import Booking
from permeate.models.organisations import Organisation
from permeate.models.people import Person
from permeate.models.references import new_reference

SAID = [(one.value, words) for one, words in SAID_LABELS.items()]
WAYS = [(one.value, one.value) for one in WAY_LABELS]
SERVICE = "service"  # who issues where it is no organisation but the service itself


class IssuerKey(models.Model):
    """One Ed25519 key of an organisation or of the service; ``secret`` is locked.

    A retired key signs nothing new and what it signed still holds; a withdrawn one was
    misused, and nothing it signed holds. Rows are never deleted.
    """

    issuer = models.CharField(max_length=10)  # an organisation's reference, or SERVICE
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="issuer_keys"
    )
    multikey = models.CharField(max_length=80, unique=True)
    secret = models.TextField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer"], condition=Q(retired_at=None), name="issuer_key_current_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(retired_at__isnull=False),
                name="issuer_key_withdrawn_is_retired",
            ),
        ]


class StatusList(models.Model):
    """One list of an issuer; ``used`` entries are given out, from 0 on."""

    issuer = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "number"], name="status_list_once"),
        ]


class Revocation(models.Model):
    """One set bit. Append-only, and about nobody: it stays when the credential's row goes."""

    status_list = models.ForeignKey(StatusList, models.PROTECT, related_name="revocations")
    index = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["status_list", "index"], name="revoked_once"),
        ]


class CredentialQuerySet(models.QuerySet):
    def visible_to(self, person) -> "CredentialQuerySet":
        """Own ones, and those of days one hosted or whose host one coordinates."""
        standing = person.standing
        return self.filter(
            Q(person_id=standing.person_id)
            | Q(booking__date__opportunity__host_manager_id=standing.person_id)
            | Q(organisation_id__in=standing.organisations_as(Role.COORDINATOR))
        )


class Credential(models.Model):
    """What a host's organisation signed of one person's activity."""

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="credentials")
    booking = models.ForeignKey(Booking, models.PROTECT, related_name="credentials")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    document = models.JSONField()
    content_hash = models.CharField(max_length=64)
    status_list = models.ForeignKey(StatusList, models.PROTECT, related_name="+")
    index = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_reason = models.TextField(blank=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["status_list", "index"], name="credential_index_once"),
            models.UniqueConstraint(
                fields=["booking"], condition=Q(revoked_at=None), name="credential_live_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="credential_revoked_whole",
            ),
        ]


class AttendanceWord(models.Model):
    """What a host said about attendance, each time: who, with what authority, by which way."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="words")
    said = models.CharField(max_length=10, choices=SAID)
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    name = models.CharField(max_length=150, blank=True)
    authority = models.CharField(max_length=150, blank=True)
    reason = models.TextField(blank=True)
    way = models.CharField(max_length=10, choices=WAYS)
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "id"]
