"""What holds for any log: more is never less, pieces are the whole, order is nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.cpd.activities import Activity, activity
from permeate.core.cpd.assessing import assess
from permeate.core.cpd.catalogue import TEXTS, shipped
from permeate.core.cpd.explaining import told
from permeate.core.cpd.member import Held, Member
from permeate.core.cpd.scheme import Measure
from permeate.core.cpd.vocabulary import FIELDS, PREDICATES, TYPES

pytestmark = pytest.mark.once
SCHEMES = shipped()
AS_OF = date(2026, 9, 30)
EXAMPLES = settings(max_examples=60, deadline=None)
ANSWERS = st.frozensets(st.sampled_from(sorted(PREDICATES)), max_size=6)

activities = st.builds(
    activity,
    st.dates(date(2022, 6, 1), date(2026, 12, 31)),
    st.integers(0, 60_00),
    st.sampled_from(sorted(TYPES)),
    yes=ANSWERS,
    maybe=ANSWERS,
    fields=st.frozensets(st.sampled_from(sorted(FIELDS))),
    points=st.none() | st.integers(0, 30_00),
)
logs = st.lists(activities, max_size=12)


@st.composite
def members(draw, scheme):
    names = [one.name for one in scheme.categories]
    held = draw(st.lists(st.sampled_from(names), max_size=2, unique=True)) if names else []
    return Member(
        categories=tuple(Held(name, None if not at else AS_OF) for at, name in enumerate(held)),
        year_start=draw(st.none() | st.sampled_from([(4, 1), (7, 1), (2, 29)])),
    )


@st.composite
def asked(draw):
    scheme = draw(st.sampled_from(SCHEMES))
    return scheme, draw(members(scheme))


def answers(scheme, log, member):
    return {one.id: one for one in assess(scheme, log, member, as_of=AS_OF).verdicts}


@EXAMPLES
@given(asked(), logs, activities)
def test_adding_an_activity_never_lowers_a_minimum(asked, log, more) -> None:
    scheme, member = asked
    rank = {"not met": 0, "unknown": 1, "met": 2}
    before, after = answers(scheme, log, member), answers(scheme, [*log, more], member)
    only = {one.id for one in scheme.requirements} - {
        one.id for one in scheme.requirements if one.most is not None
    }
    for name in only & set(before):
        assert rank[after[name].status] >= rank[before[name].status], (scheme.name, name)


@EXAMPLES
@given(asked(), logs, st.data())
def test_splitting_an_activity_changes_no_answer_in_hours(asked, log, data) -> None:
    scheme, member = asked
    by_the_hour = all(one.per_hour is not None for one in scheme.tariffs)
    kinds = {Measure.HOURS, Measure.POINTS} if by_the_hour else {Measure.HOURS}
    pieces = [piece for one in log for piece in split(one, data.draw(st.integers(0, one.hours)))]
    before, after = answers(scheme, log, member), answers(scheme, pieces, member)
    for one in scheme.requirements:
        if one.measure in kinds and one.id in before:
            assert after[one.id] == before[one.id], (scheme.name, one.id)


def split(one: Activity, hours: int) -> list[Activity]:
    return [
        Activity(one.on, part, one.title, one.shape, one.points)
        for part in (hours, one.hours - hours)
    ]


@EXAMPLES
@given(asked(), logs, st.randoms())
def test_order_is_nothing(asked, log, random) -> None:
    scheme, member = asked
    before = assess(scheme, log, member, as_of=AS_OF)
    random.shuffle(log)
    after = assess(scheme, log, member, as_of=AS_OF)
    assert (after.verdicts, after.low, after.high, after.carried) == (
        before.verdicts,
        before.low,
        before.high,
        before.carried,
    )


@EXAMPLES
@given(asked(), logs)
def test_met_and_not_met_are_certain(asked, log) -> None:
    """Whatever the open questions turn out to be, a verdict other than unknown stands."""
    scheme, member = asked
    before = answers(scheme, log, member)
    for settle in (lambda shape: shape.yes | shape.maybe, lambda shape: shape.yes):
        settled = [
            activity(
                one.on,
                one.hours,
                one.shape.type,
                yes=settle(one.shape),
                fields=one.shape.fields,
                points=one.points,
            )
            for one in log
        ]
        for name, one in answers(scheme, settled, member).items():
            if before[name].status != "unknown":
                assert one.status in (before[name].status, "unknown"), (scheme.name, name)


@EXAMPLES
@given(asked(), logs)
def test_every_answer_has_words(asked, log) -> None:
    scheme, member = asked
    for one in told(assess(scheme, log, member, as_of=AS_OF)):
        assert one.why.endswith(".")
        assert (one.shortfall > 0) == (one.status == "not met")
        assert one.days_left >= 0
        assert one.span.first <= AS_OF <= one.span.last + timedelta(days=366)


def test_a_doubtful_rule_is_never_met() -> None:
    """However much was done, of every sort, with everything written down."""
    everything = [
        activity(
            AS_OF - timedelta(days=30 * back),
            500_00,
            sort,
            yes=frozenset(PREDICATES),
            fields=frozenset(FIELDS),
        )
        for back in range(60)
        for sort in TYPES
    ]
    doubtful = 0
    for scheme in SCHEMES:
        for category in scheme.categories or [None]:
            member = Member((Held(category.name),)) if category else Member()
            for verdict in assess(scheme, everything, member, as_of=AS_OF).verdicts:
                at = assess(scheme, everything, member, as_of=AS_OF).plan.slots[verdict.slots[0]].at
                if scheme.requirements[at].doubt:
                    doubtful += 1
                    assert verdict.status == "unknown"
    assert doubtful >= 10
    assert len(TEXTS) == 26
