"""Event → who is told, in which words, as rows of the outbox."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from permeate.core.events import Event
from permeate.journal.links import absolute
from permeate.journal.record import current
from permeate.models import Notice, Person
from permeate.models.references import new_reference

WORDING = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "wording"),
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701  plain-text mail
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
WORDING.globals["absolute"] = absolute


def _day(value: date | datetime) -> str:
    """``3 March 2027``; a time on its London date."""
    value = localtime(value) if isinstance(value, datetime) else value
    return f"{value.day} {value:%B %Y}"


def _moment(value: datetime) -> str:
    return f"{_day(value)} at {localtime(value):%H:%M}"


WORDING.filters |= {"day": _day, "moment": _moment}


def notify(
    event: Event,
    *,
    to: Person | str,
    wording: str,
    now: datetime,
    send_after: datetime | None = None,
    **context: Any,
) -> Notice:
    """Write one notice in the running write's transaction; the worker sends it after.

    ``to`` is a person or, before there is one, an address. ``wording`` names a file in
    ``journal/wording``: its first line is the subject, the rest the body.
    """
    notice = compose(event, to=to, wording=wording, now=now, send_after=send_after, **context)
    current().notices_written = True
    notice.save()
    return notice


def notify_all(notices: list[Notice]) -> None:
    """Write many composed notices at once, in the running write's transaction."""
    current().notices_written = True
    Notice.objects.bulk_create(notices, batch_size=500)


def compose(
    event: Event,
    *,
    to: Person | str,
    wording: str,
    now: datetime,
    send_after: datetime | None = None,
    **context: Any,
) -> Notice:
    """A notice as ``notify`` writes it, not yet written."""
    recipient = to if isinstance(to, Person) else None
    address = recipient.email if recipient else str(to)
    context.setdefault("name", recipient.name if recipient else "")
    text = WORDING.get_template(f"{wording}.txt").render(**context)
    subject, _, body = text.partition("\n")
    reference = new_reference()
    return Notice(
        reference=reference,
        event=event.value,
        recipient=recipient,
        address=address,
        subject=subject.strip()[:250],
        body=body.strip() + "\n",
        message_id=f"<{reference}.{int(now.timestamp())}@{settings.MAIL_DOMAIN}>",
        written_at=now,
        send_after=send_after or now,
    )
