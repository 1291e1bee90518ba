"""The append-only history and the outbox of notices."""

from django.db import models
from django.db.models import Q

from permeate.models.people import Person
from permeate.models.references import new_reference


class AuditEvent(models.Model):
    """One fact of the history. No foreign keys, no personal free text; hash-chained.

    ``sequence`` counts from 1 without gaps; ``digest`` covers every other column and the
    digest before it (see ``journal.chain``).
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    event = models.CharField(max_length=40)
    actor = models.CharField(max_length=10, blank=True)  # a person's reference, or the service
    subject_type = models.CharField(max_length=30)
    subject = models.CharField(max_length=10, blank=True)
    organisations = models.JSONField(default=list)  # references
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["subject_type", "subject"])]


class HistoryHead(models.Model):
    """One row: the chain's end. Its lock puts concurrent writers in order."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="history_has_one_head")]


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, person) -> "NoticeQuerySet":
        return self.filter(recipient_id=person.standing.person_id)


class Notice(models.Model):
    """A message caused by an event: written with it, sent after it, at worst twice.

    ``message_id`` is fixed when it is written, so that a second sending is recognised.
    """

    reference = models.CharField(max_length=10, unique=True, default=new_reference, editable=False)
    event = models.CharField(max_length=40)
    recipient = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="notices"
    )
    address = models.EmailField()
    subject = models.CharField(max_length=250)
    body = models.TextField()
    message_id = models.CharField(max_length=120, unique=True)
    written_at = models.DateTimeField()
    send_after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)  # given up
    error = models.CharField(max_length=250, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index(
                fields=["send_after"],
                name="notice_due",
                condition=Q(sent_at=None, failed_at=None),
            ),
            models.Index(fields=["recipient", "-written_at"]),
        ]
