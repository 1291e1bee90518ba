"""When home may be asked for a release, when its decision is one, and when to remind it."""

from datetime import date, timedelta

from permeate.core.refusals import Refused, refuse_all
from permeate.core.vocabulary import Kind

# Days after the request: the manager twice, then whoever coordinates.
REMIND_AFTER_DAYS = (3, 10, 14)


def check_can_ask(
    *, kind: str, status: str, closes_on: date | None, today: date, is_host_manager: bool
) -> None:
    """Refused unless this person could be released for this opportunity today.

    ``kind`` and ``status`` are the opportunity's; ``closes_on`` is the last day to apply.
    """
    if kind != Kind.SECONDMENT:
        raise Refused("Book a date for this instead: only a secondment needs a release.")
    check_takes_applications(status=status, closes_on=closes_on, today=today)
    if is_host_manager:
        raise Refused("You manage this opportunity for the host, so you cannot apply for it.")


def check_request(*, purpose: str, home_gains: str) -> None:
    """Refused unless the manager can read what for, and what the team gets back."""
    refusals = []
    if not purpose.strip():
        refusals.append(Refused("Say what you want to go for.", field="purpose"))
    if not home_gains.strip():
        refusals.append(Refused("Say what your team gets back.", field="home_gains"))
    refuse_all(refusals)


def check_takes_applications(*, status: str, closes_on: date | None, today: date) -> None:
    """Refused where an opportunity is not published, or its last day to apply is over."""
    if status != "PUBLISHED" or (closes_on and closes_on < today):
        raise Refused(
            "This opportunity is no longer open. Search for others like it, or ask the host "
            "whether it will open again."
        )


def check_can_name_manager(*, status: str, person_id: int, manager_id: int) -> None:
    """Refused unless a release still waits, and somebody other than the person decides it."""
    if status != "REQUESTED":
        raise Refused("This release was decided or withdrawn, so its manager stays as it is.")
    if person_id == manager_id:
        raise Refused(
            "People cannot decide on their own release. Choose somebody else.", field="manager"
        )


def check_can_decide(
    *,
    granted: bool,
    cover: str,
    reason: str,
    other_dates: tuple[date | None, date | None] = (None, None),
) -> None:
    """Refused unless the decision has a reason, and a yes says how the post is covered.

    ``other_dates`` are the first and last day where home says yes to others than asked.
    """
    refusals = []
    if not reason.strip():
        refusals.append(
            Refused(
                "Give your reason. The person reads it, and so does your coordinator.",
                field="reason",
            )
        )
    if granted and not cover:
        refusals.append(Refused("Say how the post will be covered.", field="cover"))
    first, last = other_dates
    if bool(first) != bool(last):
        missing = "other_last" if first else "other_first"
        refusals.append(Refused("Give the first and the last day.", field=missing))
    elif first and last and last < first:
        refusals.append(
            Refused("The last day must be on or after the first day.", field="other_last")
        )
    refuse_all(refusals)


def check_is_not_own_manager(*, person_id: int, manager_id: int) -> None:
    """Refused where people would release themselves: that never counts as consent."""
    if person_id == manager_id:
        raise Refused(
            "You cannot decide on your own release. Ask your coordinator to name your manager."
        )


def check_can_withdraw(*, has_live_application: bool) -> None:
    """Refused while an application rests on the release."""
    if has_live_application:
        raise Refused("You have applied on this release. Withdraw your application first.")


def reminder_number(*, asked_on: date, today: date, chased: int) -> int | None:
    """Which reminder (1 and 2 to the manager, 3 to the coordinator) is due, if any."""
    if chased >= len(REMIND_AFTER_DAYS):
        return None
    due = asked_on + timedelta(days=REMIND_AFTER_DAYS[chased])
    return chased + 1 if today >= due else None
