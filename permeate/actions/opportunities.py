"""Drafting an opportunity and changing what it says."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from permeate.actions.indexing import index_opportunity
from permeate.core import opportunities as rules
from permeate.core.access import check_may
from permeate.core.events import Event
from permeate.core.refusals import Refused, refuse_all
from permeate.core.vocabulary import Kind
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import (
    Objective,
    Opportunity,
    OpportunityAudience,
    OpportunityTopic,
    Organisation,
    Person,
)
from permeate.queries import opportunities as reads
from permeate.queries.relations import relations_to

COLUMNS = frozenset(
    {
        *("kind", "title", "summary", "host_manager", "why_placement", "host_learns"),
        *("profession", "starts_on", "ends_on", "fte", "hours_a_day", "place", "location"),
        *("region", "vetting", "payer", "places", "visibility", "closes_on"),
    }
)
# A change of one of these matters to whoever asked already.
MATERIAL = frozenset({"starts_on", "ends_on", "fte", "place", "location", "vetting", "payer"})


@write
def draft_opportunity(
    *, host: Organisation, kind: str, title: str, summary: str, by: Person, now: datetime
) -> Opportunity:
    """Begin a draft; Refused for somebody who does not host for the organisation."""
    check_may("opportunity.draft", relations_to(host, by))
    if host.closed_on:
        raise Refused(f"{host.name} is closed, so it can host nobody.", field="host")
    opportunity = Opportunity.objects.create(
        host=host,
        host_manager=by,
        kind=kind,
        title=title.strip(),
        summary=summary.strip(),
        region=host.region,
        created_at=now,
        updated_at=now,
    )
    record(Event.OPPORTUNITY_DRAFTED, opportunity, by=by, now=now, organisations=[host], kind=kind)
    return opportunity


@write
def copy_opportunity(*, opportunity: Opportunity, by: Person, now: datetime) -> Opportunity:
    """A new draft that says the same, without its dates and its programme."""
    same = {name: getattr(opportunity, name) for name in COLUMNS}
    copy = Opportunity.objects.create(
        host=opportunity.host,
        created_at=now,
        updated_at=now,
        **{**same, "starts_on": None, "ends_on": None, "closes_on": None, "host_manager": by},
    )
    _put_objectives(copy, opportunity.objectives.values_list("text", "measure"))
    for kind in ("THEME", "SKILL"):
        topics = opportunity.topics.filter(kind=kind)
        _put_topics(kind)(copy, topics.values_list("value", flat=True))
    OpportunityAudience.objects.bulk_create(
        OpportunityAudience(opportunity=copy, sector=sector, organisation_id=organisation)
        for sector, organisation in opportunity.audiences.values_list("sector", "organisation")
    )
    record(
        Event.OPPORTUNITY_DRAFTED,
        copy,
        by=by,
        now=now,
        organisations=[copy.host],
        kind=copy.kind,
        copied_from=opportunity.reference,
    )
    return copy


@write
def change_opportunity(
    *, opportunity: Opportunity, changes: Mapping[str, Any], by: Person, now: datetime
) -> Opportunity:
    """Keep these answers; nothing need be complete before it is published.

    ``changes`` maps columns, and ``objectives`` ((text, measure) pairs), ``themes``,
    ``skills`` and ``sectors``, to what they become. Refused where a published one would no
    longer say what it must, or the kind changes under people who asked.
    """
    locked = _lock(opportunity)
    known = {key for key in changes if key in COLUMNS and getattr(locked, key) != changes[key]}
    before = _gaps(locked, now) if locked.status == "PUBLISHED" else frozenset()
    _check_changes(locked, changes, known)
    was_manager = locked.host_manager_id
    for key in known:
        setattr(locked, key, changes[key])
    locked.updated_at = now
    locked.save()
    for key, put in LISTS.items():
        if key in changes:
            put(locked, changes[key])
    if locked.status == "PUBLISHED":
        _check_no_new_gaps(locked, before, now)
    record(
        Event.OPPORTUNITY_UPDATED,
        locked,
        by=by,
        now=now,
        organisations=[locked.host],
        fields=sorted(known | (LISTS.keys() & changes.keys())),
    )
    _tell(locked, known, was_manager, by, now)
    index_opportunity(opportunity=locked)
    return locked


@write
def add_audience(
    *, opportunity: Opportunity, organisation: Organisation, by: Person, now: datetime
) -> None:
    """Let one more organisation see it."""
    locked = _lock(opportunity)
    _, fresh = OpportunityAudience.objects.get_or_create(
        opportunity=locked, organisation=organisation
    )
    if fresh:
        _audience_changed(locked, organisation, by, now, added=True)


@write
def remove_audience(
    *, opportunity: Opportunity, organisation: Organisation, by: Person, now: datetime
) -> None:
    """Let one organisation see it no longer; Refused for the last of a published one."""
    locked = _lock(opportunity)
    before = _gaps(locked, now)
    locked.audiences.filter(organisation=organisation).delete()
    if locked.status == "PUBLISHED":
        _check_no_new_gaps(locked, before, now)
    _audience_changed(locked, organisation, by, now, added=False)


def _audience_changed(
    opportunity: Opportunity, organisation: Organisation, by: Person, now: datetime, *, added: bool
) -> None:
    opportunity.updated_at = now
    opportunity.save(update_fields=["updated_at"])
    record(
        Event.OPPORTUNITY_UPDATED,
        opportunity,
        by=by,
        now=now,
        organisations=[opportunity.host],
        fields=["organisations"],
        audience=organisation.reference,
        added=added,
    )
    index_opportunity(opportunity=opportunity)


def _lock(opportunity: Opportunity) -> Opportunity:
    locked = Opportunity.objects.select_for_update().get(id=opportunity.id)
    if locked.status == "WITHDRAWN":
        raise Refused("This opportunity was withdrawn. Copy it to offer it again.")
    return locked


def _gaps(opportunity: Opportunity, now: datetime) -> frozenset[str | None]:
    found = rules.missing(reads.offer_of(opportunity), today=timezone.localdate(now))
    return frozenset(refusal.field for refusal in found)


def _check_no_new_gaps(
    opportunity: Opportunity, before: frozenset[str | None], now: datetime
) -> None:
    """Refused for what is missing now and was not before: time alone refuses no correction."""
    found = rules.missing(reads.offer_of(opportunity), today=timezone.localdate(now))
    refuse_all([refusal for refusal in found if refusal.field not in before])


def _check_changes(
    opportunity: Opportunity, changes: Mapping[str, Any], known: Iterable[str]
) -> None:
    if "kind" in known:
        dated = Kind.SECONDMENT.value in (opportunity.kind, changes["kind"])
        rules.check_kind_may_change(
            asked=reads.was_asked_for(opportunity),
            dates=dated and opportunity.dates.filter(cancelled_at=None).exists(),
        )
    rules.check_period(
        starts_on=changes.get("starts_on", opportunity.starts_on),
        ends_on=changes.get("ends_on", opportunity.ends_on),
    )
    manager = changes.get("host_manager", opportunity.host_manager)
    if "host_manager" in known and not reads.possible_managers(opportunity.host_id).contains(
        manager
    ):
        raise Refused("Choose somebody who hosts for this organisation.", field="host_manager")


def _put_objectives(opportunity: Opportunity, objectives: Iterable[tuple[str, str]]) -> None:
    opportunity.objectives.all().delete()
    Objective.objects.bulk_create(
        Objective(opportunity=opportunity, order=order, text=text, measure=measure)
        for order, (text, measure) in enumerate(objectives)
    )


def _put_topics(kind: str) -> Callable[[Opportunity, Iterable[str]], None]:
    def put(opportunity: Opportunity, values: Iterable[str]) -> None:
        opportunity.topics.filter(kind=kind).delete()
        OpportunityTopic.objects.bulk_create(
            OpportunityTopic(opportunity=opportunity, kind=kind, value=value)
            for value in dict.fromkeys(values)
        )

    return put


def _put_sectors(opportunity: Opportunity, sectors: Iterable[str]) -> None:
    opportunity.audiences.exclude(sector="").delete()
    OpportunityAudience.objects.bulk_create(
        OpportunityAudience(opportunity=opportunity, sector=sector)
        for sector in dict.fromkeys(sectors)
    )


LISTS: Mapping[str, Callable[[Opportunity, Any], None]] = {
    "objectives": _put_objectives,
    "themes": _put_topics("THEME"),
    "skills": _put_topics("SKILL"),
    "sectors": _put_sectors,
}


def _tell(
    opportunity: Opportunity, known: set[str], was_manager: int, by: Person, now: datetime
) -> None:
    """A new host manager, and whoever asked where what they asked for has changed."""
    if opportunity.host_manager_id not in (was_manager, by.id):
        notify(
            Event.OPPORTUNITY_UPDATED,
            to=opportunity.host_manager,
            wording="opportunity_manager",
            now=now,
            opportunity=opportunity,
        )
    if opportunity.status != "DRAFT" and known & MATERIAL:
        for person in reads.interested(opportunity):
            notify(
                Event.OPPORTUNITY_UPDATED,
                to=person,
                wording="opportunity_changed",
                now=now,
                opportunity=opportunity,
            )
