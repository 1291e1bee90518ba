"""Somebody takes over what hung on a manager who leaves or is replaced."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Model

from permeate.actions.indexing import index_opportunity
from permeate.core.events import Event
from permeate.journal.links import absolute
from permeate.journal.notices import compose, notify_all
from permeate.journal.record import record, write
from permeate.models import Organisation, Person
from permeate.queries.duties import Duties, waiting_for

Told = Mapping[Person, list[str]]


@write
def hand_over(
    *,
    duties: Duties,
    from_person: Person,
    to: Person,
    organisation: Organisation,
    by: Person,
    now: datetime,
) -> None:
    """Make ``to`` the manager of all of it, and tell everybody whom it concerns.

    The caller has checked that ``to`` may take over.
    """
    for rows, field in (
        (duties.releases, "manager"),
        (duties.bookings, "home_manager"),
        (duties.sent, "home_manager"),
        (duties.hosted, "host_manager"),
        (duties.opportunities, "host_manager"),
        (duties.programmes, "owner"),
        (duties.reports, "manager"),
    ):
        _replace(rows, field, from_person, to, organisation, by, now)
    for opportunity in duties.opportunities:
        index_opportunity(opportunity=opportunity)
    told = _whom_it_concerns(duties, to)
    notify_all(
        [
            compose(
                Event.MANAGER_REPLACED,
                to=person,
                wording="manager_replaced",
                now=now,
                lines=lines,
                before=from_person.name,
                after=to.name,
                mine=person == to,
                organisation=organisation,
            )
            for person, lines in told.items()
            if person not in (by, from_person)
        ]
    )


def _replace(
    rows: list[Model],
    field: str,
    from_person: Person,
    to: Person,
    organisation: Organisation,
    by: Person,
    now: datetime,
) -> None:
    if not rows:
        return
    type(rows[0]).objects.filter(id__in=[row.pk for row in rows]).update(**{field: to})
    for row in rows:
        record(
            Event.MANAGER_REPLACED,
            row,
            by=by,
            now=now,
            organisations=[organisation],
            role=field,
            before=from_person.reference,
            after=to.reference,
        )


def _whom_it_concerns(duties: Duties, to: Person) -> Told:
    """Person → what changed for them, a line each, with where to see it."""
    told: dict[Person, list[str]] = defaultdict(list)

    def tell(line: str, path: str, *people: Person | None) -> None:
        for person in {to, *(one for one in people if one)}:
            told[person].append(f"{line}\n{absolute(path)}")

    for release in duties.releases:
        line = f"Release of {release.person.name} for {release.opportunity.title}"
        tell(line, f"/releases/{release.reference}/", release.person)
    for booking in duties.bookings:
        opportunity = booking.date.opportunity
        line = f"Booking of {booking.person.name} for {opportunity.title}"
        tell(line, f"/bookings/{booking.reference}/", booking.person, opportunity.host_manager)
    for placement in duties.sent:
        line = f"Home manager of the placement of {placement.participant.name}"
        path = f"/placements/{placement.reference}/"
        tell(line, path, placement.participant, placement.host_manager)
    for placement in duties.hosted:
        line = f"Host manager of the placement of {placement.participant.name}"
        path = f"/placements/{placement.reference}/"
        tell(line, path, placement.participant, placement.home_manager)
    for opportunity in duties.opportunities:
        path = f"/opportunities/{opportunity.reference}/"
        tell(f"Host of {opportunity.title}", path, *waiting_for(opportunity))
    for programme in duties.programmes:
        tell(f"Programme {programme.name}", f"/programmes/{programme.reference}/")
    for report in duties.reports:
        tell(f"Manager of {report.person.name}", "/home/", report.person)
    return told
