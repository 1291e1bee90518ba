"""Fair plans against every plan there is; limits that contradict are named."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from permeate.core.matching.rounds import repair
from permeate.core.matching.rounds.asked import Exclusion, Target
from permeate.core.matching.rounds.fair import fair_plan
from permeate.core.matching.rounds.flow import InfeasibleError, plan_by_flow
from permeate.core.matching.rounds.objectives import DEFAULT_ORDER, objectives
from permeate.core.matching.rounds.repair import integer, plan_by_programme
from permeate.core.matching.rounds.result import Method
from permeate.core.matching.rounds.solving import Way, solve
from permeate.core.matching.rounds.wanted import Wanted
from permeate.core.refusals import Refused
from tests.core.matching.rounds.small import answers, asked, rounds

pytestmark = pytest.mark.once
few = settings(max_examples=60, deadline=None)


def wanted_of(round_, order=DEFAULT_ORDER) -> Wanted:
    made = objectives(order, round_.problem, round_.traits())
    return Wanted(round_.problem, round_.limits(), made, round_.together)


def kept(wanted: Wanted, answer) -> bool:
    problem = wanted.problem
    true = answer[answer >= 0]
    if np.any(problem.held(answer) < problem.least):
        return False
    for limit in wanted.limits:
        count = limit.group.wishes(problem)[true].sum()
        if count < limit.least or (limit.most is not None and count > limit.most):
            return False
    places = [problem.place[wish] if wish >= 0 else -1 for wish in answer]
    return all(places[one] == places[other] for one, other in wanted.together)


def best(wanted: Wanted) -> tuple[int, ...] | None:
    values = [
        tuple(objective.value(wanted.problem, answer) for objective in wanted.order)
        for answer in answers(wanted.problem)
        if kept(wanted, answer)
    ]
    return max(values, default=None)


@few
@given(rounds(limits=True))
def test_no_plan_is_better_in_the_order_of_objectives(round_) -> None:
    wanted = wanted_of(round_)
    expected = best(wanted)
    if expected is None:
        with pytest.raises(Refused):
            fair_plan(wanted)
        return
    plan = fair_plan(wanted)
    assert kept(wanted, plan.answer)
    assert tuple(stage.value for stage in plan.stages) == expected
    assert all(stage.proven for stage in plan.stages)


@few
@given(rounds(limits=True))
def test_flow_and_programme_reach_the_same(round_) -> None:
    wanted = wanted_of(round_, ("ranks", "placed", "left-out"))
    found = []
    for plan in (plan_by_flow, plan_by_programme):
        try:
            found.append(plan(wanted))
        except InfeasibleError:
            found.append("none")
    if found[0] is not None:
        values = [one if one == "none" else [s.value for s in one.stages] for one in found]
        assert values[0] == values[1]


@few
@given(rounds(limits=True, pairs=True))
def test_colleagues_go_together_or_not_at_all(round_) -> None:
    wanted = wanted_of(round_, ("placed", "ranks"))
    expected = best(wanted)
    try:
        plan = fair_plan(wanted)
    except Refused:
        assert expected is None
        return
    assert kept(wanted, plan.answer)
    assert tuple(stage.value for stage in plan.stages) == expected


def test_several_flows_keep_what_the_first_reached() -> None:
    """Weights of many objectives outgrow whole numbers, so the flow is solved in parts."""
    chance = np.random.default_rng(2)
    people = [
        {int(h): at for at, h in enumerate(chance.choice(30, 10, replace=False), 1)}
        for _ in range(200)
    ]
    places = [
        {n: int(chance.integers(1, 40)) for n, own in enumerate(people) if h in own}
        for h in range(30)
    ]
    wanted = wanted_of(asked(people, places, [5] * 30))
    plan = plan_by_flow(wanted)
    other = plan_by_programme(wanted)
    assert plan.stages == other.stages


def test_a_search_that_ends_early_tells_what_it_has_with_its_bound(monkeypatch) -> None:
    """Nothing but the first objective is settled in time: the plan stands, unproven."""
    people = [{0: 1, 1: 2}, {0: 1, 1: 2}, {0: 1, 1: 2}]
    round_ = asked(people, [{0: 1, 1: 2, 2: 3}] * 2, [1, 1])
    calls = []

    def slow(model, cost, time_limit):
        calls.append(time_limit)
        return integer(model, cost, time_limit) if len(calls) == 3 else (None, -np.inf)

    monkeypatch.setattr(repair, "integer", slow)
    monkeypatch.setattr(repair, "whole", lambda x: np.zeros(len(x), dtype=bool))
    plan = plan_by_programme(wanted_of(round_, ("placed", "ranks")), time_limit=1.0)
    assert (plan.answer >= 0).sum() == 2
    assert [stage.name for stage in plan.stages] == ["placed", "ranks"]
    assert all(stage.value <= stage.bound for stage in plan.stages)


def test_an_impossible_round_names_the_limits_that_contradict() -> None:
    wishes = [{0: 1, 1: 2}, {0: 1, 1: 2}]
    places = [{0: 1, 1: 2}, {0: 1, 1: 2}]
    targets = (
        Target("", "", "region", "E", least=2),
        Target("type", "council", "", "", least=0, most=0),
    )
    round_ = asked(wishes, places, [2, 2], [1, 0], targets)
    with pytest.raises(Refused, match="region E: at least 2; people with type council at places"):
        solve(round_, Way(Method.FAIR))
    alone = asked(wishes, places, [2, 2], [2, 1])
    with pytest.raises(Refused, match="h0 needs at least 2; h1 needs at least 1"):
        solve(alone, Way(Method.FAIR))


def test_a_stable_result_that_misses_a_minimum_is_refused_unless_asked_for() -> None:
    round_ = asked([{0: 1, 1: 2}, {0: 1, 1: 2}], [{0: 1, 1: 2}, {0: 1, 1: 2}], [2, 2], [0, 1])
    with pytest.raises(Refused, match="h1: 0, not at least 1"):
        solve(round_, Way())
    result = solve(round_, Way(allow_short=True))
    assert not result.kept
    fair = solve(round_, Way(Method.FAIR, order=("placed", "profile", "ranks")))
    assert fair.kept
    (price,) = fair.prices
    assert price.label == "h1"
    assert price.people_gaining == 1
    assert dict(price.gains)["profile 1"] == 1


def test_exclusions_bind_people_and_organisations() -> None:
    base = asked([{0: 1, 1: 2}] * 3, [{0: 1, 1: 2, 2: 3}] * 2, [3, 3])
    out = replace(base, exclusions=(Exclusion(person="p1", host="host0"),))
    assert 0 not in out.problem.place[out.problem.starts[1] : out.problem.starts[2]]
    both = replace(base, exclusions=(Exclusion(organisation="home0", place="h1"),))
    assert list(both.problem.place) == [0, 0, 1, 0, 1]


def test_an_unknown_objective_is_refused() -> None:
    with pytest.raises(Refused, match="no objective “luck”"):
        solve(asked([{0: 1}], [{0: 1}], [1]), Way(Method.FAIR, order=("luck",)))
