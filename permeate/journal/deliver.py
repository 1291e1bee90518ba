"""Carry notices out: console, SMTP, GOV.UK Notify, or a mailbox that only shows them."""

import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from notifications_python_client import NotificationsAPIClient

from permeate.models import Notice

MAX_ATTEMPTS = 8
TAKEN_FOR = timedelta(minutes=5)


def by_console(notice: Notice) -> None:
    """Print the mail, for development."""
    sys.stdout.write(f"\nTo: {notice.address}\nSubject: {notice.subject}\n\n{notice.body}\n")
    sys.stdout.flush()


def by_smtp(notice: Notice) -> None:
    """Send through the SMTP server of the settings, with the notice's own Message-ID."""
    connection = get_connection("django.core.mail.backends.smtp.EmailBackend")
    EmailMessage(
        notice.subject,
        notice.body,
        to=[notice.address],
        headers={"Message-ID": notice.message_id},
        connection=connection,
    ).send()


def by_notify(notice: Notice) -> None:
    """Send through GOV.UK Notify; its ``reference`` stands for our Message-ID."""
    client = NotificationsAPIClient(settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_BASE_URL)
    client.send_email_notification(
        email_address=notice.address,
        template_id=settings.NOTIFY_TEMPLATE_ID,
        personalisation={"subject": notice.subject, "body": notice.body},
        reference=notice.message_id,
    )


def by_mailbox(notice: Notice) -> None:
    """Nothing leaves: the demonstration mailbox page shows the row."""


CHANNELS: Mapping[str, Callable[[Notice], None]] = {
    "console": by_console,
    "smtp": by_smtp,
    "notify": by_notify,
    "mailbox": by_mailbox,
}


def send_due(now: datetime, *, limit: int = 200) -> int:
    """Send what is due, oldest first; returns how many were sent.

    Each notice is taken for a few minutes, sent, and only then marked: a crash between the
    two sends it again, with the same Message-ID, and never loses it. No lock is held while
    a mail server answers.
    """
    due = (
        Notice.objects.filter(sent_at=None, failed_at=None, send_after__lte=now)
        .order_by("send_after", "id")
        .values_list("id", flat=True)[:limit]
    )
    return sum(_send_one(notice_id, now) for notice_id in list(due))


def _send_one(notice_id: int, now: datetime) -> bool:
    mine = Notice.objects.filter(
        id=notice_id, sent_at=None, failed_at=None, send_after__lte=now
    ).update(send_after=now + TAKEN_FOR, attempts=F("attempts") + 1)
    if not mine:
        return False
    notice = Notice.objects.get(id=notice_id)
    try:
        CHANNELS[settings.MAIL_CHANNEL](notice)
    except Exception as fault:  # noqa: BLE001  whatever the channel raises, try again later
        _put_off(notice, now, fault)
        return False
    Notice.objects.filter(id=notice_id).update(sent_at=now, error="")
    return True


def _put_off(notice: Notice, now: datetime, fault: Exception) -> None:
    notice.error = f"{type(fault).__name__}: {fault}"[:250]
    notice.send_after = now + timedelta(minutes=2**notice.attempts)
    if notice.attempts >= MAX_ATTEMPTS:
        notice.failed_at = now
    notice.save(update_fields=["error", "send_after", "failed_at"])
