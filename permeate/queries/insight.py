"""Numbers of one organisation or one programme, and the rows behind them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from permeate.core.insight import Flow, year_span
from permeate.core.roles import Role
from permeate.models import (
    Acknowledgement,
    CheckIn,
    Decision,
    Organisation,
    Person,
    Placement,
    Programme,
    ProgrammeMember,
    ShareAudience,
)
from permeate.models.placements import NOT_STARTED
from permeate.queries.placements import late_check_ins

Scope = Organisation | Programme


@dataclass(frozen=True)
class ShareCounts:
    """What was put before organisations in a year, and what they made of it."""

    shared: int
    acknowledged: int
    undecided: int
    overdue: int
    verdicts: Counter[str]


def organisations(person: Person) -> QuerySet[Organisation]:
    """Organisations by the register; the gate asks who coordinates."""
    return Organisation.objects.visible_to(person)


def programmes(person: Person) -> QuerySet[Programme]:
    """Programmes the person may see; the gate asks who owns."""
    return Programme.objects.visible_to(person).select_related("organisation")


def coordinated(person: Person) -> QuerySet[Organisation]:
    """Organisations whose numbers this person may read."""
    return Organisation.objects.filter(id__in=person.standing.organisations_as(Role.COORDINATOR))


def owned(person: Person) -> QuerySet[Programme]:
    """Programmes whose numbers this person may read."""
    standing = person.standing
    return Programme.objects.filter(
        Q(owner=person) | Q(organisation_id__in=standing.organisations_as(Role.PROGRAMME_OWNER))
    )


def within(scope: Scope) -> Q:
    """Placements of an organisation, from or to it, or of a programme."""
    if isinstance(scope, Programme):
        return Q(opportunity__programme=scope)
    return Q(home=scope) | Q(host=scope)


def took_place(scope: Scope, year: int) -> QuerySet[Placement]:
    """Placements that were under way on any day of the financial year."""
    first, last = year_span(year)
    not_over = Q(ended_on=None, ends_on__gte=first) | Q(ended_on__gte=first)
    return (
        Placement.objects.filter(within(scope), not_over, starts_on__lte=last)
        .exclude(status__in=NOT_STARTED)
        .exclude(booking__status="NO_SHOW")
    )


def flows(scope: Scope, year: int) -> list[Flow]:
    """Who went from where to where, each way once a person; one query."""
    rows = took_place(scope, year).values_list(
        "participant_id", "home_id", "host_id", "home__sector", "host__sector"
    )
    return [Flow(*row) for row in rows.order_by().distinct()]


def people_behind(
    organisation: Organisation, *, year: int, incoming: bool, sector: str
) -> QuerySet[Placement]:
    """Placements behind one number: in from, or out to, organisations of a sector or all."""
    here, there = ("host", "home") if incoming else ("home", "host")
    rows = took_place(organisation, year).filter(**{here: organisation})
    if sector:
        rows = rows.filter(**{f"{there}__sector": sector})
    return rows.select_related("participant", "home", "host", "opportunity").order_by(
        "starts_on", "id"
    )


def members(programme: Programme) -> list[Organisation]:
    """Member organisations by name; one query."""
    return list(
        Organisation.objects.filter(
            id__in=ProgrammeMember.objects.filter(programme=programme).values("organisation")
        ).order_by("name")
    )


def fellow_members(organisation: Organisation) -> list[Organisation]:
    """The other members of the programmes an organisation is in, by name; one query."""
    own = ProgrammeMember.objects.filter(organisation=organisation).values("programme")
    fellows = ProgrammeMember.objects.filter(programme__in=own).values("organisation")
    return list(
        Organisation.objects.filter(id__in=fellows).exclude(id=organisation.id).order_by("name")
    )


def overdue(scope: Scope, today: date) -> QuerySet[Placement]:
    """Placements now under way or just ended with a check-in that is late."""
    late = CheckIn.objects.filter(late_check_ins(today), placement=OuterRef("pk"))
    return (
        Placement.objects.filter(
            within(scope), Exists(late), status__in=("ACTIVE", "RETURNED", "ENDED_EARLY")
        )
        .select_related("participant", "home", "host")
        .order_by("starts_on", "id")
    )


def put_before(scope: Scope, year: int) -> QuerySet[ShareAudience]:
    """Shares an organisation received, or that came out of a programme, in the year."""
    first, last = year_span(year)
    if isinstance(scope, Programme):
        mine = Q(share__entry__placement__opportunity__programme=scope)
    else:
        mine = Q(organisation=scope)
    return ShareAudience.objects.filter(
        mine,
        decision_due_on__isnull=False,
        share__shared_at__date__gte=first,
        share__shared_at__date__lte=last,
    ).select_related("share__shared_by", "organisation")


def with_verdicts(audiences: QuerySet[ShareAudience]) -> list[tuple[ShareAudience, str, bool]]:
    """(audience, the verdict that stands or nothing, acknowledged); three queries."""
    rows = list(audiences.order_by("-share__shared_at", "id"))
    pairs = {(row.share_id, row.organisation_id) for row in rows}
    shares = {share for share, _ in pairs}
    made = Decision.objects.filter(share_id__in=shares).order_by("decided_at", "id")
    verdicts = {
        (share, organisation): verdict
        for share, organisation, verdict in made.values_list(
            "share_id", "organisation_id", "verdict"
        )
    }
    seen = set(
        Acknowledgement.objects.filter(share_id__in=shares).values_list(
            "share_id", "organisation_id"
        )
    )
    return [
        (
            row,
            verdicts.get((row.share_id, row.organisation_id), ""),
            (row.share_id, row.organisation_id) in seen,
        )
        for row in rows
    ]


def share_counts(scope: Scope, year: int, today: date) -> ShareCounts:
    """Numbers of shares and decisions; three queries, whatever the rows."""
    rows = with_verdicts(put_before(scope, year))
    waiting = [row for row, verdict, _ in rows if verdict in ("", "DEFER")]
    return ShareCounts(
        shared=len(rows),
        acknowledged=sum(acknowledged for _, _, acknowledged in rows),
        undecided=len(waiting),
        overdue=sum(row.decision_due_on < today for row in waiting),
        verdicts=Counter(verdict for _, verdict, _ in rows if verdict),
    )
