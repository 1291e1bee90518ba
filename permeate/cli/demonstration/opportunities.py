"""Opportunities of every kind, published by their hosts."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from permeate.actions.opportunities import change_opportunity, draft_opportunity
from permeate.actions.opportunity_dates import add_date
from permeate.actions.publishing import publish_opportunity
from permeate.cli.demonstration.stories import Story, Teller, World
from permeate.core.vocabulary import Visibility
from permeate.models import Opportunity

OFFERS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "opportunities.toml").read_text(encoding="utf-8")
)
SAME = ("profession", "location", "region", "place", "vetting", "payer")


def tellers() -> list[Teller]:
    """One story for each, and one of a draft that nobody has finished."""
    return [_teller(key, offer) for key, offer in OFFERS.items()] + [unfinished]


def _teller(key: str, offer: dict[str, Any]) -> Teller:
    def tell(world: World) -> Story:
        moment = world.at(offer["published"] + 3, hour=14)
        yield moment
        host = world.person(offer["host"])
        opportunity = draft_opportunity(
            host=host.memberships.get(ended_at=None).organisation,
            kind=offer["kind"],
            title=offer["title"],
            summary=offer["summary"],
            by=host,
            now=moment,
        )
        change_opportunity(
            opportunity=opportunity, changes=_changes(world, offer), by=host, now=moment
        )
        _add_dates(world, key, offer, opportunity)
        moment = world.at(offer["published"], hour=9)
        yield moment
        host = world.person(offer["host"])
        world.kept["opportunity", key] = publish_opportunity(
            opportunity=opportunity, by=host, now=moment
        )

    return tell


def _changes(world: World, offer: dict[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {name: offer[name] for name in SAME if name in offer}
    changes |= {
        "why_placement": offer["why"],
        "host_learns": offer["learns"],
        "objectives": [tuple(pair) for pair in offer["objectives"]],
        "themes": offer["themes"],
        "skills": offer.get("skills", []),
        "fte": Decimal(offer.get("fte", "1")),
    }
    if "sectors" in offer:
        changes |= {"visibility": Visibility.SECTORS.value, "sectors": offer["sectors"]}
    if "starts" in offer:
        changes["starts_on"] = world.day(offer["starts"])
        changes["ends_on"] = world.day(offer["starts"] + offer["length"] - 1)
    if "closes" in offer:
        changes["closes_on"] = world.day(offer["closes"])
    return changes


def _add_dates(world: World, key: str, offer: dict[str, Any], opportunity: Opportunity) -> None:
    for number, (days, places) in enumerate(offer.get("dates", [])):
        first = world.day(days)
        length = offer.get("length", 1)
        world.kept["date", key, number] = add_date(
            opportunity=opportunity,
            first=first,
            last=world.working_days_from(first, length),
            places=places,
            by=world.person(offer["host"]),
            now=world.at(offer["published"] + 3, hour=14),
        )


def unfinished(world: World) -> Story:
    """A draft that its host has yet to finish."""
    moment = world.at(2, hour=16)
    yield moment
    host = world.person("host")
    draft_opportunity(
        host=world.organisations["mhclg"],
        kind="DEVELOPMENT_DAY",
        title="How councils’ letters reach a minister",
        summary="A day in the correspondence team.",
        by=host,
        now=moment,
    )
