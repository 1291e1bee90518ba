"""What is kept although somebody asked for erasure: for which reason, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# Days after which the service forgets by itself.
MAIL_COPY_DAYS = 30
UNANSWERED_INVITATION_DAYS = 90  # after it expired


@dataclass(frozen=True)
class Kept:
    """One thing that stays: what, the date it goes on (None: it stays without a name), why."""

    what: str
    until: date | None
    why: str


AGREEMENT_WHY = (
    "A claim under an agreement can be brought for six years, so all parties keep it that long."
)
WITHOUT_NAME: Sequence[Kept] = (
    Kept(
        "What you shared with organisations, and what they decided on it",
        None,
        "They work with it. Your name is taken off.",
    ),
    Kept(
        "Decisions you made for an organisation, with their reasons",
        None,
        "They are the organisation’s. Your name is taken off.",
    ),
    Kept(
        "That bookings, applications and placements took place, with dates and organisations",
        None,
        "Organisations count them. Your name and all you wrote is taken off.",
    ),
    Kept(
        "The history of what happened, by reference numbers",
        None,
        "It proves that nothing was altered. It never held your name.",
    ),
    Kept(
        "The text of concerns you reported",
        None,
        "Somebody may be at risk. Your name and address are taken off.",
    ),
)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
