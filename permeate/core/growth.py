"""What somebody gained in a skill: levels before, at the end, and how they now see their start.

Levels are the four of the Government Digital and Data Capability Framework: awareness, working,
practitioner and expert.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from permeate.core.refusals import Refused

LEVELS = {
    1: ("Awareness", "I know what it is and why it matters, and can describe it."),
    2: ("Working", "I do it with some help, on tasks that others have laid out."),
    3: ("Practitioner", "I do it on my own, and help others to."),
    4: ("Expert", "I lead and set how it is done, and teach it."),
}
MOST_SKILLS = 8
LONGEST = 80
END_OPENS = timedelta(days=14)  # before the last day
NOT_YET = ("PLANNED", "AGREED", "ACTIVE")
OVER = ("RETURNED", "ENDED_EARLY", "CLOSED")


@dataclass(frozen=True)
class Growth:
    """Levels from 1 to 4, None where nobody said.

    ``start_now`` is how the person sees their start at the end.
    """

    before: int | None
    start_now: int | None
    now: int | None
    host: int | None

    @property
    def gained(self) -> int | None:
        """Levels gained as the person sees it at the end: now less how they now see the start."""
        return _less(self.now, self.start_now)

    @property
    def measured(self) -> int | None:
        """Levels between what was said before and at the end."""
        return _less(self.now, self.before)

    @property
    def shift(self) -> int | None:
        """Response shift: how much lower (below 0) or higher they now place their start."""
        return _less(self.start_now, self.before)


def _less(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other


def words(growth: Growth) -> str:
    """What the levels say, in a sentence or two."""
    if growth.now is None:
        return "Not rated at the end yet."
    told = [f"{_levels(growth.gained)} as you see it now."] if growth.gained is not None else []
    shift = growth.shift
    if shift:
        way = "lower" if shift < 0 else "higher"
        told.append(
            f"You now place your start {_count(abs(shift))} {way} than you did then: what the "
            "levels mean to you has changed."
        )
    if growth.host is not None:
        told.append(f"The host sees you at {LEVELS[growth.host][0].lower()}.")
    return " ".join(told) or "You did not say where you started."


def _levels(gained: int | None) -> str:
    if not gained:
        return "The same level"
    return f"{_count(abs(gained)).capitalize()} {'up' if gained > 0 else 'down'}"


def _count(levels: int) -> str:
    return "one level" if levels == 1 else f"{levels} levels"


def skills_of(text: str) -> list[str]:
    """Skills as somebody typed them with commas between; Refused for too many or too long."""
    found = list(dict.fromkeys(" ".join(part.split()) for part in text.split(",") if part.strip()))
    if len(found) > MOST_SKILLS:
        raise Refused(f"Name at most {MOST_SKILLS} skills.", field="skills")
    for skill in found:
        if len(skill) > LONGEST:
            raise Refused(f"“{skill[:30]}…” is too long for a skill.", field="skills")
    return found


def stage_of(*, status: str, ends_on: date, today: date) -> str:
    """Which rating is open to the participant: ``before``, ``end`` or none."""
    if status in OVER or (status == "ACTIVE" and today >= ends_on - END_OPENS):
        return "end"
    return "before" if status in NOT_YET else ""


def check_stage(wanted: str, *, status: str, ends_on: date, today: date) -> None:
    """Refused where that rating is not open."""
    opened = stage_of(status=status, ends_on=ends_on, today=today)
    if opened == wanted:
        return
    if wanted == "before":
        raise Refused("The placement is nearly over: rate where you are now instead.")
    raise Refused("This opens two weeks before the last day.")


def check_levels(levels: dict[str, int]) -> None:
    """Refused where a level is not one of the four."""
    if not levels:
        raise Refused("Rate at least one skill.")
    if any(level not in LEVELS for level in levels.values()):
        raise Refused("Choose one of the four levels.")
