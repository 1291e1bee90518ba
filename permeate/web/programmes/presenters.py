"""How programmes read: when they meet, who hosts, what they have reached."""

from collections.abc import Collection, Mapping
from typing import Any

from permeate.core.programmes import DIMENSIONS, Reach, shown
from permeate.core.recurrence import words
from permeate.core.relations import Relation
from permeate.models import Booking, OpportunityDate, Programme, ProgrammeDate
from permeate.queries.programmes import rule_of
from permeate.web.opportunities.presenters import date_row, hours_words, link
from permeate.web.presenting import day, label, plural

Row = dict[str, Any]
STEPS = {
    "REACHED": ("Reached", "green"),
    "STARTED": ("Started", "yellow"),
    "NOT_YET": ("Not yet", "red"),
}


def listed_row(programme: Programme) -> Row:
    """One line of the list."""
    facts = [programme.organisation.name, plural(programme.member_count, "member")]
    if programme.next_on:
        facts.append(f"next on {day(programme.next_on)}")
    return {
        "name": programme.name,
        "href": link("programme", programme.reference),
        "facts": facts,
    }


def when(programme: Programme) -> str:
    """``Second Wednesday of every month, until 30 June 2028``."""
    until = f", until {day(programme.ends_on)}" if programme.ends_on else ""
    return f"{words(rule_of(programme))}{until}"


def programme_date(
    one: ProgrammeDate,
    offered: Collection[OpportunityDate],
    own: Mapping[int, Booking],
    relations: Collection[Relation],
    host_ids: Collection[int],
) -> Row:
    """A date of the programme with who hosts on it, and what the reader can do there."""
    taken_by_own = {offer.opportunity.host_id for offer in offered}
    may_host = bool(set(host_ids) - taken_by_own)
    owner = Relation.PROGRAMME_OWNER in relations
    return {
        "words": day(one.held_on),
        "moved": day(one.planned_on) if one.held_on != one.planned_on else "",
        "offers": [_offer(offer, dict(own)) for offer in offered],
        "host": link("host_programme_date", one.reference) if may_host else "",
        "call_off": link("call_off_programme_date", one.reference) if owner and not offered else "",
    }


def _offer(offer: OpportunityDate, own: dict[int, Booking]) -> Row:
    opportunity = offer.opportunity
    return {
        **date_row(offer, own, open_now=True),
        "title": opportunity.title,
        "host": opportunity.host.name,
        "hours": hours_words(offer),
        "href": link("opportunity", opportunity.reference),
    }


def reach_row(reach: Reach) -> Row:
    """One line of the coverage table."""
    goal = reach.goal
    step, colour = STEPS[reach.step]
    return {
        "dimension": goal.dimension,
        "value": goal.value,
        "kind": DIMENSIONS[goal.dimension],
        "words": goal.value if goal.dimension == "TYPE" else label(goal.value),
        "wanted": goal.wanted,
        "people": shown(reach.people),
        "hosted": reach.hosted,
        "members": reach.members,
        "step": step,
        "colour": colour,
    }
