"""Reads about one person's own account."""

from allauth.mfa.models import Authenticator

from permeate.models import Person


def skills_of(person: Person) -> list[str]:
    """Codes of the vocabulary and own words, as they were added."""
    return list(person.skills.order_by("id").values_list("skill", flat=True))


def has_second_factor(person: Person) -> bool:
    """Whether an app or a passkey is set up."""
    return (
        Authenticator.objects.filter(user=person)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .exists()
    )


def has_account(person: Person) -> bool:
    """Whether they can sign in; somebody named as a manager before they came cannot yet."""
    return person.has_usable_password() or has_second_factor(person)
