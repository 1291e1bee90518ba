"""When an adoption may be attested, checked and its outcomes raised from level to level."""

from calendar import monthrange
from datetime import date

from permeate.core.ledger_words import LEVELS, InUse
from permeate.core.refusals import Refused, refuse_all

CHECK_AFTER_MONTHS = (6, 12)
ANSWER_WITHIN_DAYS = 14
HIGHEST = max(LEVELS)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def checks_due(adopted_on: date, asked: set[int], today: date) -> list[tuple[int, date]]:
    """(months, day) of checks whose day has come and that were not asked; the newest only.

    After a long gap nobody is asked about 6 months at the 13th.
    """
    days = [(months, months_after(adopted_on, months)) for months in CHECK_AFTER_MONTHS]
    come = [
        (months, day) for months, day in days if day <= today and months > max(asked, default=0)
    ]
    return come[-1:]


def check_can_attest(
    *,
    is_author: bool,
    is_origin: bool,
    already: bool,
    merged: bool,
    evidence: str,
    adopted_on: date,
    today: date,
) -> None:
    """Refused unless the adopter itself, and not the author, says that it is in use."""
    if is_author:
        raise Refused("You wrote this practice, so somebody else at the adopter must attest it.")
    if is_origin:
        raise Refused("The practice comes from this organisation, so it cannot adopt it.")
    if merged:
        raise Refused("This practice was merged into another. Attest that one.")
    if already:
        raise Refused("Your organisation has attested this already.")
    refusals = []
    if not evidence.strip():
        refusals.append(
            Refused("Say where and by whom it is used, or how one can see it.", field="evidence")
        )
    if adopted_on > today:
        refusals.append(
            Refused("The day must not be in the future: attest it once it is in use.",
                    field="adopted_on")
        )  # fmt: skip
    refuse_all(refusals)


def check_can_answer_in_use(*, answered: bool, in_use: str, note: str) -> None:
    """Refused where it was answered, and for *given up* without a reason."""
    if answered:
        raise Refused("This was answered already. The page shows what was said.")
    if in_use != InUse.YES and not note.strip():
        raise Refused("Say why: that helps whoever thinks of adopting it.", field="note")


def check_can_claim(*, measure: str, unit: str, counterfactual: str) -> None:
    """Refused unless an outcome has a measure, a unit and a word on what else it could be."""
    needed = (
        ("measure", measure, "Say what was measured."),
        ("unit", unit, "Give the unit, for example visits a month."),
        (
            "counterfactual",
            counterfactual,
            "Say what would have happened anyway, or what else changed at the same time.",
        ),
    )
    refuse_all([Refused(words, field=name) for name, text, words in needed if not text.strip()])


def check_can_raise(
    *,
    level: int,
    to: int,
    is_author: bool,
    is_adopter: bool,
    is_origin: bool,
    has_evidence: bool,
) -> None:
    """Refused unless an outcome is raised by one level, by whom that level takes.

    1 and 2 take the adopter, 2 a file; 3 takes an organisation that neither adopted nor
    originated it; none takes the practice's author.
    """
    if is_author:
        raise Refused("You wrote this practice: its outcomes are for others to confirm.")
    if to != level + 1 or to > HIGHEST:
        raise Refused("The levels follow one another. Reload the page to see what comes next.")
    if to < HIGHEST and not is_adopter:
        raise Refused("Only the organisation that adopted it can confirm it or attach evidence.")
    if to == HIGHEST and (is_adopter or is_origin):
        raise Refused(
            "An independent check takes an organisation that neither adopted it nor had it first."
        )
    if to == 2 and not has_evidence:
        raise Refused("Attach the evidence, for example the figures as a PDF.", field="file")
