"""When an application counts, how many may be offered, and when an outcome is due."""

from datetime import date, timedelta

from permeate.core.refusals import Refused
from permeate.core.releases import check_takes_applications

# Days the host has to answer everybody else, once all places are taken.
ANSWER_WHEN_FILLED_DAYS = 10
# … and once the last day to apply is over: time to read, meet people and choose.
ANSWER_WHEN_CLOSED_DAYS = 42
WARN_BEFORE_DAYS = 3
PUT_OFF_DAYS = 14

TEXT_WHEN_FILLED = (
    "All places have been taken, and the host did not choose your application. Thank you for "
    "the work you put into it. You can ask the host for feedback."
)
TEXT_WHEN_CLOSED = (
    "The host has closed this opportunity without offering you a place. Thank you for the work "
    "you put into your application. You can ask the host for feedback."
)


def check_can_apply(
    *,
    release_status: str,
    decided_by: int | None,
    person_id: int,
    status: str,
    closes_on: date | None,
    today: date,
) -> None:
    """Refused unless somebody else at home granted the release and the opportunity is open.

    ``decided_by`` and ``person_id`` identify people; ``status`` is the opportunity's.
    """
    if release_status != "GRANTED" or decided_by is None:
        raise Refused("You can apply once your manager has released you.")
    if decided_by == person_id:
        raise Refused(
            "A release you gave yourself does not count. Ask your coordinator to name your manager."
        )
    check_takes_applications(status=status, closes_on=closes_on, today=today)


def check_statement(statement: str) -> None:
    """Refused without a word on what the person brings."""
    if not statement.strip():
        raise Refused("Say what you would bring to this placement.", field="statement")


def check_can_offer(*, places: int, promised: int) -> None:
    """Refused while every place is accepted or on offer (``promised`` counts both)."""
    if promised >= places:
        raise Refused(
            "Every place is offered or taken. Turn down an offer that was not answered, or add "
            "a place to the opportunity, before you offer another."
        )


def check_can_accept(*, places: int, taken: int) -> None:
    """Refused once every place is taken."""
    if taken >= places:
        raise Refused(
            "The last place has just been taken. The host has been asked to tell you what is "
            "possible."
        )


def check_outcome(message: str) -> None:
    """Refused without words for the person who applied."""
    if not message.strip():
        raise Refused("Write what the person will read.", field="message")


def outcome_due(*, status: str, closes_on: date | None, filled: bool, today: date) -> date | None:
    """The day by which everybody who still waits must have an outcome; none while choosing.

    ``status`` is the opportunity's; ``filled``: all places are taken.
    """
    if filled or status == "WITHDRAWN":
        return today + timedelta(days=ANSWER_WHEN_FILLED_DAYS)
    if status != "PUBLISHED" or (closes_on and closes_on < today):
        return today + timedelta(days=ANSWER_WHEN_CLOSED_DAYS)
    return None


def outcome_step(*, due_on: date, today: date, warned: bool) -> str:
    """What the service does today about a missing outcome: WARN, GIVE or nothing."""
    if today >= due_on and warned:
        return "GIVE"
    if today >= due_on - timedelta(days=WARN_BEFORE_DAYS) and not warned:
        return "WARN"
    return ""


def put_off(*, today: date) -> date:
    """The new day for outcomes where the host asks for more time."""
    return today + timedelta(days=PUT_OFF_DAYS)


def default_outcome(*, filled: bool) -> str:
    """What the service tells people whom the host has not answered."""
    return TEXT_WHEN_FILLED if filled else TEXT_WHEN_CLOSED
