"""Every shipped scheme against cases worked by hand from the table."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from permeate.core.cpd.assessing import assess
from permeate.core.cpd.catalogue import TEXTS, family, find
from permeate.core.cpd.explaining import number, parts, told
from tests.core.cpd.build import CASES, activities, member

pytestmark = pytest.mark.once


def assessed(case):
    day = case.get("as_of", date(2026, 12, 31))
    scheme = find(case["scheme"], day)
    done = activities(case["rows"])
    return assess(scheme, done, member(case), as_of=day), done


def short(one) -> str:
    return f"{one.shortfall.normalize():f}" if one.status == "not met" else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['scheme']}: {case['name']}")
def test_case(case) -> None:
    assessment, _ = assessed(case)
    found = {one.id: f"{one.status} {short(one)}".strip() for one in told(assessment)}
    assert {key: found[key] for key in case["expect"]} == case["expect"]
    if "overall" in case:
        assert set(found) == set(case["expect"])
        assert assessment.status == case["overall"]
    if "carried" in case:
        assert number(assessment.carried.low) == Decimal(case["carried"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['scheme']}: {case['name']}")
def test_what_counted_adds_up(case) -> None:
    assessment, done = assessed(case)
    made = parts(assessment, done)
    for one in told(assessment):
        counted = sum(part.towards.get(one.id, 0) for part in made)
        if one.unit == "type":
            assert counted >= one.have
        elif not one.years:
            carried = number(assessment.carried.low)
            rule = assessment.plan.scheme.carry_over
            assert counted + (carried if rule and one.id in rule.towards else 0) == one.have
    for part in made:
        assert part.towards or part.reasons
        assert all(reason.endswith(".") for reason in part.reasons)


def test_each_scheme_has_three_cases() -> None:
    counted = Counter(case["scheme"] for case in CASES)
    assert {family(name) for name in TEXTS} == set(counted)
    assert min(counted.values()) >= 3
