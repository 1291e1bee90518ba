"""Rows of plain words as seekers and offers; each fault names its column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from permeate.core.matching.rank.facts import (
    REMOTE,
    Host,
    Nationality,
    Offer,
    Seeker,
    spelt_terms,
    terms_of,
)
from permeate.core.refusals import Refused, refuse_all
from permeate.core.vocabulary import (
    LABELS,
    PROFESSIONS,
    SKILLS,
    THEMES,
    GradeBand,
    Kind,
    Place,
    Region,
    Sector,
    Vetting,
)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """One column of a file: what it says, and whether a row can do without it."""

    about: str
    needed: bool = False


_WHO = {
    "organisation": Column("the organisation’s name or code", needed=True),
    "sector": Column("local government, central government, agency, NHS, charity, supplier, other"),
    "type": Column("type of organisation, in your own words"),
}
PEOPLE: Mapping[str, Column] = MappingProxyType(
    {
        "person": Column("who it is: a code or name, each once", needed=True),
        **_WHO,
        "region": Column("where the person works, such as North East"),
        "profession": Column("such as Finance"),
        "grade": Column("grade band: support, officer, senior officer, manager, …"),
        "learn": Column("themes and skills the person seeks to learn"),
        "brings": Column("themes and skills the person brings"),
        "seeks": Column("the same in a few sentences"),
        "kinds": Column("development day, shadowing, secondment; empty: any"),
        "regions": Column("regions the person can work in; empty: anywhere"),
        "free_from": Column("first day the person can, as 2027-03-31"),
        "free_to": Column("last day the person can"),
        "vetting": Column("clearance held: none, BPSS, CTC, SC, DV"),
        "nationality": Column("what the person meets: any, civil service, UK"),
        "fte_least": Column("least share of full time, above 0 to 1"),
        "fte_most": Column("most share of full time, above 0 to 1"),
        "excluded": Column("hosts this pairing is excluded with"),
        "contract_ends": Column("last day of a fixed-term contract"),
        "last_placement_ended": Column("last day of the person’s last placement"),
        "had": Column("hosts that had somebody from here in two years, as Kent=2; Leeds"),
    }
)
OFFERS: Mapping[str, Column] = MappingProxyType(
    {
        "opportunity": Column("which it is: a code, each once", needed=True),
        **_WHO,
        "title": Column("a short title"),
        "text": Column("what it is about, in sentences"),
        "kind": Column("development day, shadowing or secondment", needed=True),
        "starts_on": Column("first day, as 2027-03-31 (or give dates)"),
        "ends_on": Column("last day; empty: the first"),
        "dates": Column("days to choose from, as 2027-03-31; 2027-04-12/2027-04-16"),
        "place": Column("on site, hybrid, remote; empty: on site"),
        "region": Column("where it is, such as North East"),
        "vetting": Column("clearance it needs: none, BPSS, CTC, SC, DV"),
        "nationality": Column("who may come: any, civil service, UK"),
        "fte": Column("share of full time, above 0 to 1; empty: 1"),
        "profession": Column("such as Finance"),
        "grade": Column("grade band it is for"),
        "gives": Column("themes and skills one learns there"),
        "wants": Column("themes and skills they would like brought"),
    }
)
_TOPIC = {
    spelt.lower(): code
    for code, label in [*THEMES.items(), *SKILLS.items()]
    for spelt in (code, code.replace("_", " "), label)
}
_NATIONALITY = {"any": "ANY", "civil service": "CIVIL_SERVICE", "uk": "UK"}


def read_seeker(row: Row) -> Seeker:
    """A person of a row; Refused with every fault, each with its column as ``field``."""
    take = _Taker(row, PEOPLE)
    least, most = take.share("fte_least", 1), take.share("fte_most", 100)
    if least > most:
        take.fault("fte_least", "is more than fte_most.")
    seeker = Seeker(
        key=take.text("person"),
        home=take.host(),
        region=take.one("region", Region),
        profession=take.named("profession", PROFESSIONS),
        band=take.one("grade", GradeBand),
        learn=take.topics("learn"),
        brings=take.topics("brings"),
        terms=spelt_terms(take.text("seeks")),
        kinds=frozenset(take.several("kinds", Kind)),
        regions=frozenset(take.several("regions", Region)),
        free_from=take.day("free_from"),
        free_to=take.day("free_to"),
        vetting=take.one("vetting", Vetting) or Vetting.NONE.value,
        nationality=take.nationality(),
        fte=(least, most),
        excluded=frozenset(take.many("excluded")),
        term_ends=take.day("contract_ends"),
        back_since=take.day("last_placement_ended"),
        had=take.counts("had"),
    )
    if seeker.free_from and seeker.free_to and seeker.free_to < seeker.free_from:
        take.fault("free_to", "is before free_from.")
    refuse_all(take.faults)
    return seeker


def read_offer(row: Row) -> Offer:
    """An opportunity of a row; Refused with every fault, each with its column as ``field``."""
    take = _Taker(row, OFFERS)
    place, region = take.one("place", Place), take.one("region", Region)
    gives, wants = take.topics("gives"), take.topics("wants")
    offer = Offer(
        key=take.text("opportunity"),
        host=take.host(),
        slots=take.slots(),
        kind=take.one("kind", Kind),
        place=REMOTE if place == Place.REMOTE.value else region,
        vetting=take.one("vetting", Vetting) or Vetting.NONE.value,
        nationality=take.nationality(),
        fte=take.share("fte", 100),
        profession=take.named("profession", PROFESSIONS),
        band=take.one("grade", GradeBand),
        gives=gives,
        wants=wants,
        terms=terms_of(take.text("title"), take.text("text")),
    )
    refuse_all(take.faults)
    return offer


class _Taker:
    """Takes values out of one row; faults gather instead of stopping it."""

    def __init__(self, row: Row, columns: Mapping[str, Column]) -> None:
        self.row, self.faults = row, list[Refused]()
        for name, column in columns.items():
            if column.needed and not self.text(name):
                self.fault(name, "is empty.")

    def fault(self, name: str, words: str) -> None:
        self.faults.append(Refused(f"{name} {words}", field=name))

    def text(self, name: str) -> str:
        value = self.row.get(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # a spreadsheet’s 7.0
        return "" if value is None else " ".join(str(value).split())

    def many(self, name: str) -> list[str]:
        """Values between semicolons, or of a list."""
        value = self.row.get(name)
        parts = value if isinstance(value, list) else self.text(name).split(";")
        return [words for part in parts if (words := " ".join(str(part).split()))]

    def host(self) -> Host:
        name = self.text("organisation")
        return Host(name, name, self.one("sector", Sector), self.text("type"))

    def one(self, name: str, words: Iterable[Any]) -> str:
        text = self.text(name)
        return self._code(name, text, _codes(words)) if text else ""

    def several(self, name: str, words: Iterable[Any]) -> list[str]:
        return [self._code(name, text, _codes(words)) for text in self.many(name)]

    def named(self, name: str, known: Mapping[str, str]) -> str:
        """A code by its code or label."""
        codes = {code.lower(): code for code in known} | {v.lower(): k for k, v in known.items()}
        text = self.text(name)
        return self._code(name, text, codes) if text else ""

    def nationality(self) -> str:
        text = self.text("nationality")
        codes = _NATIONALITY
        return self._code("nationality", text, codes) if text else Nationality.ANY.value

    def topics(self, name: str) -> frozenset[str]:
        """Codes of themes and skills by code or label; other words as they are, in lower case."""
        return frozenset(_TOPIC.get(text.lower(), text.lower()) for text in self.many(name))

    def day(self, name: str) -> date | None:
        value = self.row.get(name)
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else self._day(name, self.text(name))

    def slots(self) -> tuple[tuple[date, date], ...]:
        """From ``dates``, or from ``starts_on`` and ``ends_on``."""
        runs = [self._run(text) for text in self.many("dates")]
        first, last = self.day("starts_on"), self.day("ends_on")
        if runs and first:
            self.fault("dates", "and starts_on are both given: give one of them.")
        elif first:
            runs = [(first, last or first)]
        elif not runs and "starts_on" not in {one.field for one in self.faults}:
            self.fault("starts_on", "and dates are both empty: say when it is.")
        for begin, end in runs:
            if end < begin:
                self.fault("dates" if self.many("dates") else "ends_on", "ends before it starts.")
        return tuple(sorted(runs))

    def _run(self, text: str) -> tuple[date, date]:
        first, _, last = text.partition("/")
        begin = self._day("dates", first)
        return begin or date.min, (self._day("dates", last) if last else begin) or date.max

    def _day(self, name: str, text: str) -> date | None:
        try:
            return date.fromisoformat(text.strip()) if text.strip() else None
        except ValueError:
            self.fault(name, f"is “{text}”: write a date as 2027-03-31.")
            return None

    def share(self, name: str, usual: int) -> int:
        """A share of full time in hundredths."""
        text = self.text(name)
        if not text:
            return usual
        try:
            share = Decimal(text)
        except InvalidOperation:
            share = Decimal(0)
        if not (share.is_finite() and 0 < share <= 1 and share * 100 == int(share * 100)):
            self.fault(name, f"is “{text}”: write a share of full time such as 0.6, at most 1.")
            return usual
        return int(share * 100)

    def counts(self, name: str) -> Mapping[str, int]:
        """``Kent=2; Leeds`` as numbers by name."""
        found: dict[str, int] = {}
        for text in self.many(name):
            who, equals, times = text.partition("=")
            if equals and not times.strip().isdecimal():
                self.fault(name, f"has “{text}”: write a number after =, such as Kent=2.")
                continue
            found[who.strip()] = found.get(who.strip(), 0) + (int(times) if equals else 1)
        return MappingProxyType(found)

    def _code(self, name: str, text: str, codes: Mapping[str, str]) -> str:
        found = codes.get(text.lower()) or codes.get(text.lower().replace("-", " "))
        if found is None:
            self.fault(name, f"is “{text}”. {_hint(text, sorted(codes))}")
            return next(iter(codes.values()))
        return found


def _codes(words: Iterable[Any]) -> dict[str, str]:
    """Members of a vocabulary by code, code in words and label, in lower case."""
    found: dict[str, str] = {}
    for one in words:
        for spelt in (one.value, one.value.replace("_", " "), LABELS[one]):
            found[spelt.lower()] = one.value
    return found


def _hint(text: str, known: Sequence[str]) -> str:
    near = get_close_matches(text.lower(), known, 1)
    return f"Did you mean “{near[0]}”?" if near else f"Known are {', '.join(known)}."
