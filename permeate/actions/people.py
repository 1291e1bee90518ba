"""Writes about people: their accounts, memberships and invitations."""

from datetime import datetime

from permeate.core.events import Event
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Notice, Person


@write
def send_account_mail(*, address: str, subject: str, body: str, now: datetime) -> Notice:
    """Put a mail about an account (verification, reset, change) in the outbox."""
    person = Person.objects.filter(email__iexact=address).first()
    return notify(
        Event.PERSON_UPDATED,
        to=person or address,
        wording="account",
        now=now,
        subject=subject,
        body=body,
    )


@write
def sign_in_persona(*, persona: Person, now: datetime) -> None:
    """Record that somebody took a demonstration persona's place."""
    record(Event.DEMONSTRATION_SIGNED_IN, persona, by=persona, now=now)
