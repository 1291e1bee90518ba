"""What the service forgets by itself when its date has come."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from permeate.actions.erasing import redact
from permeate.core.events import Event
from permeate.core.retention import MAIL_COPY_DAYS, UNANSWERED_INVITATION_DAYS
from permeate.journal.record import record, write
from permeate.models import Invitation, KeptName, Notice


@write
def forget_kept_names(*, now: datetime) -> int:
    """Take erased people's names out of agreements whose date has passed; how many."""
    today = timezone.localdate(now)
    due = KeptName.objects.filter(forgotten_at=None, keep_until__lt=today)
    count = 0
    for kept in due.select_for_update(of=("self",)).select_related("agreement", "person")[:200]:
        redact(kept.agreement, [kept.name])
        kept.name, kept.forgotten_at = "", now
        kept.save(update_fields=["name", "forgotten_at"])
        record(Event.KEPT_NAME_FORGOTTEN, kept.agreement, by=None, now=now)
        count += 1
    return count


@write
def forget_old_data(*, now: datetime) -> int:
    """Delete copies of mail, addresses of people who never came, and ended sessions; how many."""
    mails, _ = (
        Notice.objects.filter(written_at__lt=now - timedelta(days=MAIL_COPY_DAYS))
        .filter(Q(sent_at__isnull=False) | Q(failed_at__isnull=False))
        .delete()
    )
    expired = Invitation.objects.filter(
        accepted_at=None, expires_at__lt=now - timedelta(days=UNANSWERED_INVITATION_DAYS)
    ).exclude(email="")
    expired.filter(withdrawn_at=None).update(withdrawn_at=now)
    invitations = expired.update(email="", name="", job_title="", manager_email="")
    Session.objects.filter(expire_date__lt=now).delete()
    if mails or invitations:
        record(
            Event.OLD_DATA_FORGOTTEN, None, by=None, now=now, mails=mails, invitations=invitations
        )
    return mails + invitations
