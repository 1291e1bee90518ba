"""How often each interval holds the truth, printed beside its level and the naive one.

`make soak ARGS="tests/core/measures/test_coverage.py -s"` prints the long form.
"""

import pytest

from permeate.core.measures.simulating import coverage, lines, running_as_silent

pytestmark = [pytest.mark.once, pytest.mark.soak]


def test_intervals_hold_the_truth_as_often_as_they_say(rounds):
    runs = rounds(300, 20_000)
    slack = 3 * (0.95 * 0.05 / (runs / 2)) ** 0.5
    found = list(coverage(runs))
    print(*lines(runs), sep="\n")
    # Wilson's dips near 0 with ten seen; it is above its level on average.
    assert all(one.coverage >= 0.90 - slack for one in found)
    clustered = next(one for one in found if one.what.endswith("ICC 0.3"))
    assert clustered.naive_coverage < 0.87 < clustered.coverage
    small = next(one for one in found if "n=10," in one.what)
    assert small.naive_coverage < 0.75


def test_counting_who_is_still_running_as_silent_is_wrong():
    biased = running_as_silent()
    assert biased.survival == pytest.approx(biased.truth, abs=0.02)
    assert biased.naive > biased.truth + 0.05
