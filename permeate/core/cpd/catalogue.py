"""The schemes that come with Permeate, by name."""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from permeate.core.cpd.planning import in_force
from permeate.core.cpd.reading import read_scheme
from permeate.core.cpd.scheme import Scheme
from permeate.core.cpd.vocabulary import slug
from permeate.core.refusals import Refused

TEXTS: dict[str, str] = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent / "schemes").glob("*.toml"))
}


@lru_cache(maxsize=1)
def shipped() -> tuple[Scheme, ...]:
    """Every scheme, in the order of their names; read once."""
    return tuple(read_scheme(text) for text in TEXTS.values())


def family(name: str) -> str:
    """A scheme's name without its year: the same body's rules of every year."""
    stem, _, year = name.rpartition("-")
    return stem if stem and year.isdecimal() else name


def find(name: str, day: date, schemes: Iterable[Scheme] | None = None) -> Scheme:
    """The scheme of that name, with or without its year, or of that body; Refused if unknown.

    Without a year it is the newest one in force on the day, else the newest.
    """
    among = shipped() if schemes is None else tuple(schemes)
    wanted = slug(name)
    exact = [one for one in among if one.name == wanted]
    found = exact or [
        one for one in among if wanted in (family(one.name), slug(one.body), slug(one.full_name))
    ]
    if not found:
        raise Refused(f"There is no scheme “{name}”. {_hint(wanted, among)}", field="scheme")
    ordered = sorted(found, key=lambda one: one.year)
    current = [one for one in ordered if in_force(one, day)]
    return (current or ordered)[-1]


def _hint(wanted: str, among: Sequence[Scheme]) -> str:
    names = [family(one.name) for one in among]
    near = get_close_matches(wanted, names, 1)
    return f"Did you mean “{near[0]}”?" if near else f"Known are {', '.join(names)}."
