"""When a placement may be planned, agreed, started and ended."""

from collections.abc import Sequence
from datetime import date, timedelta

from permeate.core.cadence import check_in_dates
from permeate.core.refusals import Refused, refuse_all
from permeate.core.signing import SignatureFact, missing_parties
from permeate.core.vocabulary import LABELS, Kind

LATEST_WORD_DAYS = 31  # how long after the fact an early end can be recorded
UNDER_WAY = ("ACTIVE",)
ENDED = ("RETURNED", "ENDED_EARLY")


def check_can_plan(*, status: str, plannable: Sequence[str], home_manager_id: int | None) -> None:
    """Refused unless what the placement comes from is far enough and home has a manager."""
    if status not in plannable:
        raise Refused("The place must be accepted by everyone before the placement is planned.")
    if home_manager_id is None:
        raise Refused(
            "Nobody is named as home manager. Ask the home coordinator to name one first."
        )


def check_is_signed(
    *, kind: str, agreement_status: str, signatures: Sequence[SignatureFact], current_hash: str
) -> None:
    """Refused unless every party its kind needs has signed what the agreement says now."""
    missing = missing_parties(kind, signatures, current_hash)
    if missing:
        names = " and ".join(LABELS[party].lower() for party in missing)
        raise Refused(f"The agreement still needs a signature from: {names}.")
    if agreement_status != "SIGNED":
        raise Refused("The agreement is not complete. Ask for it to be signed by all sides.")


def check_is_due(*, starts_on: date, today: date) -> None:
    """Refused before the first day."""
    if today < starts_on:
        raise Refused(f"The placement starts on {_day(starts_on)}, and not before.")


def check_is_over(*, last_day: date, today: date) -> None:
    """Refused up to and including the last day."""
    if today <= last_day:
        raise Refused(f"The placement lasts until {_day(last_day)}.")


def check_can_end_early(
    *, last_day: date, starts_on: date, ends_on: date, cause: str, reason: str, today: date
) -> None:
    """Refused unless the last day lies within the placement and the end is explained."""
    refusals = []
    if not starts_on <= last_day < ends_on:
        before = _day(ends_on - timedelta(days=1))
        refusals.append(
            Refused(
                f"The last day must be from {_day(starts_on)} to {before}: later is not early.",
                field="last_day",
            )
        )
    elif last_day < today - timedelta(days=LATEST_WORD_DAYS):
        refusals.append(
            Refused(
                f"The last day can be at most {LATEST_WORD_DAYS} days ago. Enter a later one, "
                "and give the true day in your reason.",
                field="last_day",
            )
        )
    if not cause:
        refusals.append(Refused("Select why it ends.", field="cause"))
    if not reason.strip():
        refusals.append(
            Refused("Say in your own words why it ends. All three read it.", field="reason")
        )
    refuse_all(refusals)


def has_follow_up(*, starts_on: date, last_day: date) -> bool:
    """Whether a placement is long enough to be evaluated: two weeks, as for check-ins."""
    return bool(check_in_dates(starts_on, last_day))


def needs_return_plan(kind: str) -> bool:
    """Whether somebody was away so long that coming back is planned."""
    return kind == Kind.SECONDMENT


def check_can_plan_return(
    *, post: str, handover: str, meeting_on: date, starts_on: date, last_day: date
) -> None:
    """Refused unless the plan names the post and a handover, and meets before the end."""
    refusals = []
    if not post.strip():
        refusals.append(Refused("Name the post the person comes back to.", field="post"))
    if not starts_on <= meeting_on <= last_day:
        refusals.append(
            Refused(
                f"The meeting must be before the end: from {_day(starts_on)} to {_day(last_day)}.",
                field="meeting_on",
            )
        )
    if not handover.strip():
        refusals.append(Refused("Say how the work is handed over.", field="handover"))
    refuse_all(refusals)


def check_can_record_contact(*, held_on: date, starts_on: date, today: date) -> None:
    """Refused for a contact before the placement or in the future."""
    if held_on > today:
        raise Refused("The date must be today or in the past.", field="held_on")
    if held_on < starts_on:
        raise Refused(
            f"The placement started on {_day(starts_on)}. Enter a date from then on.",
            field="held_on",
        )


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"
