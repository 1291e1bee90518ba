"""What a scheme of the right shape can still get wrong: its parts must agree with each other."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from permeate.core.cpd.conditions import names_of
from permeate.core.cpd.format import NAME
from permeate.core.cpd.lines import Path
from permeate.core.cpd.vocabulary import FIELDS, PREDICATES, TYPES

Told = Iterator[tuple[Path, str]]
CONDITIONS = ("all", "any", "none", "made_of", "needs", "unknown")
DOUBTFUL = "L"
OVERLAPS = (
    "overlaps another cap: caps must each be for types of their own (“all” or “any” of type:NAME), "
    "or there must be only one."
)
ATOM = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


def lint(data: Mapping[str, Any]) -> list[tuple[Path, str]]:
    """Faults as (path, words); ``data`` has the shape that `format` describes."""
    return [
        *_top(data),
        *_conditions(data),
        *_requirements(data),
        *_tariffs(data),
        *_caps(data),
        *_carry_over(data),
    ]


def _top(data: Mapping[str, Any]) -> Told:
    if data["format"] != 1:
        yield ("format",), f"only format 1 is known, not {data['format']}."
    if not re.fullmatch(NAME, data["name"]):
        yield ("name",), "“name” must be lower-case letters and digits, joined by hyphens."
    if not data["source"]["address"].startswith(("https://", "http://")):
        yield ("source", "address"), "“address” must begin with https:// or http://."
    if data["window"].get("years", 1) < 1:
        yield ("window", "years"), "“years” must be at least 1."
    first, last = data.get("valid_from"), data.get("valid_until")
    if first and last and last < first:
        yield ("valid_until",), "“valid_until” is before “valid_from”."
    names = [one["name"] for one in data.get("category", ())]
    for at, name in enumerate(names):
        if name in names[:at]:
            yield ("category", at, "name"), f"category “{name}” is there twice."


def _conditions(data: Mapping[str, Any]) -> Told:
    """Atoms that name nothing we or the scheme know."""
    own = {one["predicate"] for one in data.get("definition", ())}
    for path, table in _tables(data):
        for key in CONDITIONS:
            for atom in table.get(key, ()):
                for words in _atom(atom, own):
                    yield (*path, key), words
        if bool(table.get("unknown")) != bool(table.get("unknown_why")):
            yield path, "“unknown” and “unknown_why” go together."


def _tables(data: Mapping[str, Any]) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield (name,), value
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield from (((name, at), one) for at, one in enumerate(value))


def _atom(atom: str, own: Iterable[str]) -> Iterator[str]:
    parts = atom.split("|")
    for part in parts:
        kind, colon, name = part.rpartition(":")
        if not ATOM.fullmatch(name) or (colon and kind not in ("type", "has")):
            yield (
                f"“{part}” is not a condition: write a predicate, type:NAME or has:FIELD, "
                "alternatives joined by |."
            )
        elif kind == "has" and name not in FIELDS:
            yield f"“{part}”: fields are {', '.join(FIELDS)}."
        elif kind == "type" and name not in TYPES:
            yield f"“{part}”: types are {', '.join(TYPES)}."
        elif not kind and name not in PREDICATES and name not in own:
            yield (
                f"“{part}” is no predicate we know. Say what it means in a [[definition]], or use "
                f"one of {', '.join(PREDICATES)}."
            )


def _requirements(data: Mapping[str, Any]) -> Told:
    categories = [one["name"] for one in data.get("category", ())]
    taken: dict[str, list[set[str]]] = {}
    for at, one in enumerate(data["requirement"]):
        path = ("requirement", at)
        yield from _requirement(one, path, data["certainty"])
        for name in one.get("categories", ()):
            if name not in categories:
                known = ", ".join(categories) or "none"
                yield (*path, "categories"), f"there is no category “{name}”; known: {known}."
        whom = set(one.get("categories", categories)) or {"everybody"}
        if any(whom & others for others in taken.get(one["id"], ())):
            yield (*path, "id"), f"two requirements “{one['id']}” are for the same category."
        taken.setdefault(one["id"], []).append(whom)


def _requirement(one: Mapping[str, Any], path: Path, certainty: str) -> Told:
    if "min" not in one and "max" not in one:
        yield path, "say “min”, “max” or both."
    elif one.get("max", one.get("min", 0)) < one.get("min", 0):
        yield (*path, "max"), "“max” is less than “min”."
    if one["measure"] in ("entries", "types"):
        for key in ("min", "max"):
            if one.get(key, 0) != int(one.get(key, 0)):
                yield (*path, key), f"“{key}” must be a whole number of {one['measure']}."
    if one.get("certainty", certainty) == DOUBTFUL and "doubt" not in one:
        yield path, "a rule of certainty L must say its “doubt”."
    if one.get("years") == 0:
        yield (*path, "years"), "“years” must be at least 1."


def _tariffs(data: Mapping[str, Any]) -> Told:
    for at, one in enumerate(data.get("tariff", ())):
        ways = [key for key in ("per_hour", "fixed", "stated") if one.get(key) is not None]
        if len(ways) != 1:
            yield ("tariff", at), "say exactly one of “per_hour”, “fixed” and “stated”."
    points = [at for at, one in enumerate(data["requirement"]) if one["measure"] == "points"]
    if points and not data.get("tariff"):
        yield ("requirement", points[0], "measure"), "points need a [[tariff]]."


def _caps(data: Mapping[str, Any]) -> Told:
    """Two caps on one activity would make what counts depend on which is looked at first."""
    caps = data.get("cap", ())
    for at, one in enumerate(caps[1:], start=1):
        for other in caps[:at]:
            if not _apart(one, other):
                yield ("cap", at), OVERLAPS
                break


def _apart(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    first, second = (
        names_of((*cap.get("all", ()), *cap.get("any", ())), "type") for cap in (one, other)
    )
    only = all(not names_of((*cap.get("all", ()), *cap.get("any", ())), "") for cap in (one, other))
    return only and bool(first) and bool(second) and not first & second


def _carry_over(data: Mapping[str, Any]) -> Told:
    rule = data.get("carry_over")
    if not rule:
        return
    ids = {one["id"] for one in data["requirement"]}
    for key in ("excess_of", "towards"):
        for name in rule[key]:
            if name not in ids:
                yield ("carry_over", key), f"there is no requirement “{name}”."
    if data["window"].get("years", 1) != 1:
        yield ("carry_over",), "what is left over can be carried between windows of one year only."
