"""Deciding for somebody else for a time: a delegation has an end, and ends with it."""

from dataclasses import dataclass
from datetime import date, timedelta

from permeate.core.refusals import Refused, refuse_all

WARN_BEFORE_DAYS = 14
LONGEST_DAYS = 366


@dataclass(frozen=True)
class Given:
    """One delegation as it bears on a decision; ``ended`` where it was taken back."""

    to_person: int
    starts_on: date
    ends_on: date
    ended: bool = False

    def stands(self, today: date) -> bool:
        """Whether it lets anybody decide today; both its days are included."""
        return not self.ended and self.starts_on <= today <= self.ends_on


def check_delegation(
    *, from_person: int, to_person: int, starts_on: date, ends_on: date, today: date
) -> None:
    """Refused unless it is for somebody else, has an end to come, and is not without end."""
    refusals = []
    if from_person == to_person:
        refusals.append(Refused("Choose somebody else: you decide already.", field="to_person"))
    if ends_on < max(starts_on, today):
        refusals.append(
            Refused("The last day must be today or later, and on or after the first.",
                    field="ends_on")
        )  # fmt: skip
    elif (ends_on - starts_on).days > LONGEST_DAYS:
        refusals.append(
            Refused("A delegation lasts a year at most. Give it again then.", field="ends_on")
        )
    refuse_all(refusals)


def check_decides(*, by: int, manager: int | None, given: list[Given], today: date) -> None:
    """Refused unless this person is the manager, or stands in for them today."""
    if by == manager or any(one.to_person == by and one.stands(today) for one in given):
        return
    mine = [one for one in given if one.to_person == by]
    if mine:
        last = max(one.ends_on for one in mine)
        raise Refused(
            f"Your delegation ended on {last.day} {last:%B %Y} or was taken back, so the manager "
            "decides. Ask them to delegate again."
        )
    raise Refused("Only the home manager, or whoever they delegated to, decides on a release.")


def warning_due(*, ends_on: date, warned: bool, today: date) -> bool:
    """Whether whoever delegated should hear now that it ends soon."""
    return not warned and ends_on - timedelta(days=WARN_BEFORE_DAYS) <= today <= ends_on
