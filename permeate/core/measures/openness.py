"""How much of an organisation's time is spent across its boundary."""

from collections.abc import Sequence

import numpy as np

from permeate.core.measures.figures import Figure, not_defined
from permeate.core.measures.intervals import garwood
from permeate.core.measures.resampling import bootstrap

THOUSAND = 1000


def openness(placements: int, staff_fte: float | None, days: int) -> Figure:
    """Cross-boundary placements per 1,000 FTE-days of staff, with Garwood's interval."""
    if not staff_fte or days <= 0:
        return not_defined("without staff numbers", n=placements)
    return garwood(placements, staff_fte * days / THOUSAND)


def openness_days(placement_days: Sequence[float], staff_fte: float | None, days: int) -> Figure:
    """Cross-boundary placement-days per 1,000 FTE-days; placements are drawn again."""
    if not staff_fte or days <= 0:
        return not_defined("without staff numbers", n=len(placement_days))
    exposure = staff_fte * days / THOUSAND
    if not len(placement_days):
        return Figure(0.0, 0.0, None, 0, note="nobody was away: see the interval of placements")
    sums = np.asarray(placement_days, dtype=np.float64)[:, None]
    return bootstrap(sums, lambda totals: totals[:, 0] / exposure)
