"""The format of a scheme's file, as data: the reader and the published schema both follow it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from permeate.core.cpd.scheme import Certainty, Measure, ProRata, Strength

NAME = r"[a-z0-9]+(-[a-z0-9]+)*"
MONTH_DAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
LARGEST = 100_000


@dataclass(frozen=True)
class Sort:
    """What a key may hold: how it is told, tested, and said in JSON Schema."""

    words: str
    fits: Callable[[Any], bool]
    schema: Mapping[str, Any]


def _number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    return 0 <= value <= LARGEST and value * 100 == int(value * 100)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)


def _choice(*choices: str) -> Sort:
    return Sort(
        f"one of {', '.join(choices)}", lambda value: value in choices, {"enum": list(choices)}
    )


TEXT = Sort(
    "some words in quotation marks",
    lambda value: isinstance(value, str) and bool(value.strip()),
    {"type": "string", "minLength": 1},
)
TEXTS = Sort(
    "a list of words", _texts, {"type": "array", "items": {"type": "string", "minLength": 1}}
)
NUMBER = Sort(
    "a number from 0, with two decimals at most",
    _number,
    {"type": "number", "minimum": 0, "maximum": LARGEST, "multipleOf": 0.01},
)
WHOLE = Sort("a whole number from 0", _whole, {"type": "integer", "minimum": 0})
YES = Sort("true or false", lambda value: isinstance(value, bool), {"type": "boolean"})
DAY = Sort(
    "a date such as 2026-01-31",
    lambda value: isinstance(value, date) and not isinstance(value, datetime),
    {"type": "string", "format": "date"},
)
START = Sort(
    "“member”, or a month and day such as “11-01”",
    lambda value: isinstance(value, str) and (value == "member" or _month_day(value)),
    {"type": "string", "pattern": f"^(member|{MONTH_DAY})$"},
)
CERTAINTY = _choice(*(one.value for one in Certainty))


def _month_day(text: str) -> bool:
    try:
        day = date.fromisoformat(f"2000-{text}")
    except ValueError:
        return False
    return (day.month, day.day) != (2, 29)


@dataclass(frozen=True)
class Key:
    """One key of a table."""

    name: str
    sort: Sort
    words: str
    required: bool = False


@dataclass(frozen=True)
class Table:
    """A table of a scheme's file; ``many`` for tables that may be repeated."""

    name: str
    words: str
    keys: tuple[Key, ...]
    required: bool = False
    many: bool = False
    by_name: Mapping[str, Key] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {key.name: key for key in self.keys})


