"""Offering to talk about where one was, and the monthly look back with the host."""

from datetime import date

from permeate.core.adoptions import months_after
from permeate.core.refusals import Refused, refuse_all

LEAST_DAYS_REVIEWED = 42
MOST_TYPED = 4000  # characters of one field that a draft keeps
DRAFT_FIELDS = (
    "answer",
    "what",
    "so_what",
    "now_what",
    "direction",
    "who_should_hear",
    "topics",
    "confidence",
    "theme",
)


def check_can_offer(*, is_participant: bool, started: bool) -> None:
    """Refused unless one's own placement has begun."""
    if not is_participant:
        raise Refused("Only whoever was there can offer to talk about it.")
    if not started:
        raise Refused("Offer this once you have begun there.")


def reviews_due(starts_on: date, last_day: date, today: date) -> list[date]:
    """Monthly dates of a placement that have come, the newest only; none in a short one."""
    if (last_day - starts_on).days + 1 < LEAST_DAYS_REVIEWED:
        return []
    found: list[date] = []
    months = 1
    while (day := months_after(starts_on, months)) <= min(last_day, today):
        found.append(day)
        months += 1
    return found[-1:]


def check_can_review(*, answered: bool, expected: str, happened: str) -> None:
    """Refused unless this side answers once, with what was expected and what happened."""
    if answered:
        raise Refused("You have answered this. Both of you see both answers.")
    refusals = []
    if not expected.strip():
        refusals.append(Refused("Say what you expected.", field="expected"))
    if not happened.strip():
        refusals.append(Refused("Say what happened.", field="happened"))
    refuse_all(refusals)


def draft_of(typed: dict[str, str]) -> dict[str, str]:
    """What a draft keeps: the form's own texts, cut to a length, without what cannot be kept."""
    kept = {
        name: str(typed[name]).replace("\x00", "")[:MOST_TYPED]
        for name in DRAFT_FIELDS
        if typed.get(name)
    }
    return {name: text for name, text in kept.items() if text.strip()}


def has_words(typed: dict[str, str]) -> bool:
    """Whether there is anything worth keeping in it."""
    return any(typed.get(name, "").strip() for name in ("what", "so_what", "now_what"))
