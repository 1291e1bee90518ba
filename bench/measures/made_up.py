"""Seeded columns of a large service: what happened at 1,350 organisations."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

SEED = 1974
FIRST_DAY, LAST_DAY = 19_358, 20_545  # 1 January 2023 to 1 April 2026
ORGANISATIONS = 1_350
# Of a hundred events: prompts delivered, answered, entries, shares, words, decisions, placements.
PARTS = {"prompt": 45, "answer": 30, "entry": 10, "share": 3, "word": 8, "decision": 3, "start": 1}
AUDIENCE = 3
Columns = Mapping[str, Any]


@dataclass(frozen=True)
class Service:
    """Columns by table."""

    placements: Columns
    prompts: Columns
    entries: Columns
    shares: Columns
    audiences: Columns
    words: Columns
    decisions: Columns
    people: int


def service(events: int) -> Service:
    """About so many events."""
    chance = np.random.default_rng(SEED)
    count = {name: max(50, events * part // 100) for name, part in PARTS.items()}
    people = max(100, events // 500)
    n = count["start"]
    start = chance.integers(FIRST_DAY, LAST_DAY - 200, n)
    home = chance.integers(1, ORGANISATIONS + 1, n)
    host = (home + chance.integers(1, ORGANISATIONS, n) - 1) % ORGANISATIONS + 1
    placements = {
        "home": home, "host": host, "person": chance.integers(1, people + 1, n), "start": start,
        "end": start + chance.integers(1, 200, n),
    }  # fmt: skip
    prompts = _prompts(chance, count["prompt"], count["answer"], start)
    at = chance.integers(0, n, count["entry"])
    entries = {"placement": at, "day": start[at] + chance.integers(0, 120, count["entry"])}
    told = np.sort(chance.choice(count["entry"], count["share"], replace=False))
    shares = {"entry": told, "day": entries["day"][told] + 1}
    audiences = {
        "share": np.repeat(np.arange(count["share"]), AUDIENCE),
        "organisation": _apart(chance, count["share"]),
    }
    return Service(
        placements, prompts, entries, shares, audiences,
        _words(chance, count["word"], audiences, shares, people),
        _decisions(chance, count["decision"], audiences, shares, people), people,
    )  # fmt: skip


def _prompts(chance: np.random.Generator, sent: int, answered: int, start: Any) -> Columns:
    of = np.sort(chance.integers(0, len(start), sent))
    number = np.arange(sent) - np.searchsorted(of, of)
    yes = np.zeros(sent, dtype=bool)
    yes[chance.choice(sent, answered, replace=False)] = True
    return {
        "placement": of, "number": number, "day": start[of] + 7 * (number % 28),
        "answered": yes, "answer": chance.integers(0, 2, sent),
    }  # fmt: skip


def _apart(chance: np.random.Generator, shares: int) -> Any:
    """Three different organisations for each share."""
    first = chance.integers(0, ORGANISATIONS, shares)
    steps = np.array([0, 419, 863])
    return ((first[:, None] + steps) % ORGANISATIONS + 1).ravel()


def _words(chance: Any, n: int, audiences: Columns, shares: Columns, people: int) -> Columns:
    at = np.arange(n) % len(audiences["share"])
    return {
        "share": audiences["share"][at], "organisation": audiences["organisation"][at],
        "person": np.arange(n) % people + 1,
        "day": shares["day"][audiences["share"][at]] + chance.integers(0, 30, n),
        "receipt": chance.integers(0, 3, n),
    }  # fmt: skip


def _decisions(chance: Any, n: int, audiences: Columns, shares: Columns, people: int) -> Columns:
    at = np.sort(chance.choice(len(audiences["share"]), n, replace=False))
    return {
        "share": audiences["share"][at], "organisation": audiences["organisation"][at],
        "person": chance.integers(1, people + 1, n),
        "day": shares["day"][audiences["share"][at]] + chance.integers(5, 150, n),
        "verdict": chance.integers(0, 3, n),
    }  # fmt: skip


def event_rows(made: Service) -> dict[str, Any]:
    """The same events as the columns of one table: kind, organisation, person, day."""
    p, e = made.placements, made.entries
    entry_of = e["placement"][made.shares["entry"]]
    yes = made.prompts["answered"]
    parts = [
        (0, p["home"], p["person"], p["start"]),
        (1, p["home"][made.prompts["placement"]], p["person"][made.prompts["placement"]],
         made.prompts["day"]),
        (2, p["home"][made.prompts["placement"][yes]], p["person"][made.prompts["placement"][yes]],
         made.prompts["day"][yes]),
        (3, p["home"][e["placement"]], p["person"][e["placement"]], e["day"]),
        (4, p["home"][entry_of], p["person"][entry_of], made.shares["day"]),
        (5, made.words["organisation"], made.words["person"], made.words["day"]),
        (6, made.decisions["organisation"], made.decisions["person"], made.decisions["day"]),
    ]  # fmt: skip
    kinds = [np.full(len(day), kind) for kind, _, _, day in parts]
    return {
        "kind": np.concatenate(kinds).astype(np.int8),
        "organisation": np.concatenate([one[1] for one in parts]).astype(np.int32),
        "person": np.concatenate([one[2] for one in parts]).astype(np.int32),
        "day": np.concatenate([one[3] for one in parts]).astype(np.int32),
    }
