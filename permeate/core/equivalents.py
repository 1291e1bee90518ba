"""Who is somebody's equivalent elsewhere: same profession, similar work, another sector."""

from collections.abc import Iterable
from dataclasses import dataclass

from permeate.core.refusals import Refused
from permeate.core.search.stemming import stem
from permeate.core.search.words import FUNCTION_WORDS, words

# Words of job titles that say how senior somebody is, not what the work is.
RANKS = frozenset(
    stem(word)
    for word in (
        "adviser", "advisor", "apprentice", "assistant", "associate", "chief", "coordinator",
        "deputy", "director", "executive", "head", "higher", "interim", "junior", "lead",
        "manager", "officer", "principal", "senior", "service", "services", "team", "trainee",
    )
)  # fmt: skip

ASKS_A_DAY = 10
DAYS_BETWEEN_ASKS = 30  # of the same person

SAME_PROFESSION = 100
SAME_WORK = 40  # all words of the job title shared; less for fewer
SAME_TEAM = 10
OTHER_SECTOR = 5  # contrast is what one goes for
SAME_REGION = 3


@dataclass(frozen=True)
class Post:
    """What of a membership is compared. ``title`` and ``team`` are stems."""

    profession: str
    title: frozenset[str]
    team: frozenset[str]
    sector: str
    region: str


@dataclass(frozen=True)
class Likeness:
    """How alike two posts are, and why in words."""

    score: float
    reasons: tuple[str, ...]


def telling(text: str) -> frozenset[str]:
    """The stems of a job title or team that say what the work is."""
    return frozenset(stem(word) for word in words(text) if word not in FUNCTION_WORDS) - RANKS


def likeness(mine: Post, theirs: Post) -> Likeness:
    """Profession weighs more than all else together, then the work, the team, the contrast."""
    title = _shared(mine.title, theirs.title)
    parts = (
        (
            SAME_PROFESSION if mine.profession and mine.profession == theirs.profession else 0,
            "same profession",
        ),
        (SAME_WORK * title, "similar job title"),
        (SAME_TEAM * _shared(mine.team, theirs.team), "similar team"),
        (OTHER_SECTOR if mine.sector != theirs.sector else 0, "another sector"),
        (SAME_REGION if mine.region and mine.region == theirs.region else 0, "your region"),
    )
    return Likeness(
        score=sum(points for points, _ in parts),
        reasons=tuple(words for points, words in parts if points),
    )


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of both sets' words that are in both, 0 to 1 (Jaccard)."""
    return len(one & other) / len(one | other) if one and other else 0.0


def check_can_ask(*, asked_today: int, days_since: Iterable[int], message: str) -> None:
    """Refused without a message, for too many a day, or for the same person again too soon.

    ``days_since`` are the days since this person was asked before.
    """
    if not message.strip():
        raise Refused("Say what you would like to see and learn.", field="message")
    latest = min(days_since, default=None)
    if latest is not None and latest < DAYS_BETWEEN_ASKS:
        raise Refused(
            f"You asked this person {_ago(latest)}. Give them {DAYS_BETWEEN_ASKS} days before "
            "you ask again, or ask somebody else."
        )
    if asked_today >= ASKS_A_DAY:
        raise Refused(
            f"You have asked {ASKS_A_DAY} people in the last day. Wait for their answers, or ask "
            "more people tomorrow."
        )


def _ago(days: int) -> str:
    return "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"
