"""Reading the access table: who may use which route, on which record."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.web.access.scenario import ACTORS, BYSTANDERS, PLACES, ROLES, THE_THREE

FILE = Path(__file__).with_name("table.md")
THREE_AT = {"home": ("the participant", "the home manager"), "host": ("the host manager",)}


@dataclass(frozen=True)
class Line:
    """One route (or one method of it): its record, who may, who is refused with a reason.

    Whoever is in neither finds no such page; whoever is signed out is asked to sign in.
    """

    route: str
    methods: tuple[str, ...]
    record: str
    may: frozenset[str]
    refused: frozenset[str]


def lines(text: str | None = None) -> Iterator[Line]:
    """Every line of the table."""
    for row in (text or FILE.read_text("utf-8")).splitlines():
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        if len(cells) != 5 or cells[0] in ("Route", "") or set(cells[0]) <= set("-: "):
            continue
        route, methods, record, may, refused = cells
        allowed = people(may)
        yield Line(
            route=route.strip("`").removeprefix("/"),
            methods=tuple(methods.split()),
            record=record,
            may=allowed,
            refused=people(refused, others=allowed) - allowed,
        )


def people(words: str, *, others: frozenset[str] = frozenset()) -> frozenset[str]:
    """Actors by the table's words: ``coordinator@home+host``, ``anyone@home``, ``everyone``."""
    found: set[str] = set()
    for word in filter(None, (part.strip() for part in words.split(","))):
        found |= set(_one(word, others))
    return frozenset(found)


def _one(word: str, others: frozenset[str]) -> Iterable[str]:
    signed_in = [actor for actor in ACTORS if actor != "signed out"]
    if word == "–":
        return []
    if word == "the three":
        return THE_THREE
    if word == "everybody":
        return ACTORS
    if word == "everyone signed in":
        return signed_in
    if word == "everyone else":
        return [actor for actor in signed_in if actor not in others]
    if word in ACTORS:
        return [word]
    role, _, places = word.partition("@")
    chosen = places.split("+") if places else PLACES
    roles = list(ROLES) if role == "anyone" else [role]
    actors = [f"{one}@{place}" for one in roles for place in chosen]
    unknown = [actor for actor in actors if actor not in BYSTANDERS]
    if unknown:
        raise ValueError(f"the access table names {word!r}, which is nobody")
    named = [one for place in chosen for one in THREE_AT.get(place, ())]
    return [*actors, *named] if role == "anyone" else actors


PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")


def address(route: str, values: dict[str, str]) -> str:
    """The route's address with these values for what varies in it."""
    plain = NAMED_GROUP.sub(lambda found: values[found[1]], route.replace("^", ""))
    return "/" + PARAMETER.sub(lambda found: values[found[1]], plain).removesuffix("$")
