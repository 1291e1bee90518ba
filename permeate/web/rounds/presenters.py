"""Rounds in the words of pages."""

from typing import Any

from permeate.core.matching_words import LIMIT_WORDS, OBJECTIVE_WORDS
from permeate.core.programmes import DIMENSIONS
from permeate.core.rounds import METHODS
from permeate.core.vocabulary import LABELS, Region, Sector
from permeate.models import Match, RoundEntry, RoundPlace, RoundRun, RoundTarget
from permeate.web.opportunities.presenters import link


def place_words(place: RoundPlace) -> str:
    """Title and host."""
    return f"{place.opportunity.title} at {place.opportunity.host.name}"


def seats(least: int, most: int | None) -> str:
    """How many people a place or target is about."""
    last = least if most is None else most
    people = "person" if last == 1 else "people"
    if most is None:
        return f"at least {least} {people}"
    return f"{least} to {most} {people}" if 0 < least < most else _one_number(least, most, people)


def _one_number(least: int, most: int, people: str) -> str:
    return f"exactly {most} {people}" if least else f"up to {most} {people}"


def place_row(place: RoundPlace) -> dict[str, Any]:
    """One place of the round."""
    return {
        "words": place_words(place),
        "href": link("opportunity", place.opportunity.reference),
        "seats": seats(place.least, place.most),
        "reference": place.reference,
    }


def target_row(target: RoundTarget) -> dict[str, Any]:
    """One target."""
    words = value_words(target.dimension.lower(), target.value)
    return {
        "words": f"{DIMENSIONS[target.dimension]}: {words}",
        "seats": seats(target.least, target.most),
        "key": f"{target.dimension}:{target.value}",
    }


def run_row(run: RoundRun) -> dict[str, Any]:
    """One try, without its result."""
    return {
        "href": link("round_run", run.reference),
        "method": METHODS[run.method],
        "asked_at": run.asked_at,
        "state": run_state(run),
        "published": run.published_at is not None,
    }


def run_state(run: RoundRun) -> str:
    """How far the worker is."""
    if run.finished_at is not None:
        return "No result" if run.reason else "Finished"
    return "Waiting for the worker" if run.started_at is None else "Being matched"


def answer_row(match: Match) -> dict[str, Any]:
    """Who goes where, and their answer."""
    return {
        "person": match.entry.person.name,
        "home": match.entry.home.name,
        "place": place_words(match.place),
        "status": match.status,
        "label": match.get_status_display(),
    }


def result(
    run: RoundRun, entries: dict[str, RoundEntry], places: dict[str, RoundPlace]
) -> dict[str, Any]:
    """A result for its owner: numbers, who goes where, and what limits cost."""
    found = run.result or {}
    certificate = found["certificate"]
    placed = certificate["placed"]
    return {
        "placed": placed["value"],
        "people": placed["value"] + len(found["unplaced"]),
        "bound": placed["bound"],
        "blocking": certificate["blocking_pairs"],
        "objectives": [
            {
                "words": objective_words(one["name"]),
                "value": abs(one["value"]),
                "proven": one["proven"],
                "bound": None if one["bound"] is None else abs(one["bound"]),
                "stable": _beside(found, one["name"]),
            }
            for one in certificate["objectives"]
        ],
        "limits": [_limit(one, places) for one in certificate["limits"]],
        "prices": [_price(one, entries, places) for one in found["prices"]],
        "matches": [
            {
                "person": entries[person].person.name,
                "home": entries[person].home.name,
                "place": place_words(places[place]),
                "why": found["explanations"][person],
            }
            for person, place in found["matches"]
            if person in entries and place in places
        ],
        "unplaced": [
            {
                "person": entries[person].person.name,
                "home": entries[person].home.name,
                "why": found["explanations"][person],
            }
            for person in found["unplaced"]
            if person in entries
        ],
    }


def objective_words(name: str) -> str:
    """An objective as people read it."""
    first, _, rank = name.partition(" ")
    return OBJECTIVE_WORDS[first].format(rank=rank)


def _beside(found: dict[str, Any], name: str) -> int | None:
    value = found["beside_stable"].get(name)
    return None if value is None else abs(value)


def _limit(limit: dict[str, Any], places: dict[str, RoundPlace]) -> dict[str, Any]:
    return {
        "words": limit_words(limit["limit"], places),
        "value": limit["value"],
        "wanted": seats(limit["least"], limit["most"]),
        "kept": limit["kept"],
    }


def limit_words(label: str, places: dict[str, RoundPlace]) -> str:
    """A limit of a place by its title; a target in its own words."""
    if label in places:
        return place_words(places[label])
    head, _, value = label.partition(" with ")[2].partition(" ")
    return f"{LIMIT_WORDS.get(head, head)}: {value_words(head, value)}"


def value_words(dimension: str, value: str) -> str:
    """A sector’s or region’s words; a type is words already."""
    vocabulary = {"sector": Sector, "region": Region}.get(dimension)
    return LABELS[vocabulary(value)] if vocabulary else value


def _price(
    price: dict[str, Any], entries: dict[str, RoundEntry], places: dict[str, RoundPlace]
) -> dict[str, Any]:
    gains = (
        f"{objective_words(name)} {gain:+}".replace("-", "−")
        for name, gain in price["gains"].items()
    )
    return {
        "words": limit_words(price["limit"], places),
        "gains": "; ".join(gains),
        "better": price["people_better_off"],
        "people": [entries[one].person.name for one in price["people"] if one in entries],
    }
