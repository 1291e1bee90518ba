"""A professional body's rules of one year, as plain values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from permeate.core.cpd.conditions import ALWAYS, Condition

MonthDay = tuple[int, int]


class Measure(StrEnum):
    """What a requirement counts."""

    HOURS = "hours"
    POINTS = "points"
    ENTRIES = "entries"
    TYPES = "types"


class Strength(StrEnum):
    """A requirement binds; a recommendation does not decide the whole."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"


class ProRata(StrEnum):
    """Whether part-time hours lower what is asked."""

    NONE = "none"
    FTE = "fte"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How sure a rule is."""

    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"


CERTAINTY_WORDS = {
    Certainty.HIGH: "seen on the body’s own page",
    Certainty.MEDIUM: "from a secondary source, or not known to be current",
    Certainty.LOW: "a weak source",
}


@dataclass(frozen=True)
class Source:
    """Where a rule was read, and on which day it was last seen there."""

    address: str
    page: str
    seen: date


@dataclass(frozen=True)
class Window:
    """``years`` long; rolling ones end with the present year, others follow one another.

    ``starts`` is the first day of the year for everybody, None where each member has their own.
    """

    years: int = 1
    rolling: bool = False
    starts: MonthDay | None = None


@dataclass(frozen=True)
class Category:
    """A sort of member. ``delegated`` names who answers for them in the body's place."""

    name: str
    words: str
    delegated: str = ""


@dataclass(frozen=True)
class Definition:
    """When a predicate holds for this body.

    It is claimed, or everything in ``made_of`` holds; either way ``needs`` must hold too. For an
    activity of which any of ``unknown`` holds the body does not say.
    """

    name: str
    made_of: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    unknown_why: str = ""


@dataclass(frozen=True)
class Counts:
    """What counts as this body's CPD at all."""

    condition: Condition = ALWAYS
    unknown: tuple[str, ...] = ()
    unknown_why: str = ""


@dataclass(frozen=True)
class Tariff:
    """Points for an activity. The first one whose types fit applies; no types fit every type.

    ``per_hour`` and ``fixed`` are hundredths of a point; ``at_least`` are hundredths of an hour
    below which there are none. ``stated`` takes what provider or body said.
    """

    types: tuple[str, ...] = ()
    per_hour: int | None = None
    fixed: int | None = None
    stated: bool = False
    at_least: int = 0


@dataclass(frozen=True)
class Cap:
    """Of what the condition holds for, at most this much counts (hundredths).

    ``each_type``: of each type of activity apart.
    """

    words: str
    most: int
    condition: Condition = ALWAYS
    each_type: bool = False


@dataclass(frozen=True)
class CarryOver:
    """What is left over from one year counts in the next, within limits (hundredths)."""

    words: str
    most: int
    condition: Condition
    excess_of: tuple[str, ...]
    towards: tuple[str, ...]
    not_from_first_year: bool = False


@dataclass(frozen=True)
class Requirement:
    """One thing asked. ``least`` and ``most`` are hundredths of the measure.

    Requirements with the same ``id`` are variants by category. ``doubt`` says why nobody can
    rely on it: its verdict is unknown whatever was done.
    """

    id: str
    words: str
    measure: Measure
    least: int = 0
    most: int | None = None
    condition: Condition = ALWAYS
    categories: tuple[str, ...] = ()
    years: int | None = None
    each_year: bool = False
    of_records: bool = False
    certainty: Certainty = Certainty.HIGH
    doubt: str = ""
    remark: str = ""
    strength: Strength = Strength.REQUIRED


@dataclass(frozen=True)
class Keeping:
    """How long records are kept (years, 0 where nothing is said) and how they are looked at."""

    years: int = 0
    sampled: str = ""
    sampled_percent: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Scheme:
    """All of it. Compared by identity, so that what is worked out from it can be kept by it."""

    name: str
    body: str
    full_name: str
    year: int
    source: Source
    certainty: Certainty
    window: Window
    requirements: tuple[Requirement, ...]
    unit: str = "hour"
    title: str = ""
    remark: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    pro_rata: ProRata = ProRata.UNKNOWN
    categories: tuple[Category, ...] = ()
    definitions: tuple[Definition, ...] = ()
    counts: Counts = Counts()
    tariffs: tuple[Tariff, ...] = ()
    caps: tuple[Cap, ...] = ()
    carry_over: CarryOver | None = None
    keeping: Keeping = Keeping()
    named: tuple[str, ...] = ()
