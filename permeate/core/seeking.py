"""What somebody may say they seek, before opportunities are suggested to them."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from permeate.core.refusals import Refused, refuse_all

MOST_TO_LEARN = 10
SUGGESTED, ON_HOME = 20, 3
PAIR_DAYS = 730  # in which placements of one pair of organisations count


def check_seeking(
    *, learn: Collection[str], free_from: date | None, free_to: date | None, fte_most: Decimal
) -> None:
    """Refused for nothing to learn, too much to learn, or times that cannot be."""
    found = []
    if not learn:
        found.append(Refused("Select at least one thing you want to learn.", field="learn"))
    if len(learn) > MOST_TO_LEARN:
        words = f"Select at most {MOST_TO_LEARN}, so that suggestions fit what matters most."
        found.append(Refused(words, field="learn"))
    if free_from and free_to and free_to < free_from:
        found.append(Refused("The last day must not be before the first.", field="free_to"))
    if not 0 < fte_most <= 1:
        found.append(
            Refused("Enter a share of full time such as 0.6, at most 1.", field="fte_most")
        )
    refuse_all(found)
