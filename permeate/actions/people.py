"""Writes about people's accounts."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from permeate.core.events import Event
from permeate.core.personal_data import ACTED
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Notice, Person
from permeate.queries.personal_data import table


def register_person(
    *, name: str, email: str, password: str, now: datetime, verified: bool = False
) -> Person:
    """A new person with an address to sign in with.

    ``verified`` where a link in a mail to the address brought them here. The password is
    hashed before the transaction begins: hashing takes long, and others would wait.
    """
    hashed = make_password(password)
    return add_person(name=name, email=email, hashed=hashed, verified=verified, now=now)


@write
def add_person(*, name: str, email: str, hashed: str, verified: bool, now: datetime) -> Person:
    """A new person whose password is hashed already; see ``register_person``."""
    person = Person.objects.create(
        name=name.strip(),
        email=Person.objects.normalise(email),
        password=hashed,
        created_at=now,
    )
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=verified)
    record(Event.PERSON_REGISTERED, person, by=person, now=now, verified=verified)
    return person


@write
def first_sign_in(*, person: Person, name: str, hashed: str, now: datetime) -> Person:
    """Somebody who was named by others before they came gets their account."""
    person.name, person.password = name.strip(), hashed
    person.save(update_fields=["name", "password"])
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"primary": True, "verified": True}
    )
    record(Event.PERSON_REGISTERED, person, by=person, now=now, verified=True)
    return person


@write
def take_over_placeholder(*, placeholder: Person, by: Person, now: datetime) -> None:
    """Somebody proved that an address is theirs which others had named before they came.

    What waits for the address waits for them now; its empty account closes.
    """
    for link in ACTED:
        name, _, field = link.rpartition(".")
        table(name).objects.filter(**{field: placeholder}).update(**{field: by})
    placeholder.email = f"taken-{placeholder.reference}@erased.invalid"
    placeholder.name, placeholder.is_active = "Erased person", False
    placeholder.save(update_fields=["email", "name", "is_active"])
    record(Event.PERSON_UPDATED, by, by=by, now=now, change="took_over", of=placeholder.reference)


@write
def send_account_mail(*, address: str, letter: str, now: datetime, **words: str) -> Notice:
    """Put a letter about an account (verification, reset) in the outbox.

    ``letter`` names a file in ``journal/wording/account``; ``words`` are what it says.
    """
    person = Person.objects.filter(email__iexact=address).first()
    notice = notify(
        Event.PERSON_UPDATED,
        to=person or address,
        wording=f"account/{letter}",
        now=now,
        address=address,
        **words,
    )
    if notice.address != address:
        notice.address = address
        notice.save(update_fields=["address"])
    return notice


@write
def record_account_changed(*, person: Person, change: str, now: datetime) -> None:
    """One fact for a change of password, addresses or second factor."""
    record(Event.PERSON_UPDATED, person, by=person, now=now, change=change)


@write
def tell_account_changed(
    *, person: Person, change: str, now: datetime, address: str | None = None, **words: str
) -> None:
    """Record a change of the account and tell its person, at ``address`` if not the main one."""
    record_account_changed(person=person, change=change, now=now)
    send_account_mail(
        address=address or person.email, letter=change, now=now, changed_at=now, **words
    )


@write
def sign_in_persona(*, persona: Person, now: datetime) -> None:
    """Record that somebody took a demonstration persona's place."""
    record(Event.DEMONSTRATION_SIGNED_IN, persona, by=persona, now=now)
