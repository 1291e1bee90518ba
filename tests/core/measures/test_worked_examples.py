"""Every hand-worked answer, exactly; fractions where it gives fractions."""

from datetime import date
from fractions import Fraction as F

import pytest

from permeate.core import measures as m
from permeate.core.measures.differencing import leaks as difference_leaks
from tests.worked_measures import beside, example

pytestmark = [pytest.mark.once, beside]


def near(value):
    return pytest.approx(value, abs=6e-5)


def test_w1_time_to_first_share():
    w = example("W1_km_first_share")
    days, observed = zip(*w["rows_day_event"], strict=True)
    curve = m.kaplan_meier(days, observed)
    for at, (t, n, d, s, _, se, low, high) in enumerate(w["table_t_n_d_S_S_se_loglogL_loglogU"]):
        seen = (curve.times[at], curve.at_risk[at], curve.events[at], curve.survival[at])
        assert seen == (t, n, d, F(s))
        assert (curve.std_error[at], curve.low[at], curve.high[at]) == near((se, low, high))
    assert len(curve.times) == 5
    assert curve.median == w["median_days"]
    assert curve.rmst(28) == F(str(w["rmst_28_days"]))


def test_w2_adoption_with_rejection():
    w = example("W2_aalen_johansen")
    days, causes = zip(*w["rows"], strict=True)
    found = m.aalen_johansen(days, causes)
    assert found.final == {"A": F(w["adopted"]), "R": F(w["rejected"])}
    assert found.undecided == F(w["undecided"])
    alone = m.kaplan_meier(days, [cause == "A" for cause in causes])
    assert 1 - alone.survival[-1] == F(w["wrong_1_minus_KM"])


def test_w3_flows():
    w = example("W3_flow")
    flows = w["origin_rows_host_cols"]
    found = m.balance(flows, w["types"])
    assert found.value == F(w["node_balance"])
    assert found.imbalance == F(w["node_imbalance"])
    assert found.n == w["cross"]
    assert m.reciprocity(flows).value == F(w["dyadic_reciprocity"])
    for label, (point, ends, p) in w["balance_by_type_point_CI_exactp"].items():
        side = found.by[label]
        assert (float(side.value), side.low, side.high) == near((point, *ends))
        assert float(found.exact_p[label]) == pytest.approx(p, abs=6e-4)


def test_w3_mixing():
    w = example("W3_flow")
    found = m.assortativity(w["origin_rows_host_cols"])
    assert (found.value, found.minimum) == (F(w["assortativity_r"]), F(w["r_min"]))
    assert found.ratio == F(w["obs_over_exp"])
    assert (float(found.ei), float(found.expected)) == (
        w["EI_index"],
        w["expected_cross_if_independent"],
    )
    assert (found.cross.value, found.n) == (w["cross_share"], w["N"])
    assert (found.cross.low, found.cross.high) == near(tuple(w["cross_share_wilson"]))


@pytest.mark.parametrize("words", ["in 5 out 0", "in 50 out 50", "in 1 out 1"])
def test_w3_extremes(words):
    point, ends, p = example("W3_flow")["extremes"][words]
    came, went = (int(word) for word in words.split() if word.isdigit())
    found = m.balance({"here": {"there": went}, "there": {"here": came}})
    side = found.by["here"]
    assert float(side.value) == point
    assert (side.low, side.high) == pytest.approx(ends, abs=6e-4)
    assert float(found.exact_p["here"]) == near(p)


def test_w4_continuity():
    w = example("W4_continuity")
    found = m.continuity(w["windows"], w["share_windows"])
    assert found.coverage.value == w["coverage"]
    assert F(found.end_load.value).limit_denominator(100) == F(w["end_load_last_20pct"])
    assert (found.end_load.low, found.end_load.high) == near(tuple(w["end_load_wilson"]))
    assert found.silent == w["longest_silent_run"]
    bulk = m.continuity(w["windows"], [10] * 6)
    assert bulk.coverage.value == w["bulk_import_6_in_window_10_coverage"]


def test_w5_reach():
    w = example("W5_reach")
    heard = [range(8), range(4, w["union"])]  # 8 + 8 said so, 12 different ones
    found = m.reach([range(w["audience"])] * 2, heard)
    assert found.value == w["reach"]
    assert (found.low, found.high) == near(tuple(w["wilson"]))
    assert sum(map(len, heard)) / w["audience"] == w["wrong_sum"]


def test_w6_brokerage():
    w = example("W6_brokerage")
    star, path = [("hub", n) for n in range(4)], [(1, 2), (2, 3)]
    triangle = [(1, 2), (2, 3), (3, 1)]
    assert m.betweenness(star)["hub"] == w["star_hub_betweenness_norm"]
    assert m.constraint(star)["hub"] == w["star_hub_constraint"]
    assert m.constraint(star)[0] == w["star_leaf_constraint"]
    assert [m.betweenness(path)[2], m.constraint(path)[2]] == w["path3_centre"]
    assert set(m.constraint(triangle).values()) == {w["triangle_constraint"]}
    assert set(m.betweenness(triangle).values()) == {w["triangle_betweenness"]}


