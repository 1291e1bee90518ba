"""Reads about saved searches."""

from collections.abc import Iterator

from django.db.models import QuerySet

from permeate.models import Person, SavedSearch


def visible(person: Person) -> QuerySet[SavedSearch]:
    """The person's own."""
    return SavedSearch.objects.visible_to(person)


def linked() -> QuerySet[SavedSearch]:
    """Those a link in a mail may name."""
    return SavedSearch.objects.select_related("person")


def alerting() -> Iterator[SavedSearch]:
    """Those whose owners want mails and can sign in."""
    return SavedSearch.objects.filter(alerts=True, person__is_active=True).order_by("id").iterator()
