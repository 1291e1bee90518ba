"""A member hosts on a programme's date: a development day, made and published at once."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from permeate.actions.locking import lock
from permeate.actions.opportunities import change_opportunity, draft_opportunity
from permeate.actions.opportunity_dates import add_date
from permeate.actions.publishing import publish_opportunity
from permeate.core import programmes as rules
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Kind, Visibility
from permeate.journal.record import write
from permeate.models import (
    Opportunity,
    OpportunityAudience,
    OpportunityDate,
    Organisation,
    Person,
    ProgrammeDate,
)
from permeate.queries import programmes as reads


@write
def host_programme_date(
    *, day: ProgrammeDate, host: Organisation, answers: Mapping[str, Any], by: Person, now: datetime
) -> OpportunityDate:
    """Offer a development day on this date; Refused with all that is missing.

    ``answers``: title, summary, objectives (one), measure, why_placement, host_learns, location,
    places, from_time, to_time, everyone (else only members see it).
    """
    locked = _check_free(day, host, now)
    opportunity = draft_opportunity(
        host=host,
        kind=Kind.DEVELOPMENT_DAY.value,
        title=answers["title"],
        summary=answers["summary"],
        by=by,
        now=now,
    )
    opportunity.programme = locked.programme
    opportunity.save(update_fields=["programme"])
    visibility = Visibility.EVERYONE if answers["everyone"] else Visibility.ORGANISATIONS
    change_opportunity(
        opportunity=opportunity,
        changes={
            "objectives": [(answers["objectives"], answers["measure"])],
            "visibility": visibility.value,
            **{key: answers[key] for key in ("why_placement", "host_learns", "location", "places")},
        },
        by=by,
        now=now,
    )
    if not answers["everyone"]:
        _show_members(opportunity, locked)
    added = _offer(locked, opportunity, answers, by, now)
    publish_opportunity(opportunity=opportunity, by=by, now=now)
    return added


@write
def host_again(
    *,
    day: ProgrammeDate,
    opportunity: Opportunity,
    places: int,
    from_time: time | None,
    to_time: time | None,
    by: Person,
    now: datetime,
) -> OpportunityDate:
    """Offer on this date what the host offered under the programme before."""
    if opportunity.programme_id != day.programme_id:
        raise Refused("Choose a day that was offered under this programme.")
    locked = _check_free(day, opportunity.host, now)
    answers = {"places": places, "from_time": from_time, "to_time": to_time}
    added = _offer(locked, opportunity, answers, by, now)
    if opportunity.status == "CLOSED":
        publish_opportunity(opportunity=opportunity, by=by, now=now)
    return added


def _offer(
    day: ProgrammeDate,
    opportunity: Opportunity,
    answers: Mapping[str, Any],
    by: Person,
    now: datetime,
) -> OpportunityDate:
    return add_date(
        opportunity=opportunity,
        first=day.held_on,
        last=None,
        places=answers["places"],
        from_time=answers["from_time"],
        to_time=answers["to_time"],
        programme_date=day,
        by=by,
        now=now,
    )


def _check_free(day: ProgrammeDate, host: Organisation, now: datetime) -> ProgrammeDate:
    locked = lock(ProgrammeDate.objects.select_related("programme"), day.id)
    if not locked.programme.members.filter(organisation=host).exists():
        raise Refused(f"{host.name} does not take part in this programme.")
    rules.check_can_host(
        held_on=locked.held_on,
        cancelled=locked.cancelled_at is not None,
        hosts_already=reads.hosts_on(locked, host) > 0,
        today=timezone.localdate(now),
    )
    return locked


def _show_members(opportunity: Opportunity, day: ProgrammeDate) -> None:
    OpportunityAudience.objects.bulk_create(
        OpportunityAudience(opportunity=opportunity, organisation_id=organisation)
        for organisation in day.programme.members.values_list("organisation_id", flat=True)
    )
