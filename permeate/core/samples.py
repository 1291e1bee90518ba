"""Showing evidence to an auditor: what can be shown, until when, and what they did with it."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

from permeate.core.refusals import Refused

MAX_DAYS = 60  # as long as a link works
USUAL_DAYS = 28


class Shows(StrEnum):
    """What a person may agree to show beside the activities and the hosts' confirmations."""

    SUMMARY = "SUMMARY"
    REFLECTION = "REFLECTION"
    DECLARED = "DECLARED"
    DOCUMENT = "DOCUMENT"


class Look(StrEnum):
    """What an auditor did."""

    OPENED = "OPENED"
    DOWNLOADED = "DOWNLOADED"


SHOWS_LABELS: Mapping[Shows, str] = {
    Shows.SUMMARY: "How far each body’s rules are met",
    Shows.REFLECTION: "My reflections",
    Shows.DECLARED: "Other activities, which I wrote down myself",
    Shows.DOCUMENT: "The whole document as a PDF, with all of it",
}
LOOK_LABELS: Mapping[Look, str] = {Look.OPENED: "Opened", Look.DOWNLOADED: "Downloaded the PDF"}


def check_can_make(*, for_whom: str, expires_on: date, today: date) -> None:
    """Refused unless it says for whom, and ends within the time a link works."""
    if not for_whom.strip():
        raise Refused("Say who it is for.", field="for_whom")
    if not today <= expires_on <= today + timedelta(days=MAX_DAYS):
        raise Refused(
            f"The last day must be today or later, and within {MAX_DAYS} days.",
            field="expires_on",
        )


def check_is_open(*, ended: bool, expires_on: date, today: date) -> None:
    """Refused where the person has ended it, or its time is over."""
    if ended:
        raise Refused("The person has stopped showing this. Ask them for a new link.")
    if expires_on < today:
        raise Refused("This link’s time is over. Ask the person for a new one.")


def shows(agreed: Collection[str], what: Shows) -> bool:
    """Whether the person agreed to show that."""
    return what.value in agreed


def check_shows(agreed: Collection[str], what: Shows) -> None:
    """Refused where the person did not agree to show that."""
    if not shows(agreed, what):
        raise Refused("The person did not agree to show this.")
