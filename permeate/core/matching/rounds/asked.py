"""A round as people write it: names, organisations, rankings, excluded pairs, targets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from permeate.core.matching.rounds.objectives import Traits
from permeate.core.matching.rounds.problem import (
    Flags,
    Ints,
    Problem,
    Rankings,
    assemble,
    without,
)
from permeate.core.matching.rounds.wanted import Group, Limit
from permeate.core.refusals import Refused

ORGANISATION = "organisation"


@dataclass(frozen=True, eq=False)
class Side:
    """People or places: names, and by column what each is (``organisation``, ``region``, …)."""

    names: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    left_out: tuple[bool, ...] = ()

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each name."""
        return {name: number for number, name in enumerate(self.names)}

    def having(self, column: str, value: str) -> Flags:
        """Which have that value; Refused for an unknown column or a value nobody has."""
        values = self.columns.get(column)
        if values is None:
            raise Refused(f"there is no column “{column}”: choose from {', '.join(self.columns)}.")
        flags = np.fromiter((own == value for own in values), bool, len(values))
        if not flags.any():
            raise Refused(f"nothing has {column} “{value}”.")
        return flags


@dataclass(frozen=True)
class Exclusion:
    """No match between a person (or everybody of an organisation) and a place (or a host)."""

    person: str = ""
    organisation: str = ""
    place: str = ""
    host: str = ""


@dataclass(frozen=True)
class Target:
    """How many of those with a trait go to places with a trait; an empty column is everybody."""

    person_column: str = ""
    person_value: str = ""
    place_column: str = ""
    place_value: str = ""
    least: int = 0
    most: int | None = None

    @property
    def label(self) -> str:
        """In words."""
        who = f"people with {self.person_column} {self.person_value}"
        where = f"places with {self.place_column} {self.place_value}"
        ends = (who if self.person_column else "people", where if self.place_column else "places")
        return " at ".join(ends)


@dataclass(frozen=True, eq=False)
class Asked:
    """Everything a result follows from, apart from method, order and seed."""

    people: Side
    places: Side
    least: Ints
    most: Ints
    by_people: Rankings
    by_places: Rankings
    exclusions: tuple[Exclusion, ...] = ()
    targets: tuple[Target, ...] = ()
    together: tuple[tuple[int, int], ...] = field(default=())

    @cached_property
    def problem(self) -> Problem:
        """The wishes both sides have and nothing excludes."""
        problem = assemble(
            self.by_people,
            self.by_places,
            people=len(self.people.names),
            least=self.least,
            most=self.most,
        )
        dropped = np.zeros(len(problem.place), dtype=bool)
        for exclusion in self.exclusions:
            dropped |= self.group_of(exclusion).wishes(problem)
        return without(problem, dropped) if dropped.any() else problem

    def group_of(self, exclusion: Exclusion) -> Group:
        """The pairs it excludes."""
        return Group(
            people=_one(self.people, exclusion.person, exclusion.organisation),
            places=_one(self.places, exclusion.place, exclusion.host),
        )

    def limits(self) -> tuple[Limit, ...]:
        """The targets as limits; Refused for one about an unknown column or value."""
        return tuple(
            Limit(target.label, self._group(target), target.least, target.most)
            for target in self.targets
        )

    def _group(self, target: Target) -> Group:
        people = places = None
        if target.person_column:
            people = self.people.having(target.person_column, target.person_value)
        if target.place_column:
            places = self.places.having(target.place_column, target.place_value)
        return Group(people, places)

    def traits(self) -> Traits:
        """Sectors and organisations as codes; where no sector is told, the type stands for it."""
        sectors: dict[str, int] = {}
        organisations: dict[str, int] = {}
        sides = (self.people, self.places)
        sector = [_codes(side, _sector_column(side), sectors) for side in sides]
        organisation = [_codes(side, ORGANISATION, organisations) for side in sides]
        left_out = np.zeros(len(organisations), dtype=bool)
        for side, codes in zip(sides, organisation, strict=True):
            if side.left_out:
                left_out[codes[np.array(side.left_out, dtype=bool)]] = True
        return Traits(sector[0], sector[1], organisation[0], organisation[1], left_out)


def _sector_column(side: Side) -> str:
    return "sector" if "sector" in side.columns else "type"


def _codes(side: Side, column: str, known: dict[str, int]) -> Ints:
    values = side.columns.get(column) or ("",) * len(side.names)
    codes = (known.setdefault(value, len(known)) for value in values)
    return np.fromiter(codes, np.int32, len(values))


def _one(side: Side, name: str, organisation: str) -> Flags:
    if organisation:
        return side.having(ORGANISATION, organisation)
    flags = np.zeros(len(side.names), dtype=bool)
    flags[side.numbers[name]] = True
    return flags
