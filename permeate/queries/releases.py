"""Reads about releases."""

from django.db.models import QuerySet

from permeate.models import Person, Release


def visible(person: Person) -> QuerySet[Release]:
    """Releases the person may see, with all their page shows."""
    return Release.objects.visible_to(person).select_related(
        "person", "home", "manager", "opportunity__host", "decided_by"
    )
