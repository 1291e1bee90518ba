"""When something learned may be recorded, shared, acknowledged and decided on."""

from collections.abc import Collection
from datetime import date, timedelta

from permeate.core.cadence import PROMPT_EVERY_DAYS, prompt_dates
from permeate.core.refusals import Refused, refuse_all
from permeate.core.vocabulary import PromptAnswer, Receipt, Verdict

ASK_AGAIN_AFTER_DAYS = 2
SHORTEST_PROMPTED_DAYS = 7
TITLE_LENGTH = 150


def check_can_answer(*, answered: str, answer: str, what: str, direction: str) -> None:
    """Refused unless a prompt is still open and *Something* says what and which way.

    ``answered`` is the prompt's answer so far: empty, or *Ask me later*.
    """
    if answered in (PromptAnswer.SOMETHING, PromptAnswer.NOTHING):
        raise Refused("You have already answered this week. Sign in to add or change something.")
    if answer == PromptAnswer.SOMETHING:
        check_can_record(what=what, direction=direction)


def check_can_record(*, what: str, direction: str) -> None:
    """Refused, naming each gap, unless an entry says what and which way it goes."""
    refusals = []
    if not what.strip():
        refusals.append(Refused("Say in a line what you learned or brought.", field="what"))
    if not direction:
        refusals.append(Refused("Select which way this goes.", field="direction"))
    refuse_all(refusals)


def check_can_share(*, title: str, audience: Collection[str]) -> None:
    """Refused unless a share has a title and at least one organisation to hear it."""
    refusals = []
    if not title.strip():
        refusals.append(
            Refused("Give it a title that tells others what it is about.", field="title")
        )
    if not audience:
        refusals.append(
            Refused("Select at least one organisation that should hear this.", field="audience")
        )
    refuse_all(refusals)


def check_can_change(*, shared: bool) -> None:
    """Refused once an entry is shared: what others answered to must stay as they read it."""
    if shared:
        raise Refused(
            "This entry was shared, so its text stays as others read it. Record a new entry "
            "for what has changed since."
        )


def check_can_acknowledge(*, is_author: bool, receipt: str, reason: str) -> None:
    """Refused for the author, and for *I cannot use it* without a reason."""
    if is_author:
        raise Refused("You shared this, so the word on it must come from somebody else.")
    if receipt == Receipt.CANNOT_USE and not reason.strip():
        raise Refused(
            "Say why you cannot use it: that is as useful to the author as a yes.",
            field="reason",
        )


def check_can_decide(
    *,
    is_author: bool,
    verdict: str,
    reason: str,
    deferred_until: date | None,
    standing_verdict: str,
    today: date,
) -> None:
    """Refused unless this decision is whole and none but a deferral stands already."""
    if is_author:
        raise Refused("You shared this, so somebody else must decide on it.")
    if standing_verdict and standing_verdict != Verdict.DEFER:
        raise Refused("Your organisation has already decided. The page shows what and why.")
    refusals = []
    if not reason.strip():
        refusals.append(Refused("Give the reason. The author reads it.", field="reason"))
    if verdict == Verdict.DEFER and deferred_until is None:
        refusals.append(Refused("Say until when you put it off.", field="deferred_until"))
    if verdict == Verdict.DEFER and deferred_until and deferred_until <= today:
        refusals.append(Refused("The date must be in the future.", field="deferred_until"))
    refuse_all(refusals)


def prompt_due(starts_on: date, ends_on: date, weekday: int, today: date) -> date | None:
    """The week's prompt date that today answers to, if the placement is prompted at all.

    The newest prompt date not after today and less than a week old; None outside the
    placement and in one shorter than a week.
    """
    if (ends_on - starts_on).days + 1 < SHORTEST_PROMPTED_DAYS:
        return None
    dates = [due for due in prompt_dates(starts_on, ends_on, weekday) if due <= today]
    if not dates or dates[-1] <= today - timedelta(days=PROMPT_EVERY_DAYS):
        return None
    return dates[-1]
