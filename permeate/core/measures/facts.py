"""What is known on the day of a cut, put together from the events."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from permeate.core.event_file.kinds import FIELDS, SENIOR
from permeate.core.measures.joins import (
    NOTHING,
    Column,
    Ints,
    by_key,
    find,
    first_day,
    last_of_each,
    pairs,
    pick,
    size_of,
)
from permeate.core.measures.log import SECONDS_A_DAY, Log, day_number
from permeate.core.vocabulary import GradeBand, Sector, Verdict

UNKNOWN = len(Sector)  # the sector of an organisation nobody has described
SECTORS = [sector.value for sector in Sector]
LATE = 14  # days: what is written down later counts from the day it was written down
BANDS = [band.value for band in GradeBand]
SENIORS = [BANDS.index(band) for band in SENIOR]
VERDICTS = [verdict.value for verdict in Verdict]
TAKEN = [VERDICTS.index(Verdict.ADOPT), VERDICTS.index(Verdict.ADAPT)]
REJECTED = VERDICTS.index(Verdict.REJECT)
DEFERRED = VERDICTS.index(Verdict.DEFER)


@dataclass
class Facts:
    """A log as known on ``at``; flows are counted from ``since`` on. Both as days."""

    log: Log
    at: int
    since: int

    @classmethod
    def of(cls, log: Log, *, at: date, since: date) -> "Facts":
        """The facts known at the end of ``at``."""
        return cls(log.known_at(at), day_number(at), day_number(since))

    def table(self, kind: str) -> Mapping[str, Column]:
        """All rows of one kind; empty columns where there are none."""
        if kind in self.log.tables:
            return self.log.tables[kind]
        empty = np.zeros(0, dtype=np.int64)
        return dict.fromkeys((*FIELDS[kind], "ordinal", "occurred", "second"), empty)

    def latest(self, kind: str, key: str) -> Mapping[str, Column]:
        """The last recorded row of each ``key``."""
        table = self.table(kind)
        rows = last_of_each(table[key], table["second"], table["occurred"])
        return {name: column[rows] for name, column in table.items()}

    def listed(self, kind: str, field: str) -> tuple[Ints, Ints]:
        """Rows' ordinals and the items of a field that is a list."""
        empty = np.zeros(0, dtype=np.int64)
        return self.log.lists.get((kind, field), (empty, empty))

    def words(self, of: str, code: int) -> str:
        """What a number was called in the file."""
        return self.log.names[of][code]

    @cached_property
    def organisations(self) -> Mapping[str, Column]:
        """Each organisation as last described."""
        return self.latest("ORGANISATION_DESCRIBED", "organisation")

    @cached_property
    def sector(self) -> Ints:
        """The sector's number by organisation; UNKNOWN where nobody described it."""
        every = self.organisations
        return by_key(
            every["organisation"], every["sector"], size_of(every["organisation"]), UNKNOWN
        )

    def sector_of(self, organisations: Column) -> Ints:
        """Sectors' numbers of these organisations."""
        return pick(self.sector, organisations, UNKNOWN)

    @cached_property
    def placements(self) -> Mapping[str, Column]:
        """Each placement once, with ``end``: its true last day, or -1 while under way."""
        started = self.latest("PLACEMENT_STARTED", "placement")
        ended = self.latest("PLACEMENT_ENDED", "placement")
        size = size_of(started["placement"], ended["placement"])
        ends = by_key(ended["placement"], ended["occurred"], size)
        return {**started, "end": pick(ends, started["placement"])}

    @cached_property
    def place_of(self) -> Ints:
        """The row among ``placements`` by placement."""
        key = self.placements["placement"]
        return by_key(key, np.arange(len(key)), size_of(key))

    @cached_property
    def in_period(self) -> Column:
        """Which placements had a day in the period: rows of ``placements``."""
        p = self.placements
        return np.flatnonzero(self._last_day >= np.maximum(self.since, p["occurred"]))

    @cached_property
    def _last_day(self) -> Ints:
        """The last day of a placement up to the cut, agreed where not yet ended."""
        p = self.placements
        return np.minimum(np.where(p["end"] >= 0, p["end"], p["planned_end"]), self.at)

    @cached_property
    def days_in_period(self) -> Ints:
        """Days within the period, by row of ``in_period``."""
        p, rows = self.placements, self.in_period
        return self._last_day[rows] - np.maximum(self.since, p["occurred"][rows]) + 1

    @cached_property
    def shares(self) -> Mapping[str, Column]:
        """Each share once. ``day`` counts it; ``unit`` is the practice, or else its entry."""
        table = self.latest("SHARED", "share")
        unit = self._units(table)
        return {**table, "day": counted_day(table), "unit": unit, "formal": self._formal(table)}

    def _units(self, table: Mapping[str, Column]) -> Ints:
        """The practice, or the entry where no practice was made of it, beyond all practices."""
        kinds = ("SHARED", "PRACTICE_WRITTEN", "DECIDED", "ADOPTED")
        beyond = size_of(*(self.table(kind)["practice"] for kind in kinds))
        entry = table["entry"].astype(np.int64) + beyond
        return np.where(table["practice"] >= 0, table["practice"], entry)

    def _formal(self, table: Mapping[str, Column]) -> Column:
        """Named audience, kept artefact, and somebody else's word on it."""
        named = np.union1d(
            self.listed("SHARED", "organisations")[0], self.listed("SHARED", "people")[0]
        )
        authors = by_key(table["share"], table["actor"], size_of(table["share"]))
        acks = self.acknowledgements
        others = acks["share"][pick(authors, acks["share"]) != acks["actor"]]
        kept = (table["artefact"] == 1) & np.isin(table["ordinal"], named)
        return np.asarray(kept & np.isin(table["share"], others))

    @cached_property
    def acknowledgements(self) -> Mapping[str, Column]:
        """Each receiver's last word on each share."""
        table = self.table("ACKNOWLEDGED")
        rows = last_of_each(pairs(table["share"], table["actor"]), table["second"])
        return {name: column[rows] for name, column in table.items()}

    @cached_property
    def put_before(self) -> tuple[Ints, Ints, Ints]:
        """(unit, organisation) once each, and the day it first formally reached it, if it did."""
        row, organisation = self.audiences
        formal = self.shares["formal"][row]
        unit, day = self.shares["unit"][row], self.shares["day"][row]
        never = np.int64(2**40)
        key, first = first_day(pairs(unit, organisation), np.where(formal, day, never))
        return key, np.where(first == never, NOTHING, first), key & 0xFFFFFFFF

    @cached_property
    def audiences(self) -> tuple[Ints, Ints]:
        """(row of shares, organisation) for each organisation a share was put before."""
        ordinals, organisations = self.listed("SHARED", "organisations")
        order = np.argsort(self.shares["ordinal"])
        place = find(ordinals, self.shares["ordinal"][order])
        fine = place >= 0
        return order[place[fine]], organisations[fine]

    @cached_property
    def verdicts(self) -> tuple[Ints, Ints, Ints]:
        """(practice, organisation) pair, day and cause (1 taken up, 2 rejected), once each.

        The first verdict that is no deferral; an attested adoption counts as one.
        """
        decided, adopted = self.table("DECIDED"), self.table("ADOPTED")
        final = decided["verdict"] != DEFERRED
        cause = np.where(decided["verdict"] == REJECTED, 2, 1)[final]
        key = np.concatenate(
            [
                pairs(self._units(decided), decided["organisation"])[final],
                pairs(adopted["practice"], adopted["organisation"]),
            ]
        )
        day = np.concatenate([counted_day(decided)[final], counted_day(adopted)])
        cause = np.concatenate([cause, np.ones(len(adopted["practice"]), dtype=np.int64)])
        order = np.lexsort((cause, day, key))
        key, day, cause = key[order], day[order], cause[order]
        first = np.append(True, key[1:] != key[:-1]) if len(key) else np.zeros(0, bool)
        return key[first], day[first], cause[first]

    @cached_property
    def levels(self) -> Ints:
        """The highest level of outcome by practice; -1 where there is none."""
        outcomes, adopted = self.outcomes, self.table("ADOPTED")
        of = by_key(adopted["adoption"], adopted["practice"], size_of(adopted["adoption"]))
        practice = pick(of, outcomes["adoption"])
        fine = practice >= 0
        best = np.full(size_of(practice[fine]), NOTHING, dtype=np.int64)
        np.maximum.at(best, practice[fine], outcomes["level"][fine])
        return best

    @cached_property
    def outcomes(self) -> Mapping[str, Column]:
        """Each outcome as last recorded."""
        return self.latest("OUTCOME_RECORDED", "outcome")

    @cached_property
    def origin(self) -> Ints:
        """The organisation each practice (or entry in its stead) comes from."""
        written = self.latest("PRACTICE_WRITTEN", "practice")
        units = self.shares
        size = size_of(units["unit"], written["practice"])
        origin = by_key(units["unit"], units["organisation"], size)
        origin[written["practice"]] = written["origin"]
        return origin


def counted_day(table: Mapping[str, Column]) -> Ints:
    """The day it happened, if recorded within 14 days, else the day it was recorded."""
    recorded = table["second"] // SECONDS_A_DAY
    return np.where(recorded - table["occurred"] <= LATE, table["occurred"], recorded)