def test_w7_senior_gap():
    w = example("W7_senior_gap")
    gap = m.newcombe(*w["senior"], *w["other"])
    assert gap.value == w["gap"]
    assert (gap.low, gap.high) == near(tuple(w["newcombe"]))


def test_w8_needs():
    w = example("W8_topics")
    found = m.coverage(w["need"], w["practices"])
    assert (found.coverage.value, found.dissimilarity.value) == (w["coverage"], w["dissimilarity"])
    assert found.uncovered == w["uncovered"]


def test_w9_concentration():
    w = example("W9_concentration")
    found = m.concentration(w["counts"])
    assert (found.hhi, found.hhi_unbiased) == (w["HHI"], w["HHI_unbiased"])
    assert found.effective == near(w["effective_contributors"])
    assert (found.gini, found.gini_corrected) == (w["gini_with_zeros"], w["gini_corrected"])
    assert found.top_share == w["top1_share"]
    wrong = m.concentration([count for count in w["counts"] if count])
    assert wrong.gini == float(F(w["gini_dropping_zeros_WRONG"]))


def test_w10_retention():
    w = example("W10_retention")
    found = m.retention(w["in_use"], w["stopped"], w["unknown"])
    assert F(found.complete.value).limit_denominator(100) == F(w["complete_case"])
    assert found.bounds == near(tuple(w["bounds"]))
    assert (found.worst.low, found.worst.high) == near(tuple(w["wilson_lower_worst"]))
    assert (found.best.low, found.best.high) == near(tuple(w["wilson_upper_best"]))


def test_w11_kappa():
    w = example("W11_kappa")
    found = m.kappa(w["table"])
    assert found.value == F(w["kappa"])
    assert (found.observed, found.expected) == (F(str(w["po"])), F(str(w["pe"])))
    assert found.note == "reviewers disagree"


def test_w12_value():
    w = example("W12_value")
    found = m.audited_ratio(w["claimed"], w["verified"], w["population_claims"])
    assert (found.computed.value, found.std_error) == near((w["ratio"], w["se"]))
    assert (found.computed.low, found.computed.high) == near(tuple(w["t3_ci"]))
    assert found.ratio.status == "not enough data"


def test_w13_response_shift():
    w = example("W13_response_shift")
    found = m.gains(w["pre"], w["then"], w["post"])
    assert found.conventional.value == w["conventional_gain"]
    assert found.retrospective.value == w["retrospective_gain"]
    assert found.shift.value == w["shift"]


def test_w14_provenance():
    w = example("W14_provenance")
    linked, two = w["linked_accepted"], w["two_plus_orgs"]
    rows = [m.Statement(at < linked, 2 if at < two else 1, 100) for at in range(w["statements"])]
    found = m.provenance(rows)
    assert found.linked.value == w["coverage"]
    assert (found.linked.low, found.linked.high) == near(tuple(w["wilson"]))
    assert found.several.value == two / w["statements"]


def test_w15_placebo():
    w = example("W15_placebo")
    lift = m.placebo_lift(*w["links_confirmed"], *w["placebo_confirmed"])
    assert lift.value == w["lift"]
    assert (lift.low, lift.high) == near(tuple(w["newcombe"]))


@pytest.mark.parametrize(
    ("which", "hidden"),
    [
        ("primary_only_leaks", [(0, 2)]),
        ("row_pair_only_leaks", [(0, 1), (0, 2)]),
        ("rectangle_safe", [(0, 1), (0, 2), (1, 1), (1, 2)]),
    ],
)
def test_w16_suppression(which, hidden):
    w = example("W16_suppression")
    ranges = {str(cell): list(ends) for cell, ends in m.feasible(w["table"], hidden).items()}
    assert ranges == w[which]
    safe = not m.leaks(w["table"], hidden, w["threshold"])
    assert safe is (which == "rectangle_safe")


def test_w17_differencing():
    w = example("W17_differencing")
    assert [m.round_half_up(n, 5) for n in (w["week1"], w["week2"])] == [5, 5]
    weekly = [
        m.Published(frozenset({"a"}), w["week1"], date(2026, 6, 1)),
        m.Published(frozenset({"a"}), w["week2"], date(2026, 6, 8)),
    ]
    assert [leak.shows for leak in difference_leaks(weekly)] == [1]


def test_w18_funnel():
    w = example("W18_funnel")
    p = m.share_p(*w["org"], F(str(w["programme_rate"])))
    assert float(p) == near(w["exact_two_sided_p"])
