"""Reads about plans."""

from django.db.models import QuerySet

from permeate.models import Need, Person


def visible(person: Person) -> QuerySet[Need]:
    """The person's own plans, with what their page shows."""
    return Need.objects.visible_to(person).select_related("organisation", "wish")


def own(person: Person) -> QuerySet[Need]:
    """The person's own plans, the newest first."""
    return visible(person).order_by("-updated_at", "-id")


def whole(person: Person) -> QuerySet[Need]:
    """Plans of which something can be made: everything answered."""
    return own(person).filter(drafted_at__isnull=False)
