"""Mail as the demonstration shows it."""

from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from permeate.models import Notice, Person


@dataclass(frozen=True)
class Box:
    """One address that mail was written to: whose it is and how much there is."""

    address: str
    name: str
    count: int


def boxes() -> list[Box]:
    """Every mailbox with mail in it, the one with the newest on top."""
    names = dict(Person.objects.exclude(persona="").values_list("email", "name"))
    rows = (
        Notice.objects.order_by()
        .values("address")
        .annotate(count=Count("id"), newest=Max("written_at"))
        .order_by("-newest", "address")[:200]
    )
    return [Box(row["address"], names.get(row["address"], ""), row["count"]) for row in rows]


def mail_to(address: str) -> QuerySet[Notice]:
    """The mail of one box, newest first."""
    return Notice.objects.filter(address__iexact=address)
