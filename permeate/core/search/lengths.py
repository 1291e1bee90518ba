"""How long an opportunity takes, as one of the bands people search by."""

from datetime import date

from permeate.core.vocabulary import Length

# The most days, first and last included, of each band but the last.
MOST_DAYS = (
    (1, Length.DAY),
    (7, Length.WEEK),
    (28, Length.MONTH),
    (184, Length.HALF_YEAR),
    (366, Length.YEAR),
)


def length(first: date | None, last: date | None) -> Length | None:
    """The band of a stay from ``first`` to ``last``; None while either is open."""
    if first is None or last is None:
        return None
    days = (last - first).days + 1
    for most, band in MOST_DAYS:
        if days <= most:
            return band
    return Length.LONGER