CONDITION = (
    Key("all", TEXTS, "conditions that must all hold"),
    Key("any", TEXTS, "conditions of which at least one must hold"),
    Key("none", TEXTS, "conditions of which none may hold"),
)
UNKNOWN = (
    Key("unknown", TEXTS, "for an activity of which any of these holds the body does not say"),
    Key("unknown_why", TEXT, "why it is unknown, as a sentence"),
)
TOP = Table(
    "",
    "the scheme",
    (
        Key("format", WHOLE, "the version of this format: 1", required=True),
        Key("name", TEXT, "a short name in lower case with hyphens", required=True),
        Key("body", TEXT, "the body as people call it", required=True),
        Key("full_name", TEXT, "the body's whole name", required=True),
        Key("title", TEXT, "which of its schemes, where it has several"),
        Key("year", WHOLE, "the year of these rules", required=True),
        Key("certainty", CERTAINTY, "how sure the rules are", required=True),
        Key("unit", TEXT, "what the amounts are called, in the singular (hour)"),
        Key("valid_from", DAY, "the first day on which these rules hold"),
        Key("valid_until", DAY, "the last day on which these rules hold"),
        Key(
            "pro_rata",
            _choice(*(one.value for one in ProRata)),
            "whether part-time hours lower what is asked (unknown)",
        ),
        Key("named", TEXTS, "sorts of workplace learning that the body names"),
        Key("remark", TEXT, "anything a reader should know, as a sentence"),
    ),
    required=True,
)
TABLES = (
    Table(
        "source",
        "where the rules were read",
        (
            Key("address", TEXT, "address of the page", required=True),
            Key("page", TEXT, "what the page is called"),
            Key("seen", DAY, "the day on which the rules were last seen there", required=True),
        ),
        required=True,
    ),
    Table(
        "window",
        "the time over which is counted",
        (
            Key("years", WHOLE, "its length in years (1)"),
            Key("rolling", YES, "whether it ends with the present year, every year anew (false)"),
            Key("starts", START, "first day of the year, or “member”: each has their own"),
        ),
        required=True,
    ),
    Table(
        "category",
        "a sort of member with rules of its own",
        (
            Key("name", TEXT, "a short name in lower case with hyphens", required=True),
            Key("words", TEXT, "the category in words", required=True),
            Key("delegated", TEXT, "who answers for these members in the body's place"),
        ),
        many=True,
    ),
    Table("counts", "what counts as CPD at all", (*CONDITION, *UNKNOWN)),
    Table(
        "definition",
        "when a predicate holds for this body",
        (
            Key("predicate", TEXT, "the predicate", required=True),
            Key("made_of", TEXTS, "it holds where all of these do, even if nobody claims it"),
            Key("needs", TEXTS, "without these a claim does not stand"),
            *UNKNOWN,
        ),
        many=True,
    ),
    Table(
        "tariff",
        "points for an activity; the first one that fits applies",
        (
            Key("types", TEXTS, "types of activity it is for (every type)"),
            Key("per_hour", NUMBER, "points for an hour"),
            Key("fixed", NUMBER, "points for the activity, however long"),
            Key("stated", YES, "the points that the body or provider said"),
            Key("at_least", NUMBER, "hours below which there are none"),
        ),
        many=True,
    ),
    Table(
        "cap",
        "the most of something that counts",
        (
            Key("words", TEXT, "the cap, as a sentence", required=True),
            Key("most", NUMBER, "how much counts at most", required=True),
            *CONDITION,
            Key("each_type", YES, "of each type of activity apart (false)"),
        ),
        many=True,
    ),
    Table(
        "carry_over",
        "what counts in the next year",
        (
            Key("words", TEXT, "the rule, as a sentence", required=True),
            Key("most", NUMBER, "how much may be carried over", required=True),
            *CONDITION,
            Key("excess_of", TEXTS, "requirements that must be exceeded", required=True),
            Key("towards", TEXTS, "requirements it then counts towards", required=True),
            Key("not_from_first_year", YES, "nothing is carried from the first year (false)"),
        ),
    ),
    Table(
        "keeping",
        "records and audit",
        (
            Key("years", WHOLE, "how many years records are kept"),
            Key("sampled", TEXT, "how records are looked at, in words"),
            Key("sampled_percent", NUMBER, "per cent of members looked at"),
            Key("evidence", TEXTS, "evidence the body names, in words"),
        ),
    ),
    Table(
        "requirement",
        "one thing asked; the same id again is a variant for other categories",
        (
            Key("id", TEXT, "a short name in lower case with hyphens", required=True),
            Key("words", TEXT, "the requirement in words", required=True),
            Key("measure", _choice(*(one.value for one in Measure)), "what is counted", True),
            Key("min", NUMBER, "the least"),
            Key("max", NUMBER, "the most"),
            *CONDITION,
            Key("categories", TEXTS, "categories it is for (all)"),
            Key("years", WHOLE, "the length of its own window in years"),
            Key("each_year", YES, "asked in every year of the window (false)"),
            Key("of_records", YES, "counts records such as plans, not learning (false)"),
            Key("certainty", CERTAINTY, "how sure it is (as the scheme)"),
            Key("doubt", TEXT, "why nobody can rely on it: its verdict is always unknown"),
            Key("remark", TEXT, "anything a reader should know, as a sentence"),
            Key(
                "strength",
                _choice(*(one.value for one in Strength)),
                "whether it binds (required)",
            ),
        ),
        required=True,
        many=True,
    ),
)
