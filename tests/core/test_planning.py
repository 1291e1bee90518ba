"""Which sort of placement fits: every row of the table, and every word for and against."""

from datetime import date
from itertools import product

import pytest

from permeate.core import planning
from permeate.core.needs import (
    BY_SLUG,
    QUESTIONS,
    Form,
    Judge,
    Objective,
    after,
    check_answer,
    check_objectives,
    draft_objectives,
    draft_sharing,
    kept,
    next_question,
    progress,
    vague_measures,
)
from permeate.core.planning import AGAINST, FOR, TABLE, Outcome, advice, kind_of, propose
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Kind

pytestmark = pytest.mark.once
WHOLE = {
    "whom": "SELF", "goal": "Run our desk", "how": "DELIVER", "brings": "Ten years",
    "length": "MONTHS", "days_a_week": "5", "cover": "TEAM", "start": "2027-01-11",
    "worked": "A procedure we tried", "judge": "HOME_MANAGER", "gains": "A procedure",
}  # fmt: skip
TODAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"length": "DAYS"}, Outcome.DEVELOPMENT_DAY),
        ({"length": "DAYS", "how": "DELIVER"}, Outcome.DEVELOPMENT_DAY),
        ({"length": "WEEKS"}, Outcome.SHADOWING),
        ({"length": "MONTHS", "days_a_week": "5"}, Outcome.SECONDMENT),
        ({"length": "YEARS", "days_a_week": "5"}, Outcome.SECONDMENT),
        ({"length": "MONTHS", "days_a_week": "2"}, Outcome.PART_TIME),
        ({"length": "DAYS", "people": "GROUP"}, Outcome.COHORT),
        ({"length": "WEEKS", "people": "GROUP", "cover": "EXCHANGE"}, Outcome.COHORT),
        ({"length": "MONTHS", "people": "GROUP"}, Outcome.SECONDMENT),
        ({"length": "YEARS", "cover": "EXCHANGE"}, Outcome.EXCHANGE),
        ({"length": "DAYS", "cover": "EXCHANGE"}, Outcome.EXCHANGE),
    ],
)
def test_each_case_has_its_proposal(answers, outcome) -> None:
    proposal = propose(answers)
    assert proposal.outcome is outcome
    assert proposal.because
    assert [one.outcome for one in proposal.others] == [o for o in Outcome if o is not outcome]


def options(slug: str) -> list[str]:
    return [code for code, _ in BY_SLUG[slug].options]


def every_case():
    """All that the table and the words can tell apart: 1,440 ways to answer."""
    slugs = ("whom", "how", "length", "days_a_week", "cover", "people")
    for values in product(*(options(slug) for slug in slugs)):
        yield dict(zip(slugs, values, strict=True))


def test_every_way_to_answer_has_a_proposal_and_every_row_and_word_is_reached() -> None:
    rows, words = set(), set()
    for answers in every_case():
        proposal = propose(answers)
        rows.add(next(row for row in TABLE if row.holds(answers)).because)
        words |= {(one.outcome, said) for one in (proposal.advice, *proposal.others)
                  for said in (*one.speaks_for, *one.speaks_against)}  # fmt: skip
    assert rows == {row.because for row in TABLE}
    assert words == {(one.outcome, one.words) for one in (*FOR, *AGAINST)}


def test_without_a_length_nothing_is_proposed() -> None:
    assert propose({"how": "SEE"}) is None


def test_what_speaks_against_is_said_of_the_proposal_too() -> None:
    told = advice(Outcome.DEVELOPMENT_DAY, {"length": "DAYS", "how": "DELIVER"})
    assert "too short to deliver" in told.speaks_against[0]
    part_time = advice(Outcome.PART_TIME, {"length": "MONTHS", "days_a_week": "2"})
    assert "Two jobs" in part_time.speaks_against[0]


@pytest.mark.parametrize(
    ("outcome", "length", "kind"),
    [
        (Outcome.SECONDMENT, "MONTHS", Kind.SECONDMENT),
        (Outcome.PART_TIME, "MONTHS", Kind.SECONDMENT),
        (Outcome.COHORT, "DAYS", Kind.DEVELOPMENT_DAY),
        (Outcome.COHORT, "WEEKS", Kind.SHADOWING),
        (Outcome.EXCHANGE, "WEEKS", Kind.SHADOWING),
        (Outcome.EXCHANGE, "YEARS", Kind.SECONDMENT),
    ],
)
def test_which_kind_an_outcome_becomes(outcome, length, kind) -> None:
    assert kind_of(outcome, {"length": length}) is kind


def test_the_conversation_asks_only_what_makes_sense() -> None:
    short = {**WHOLE, "length": "DAYS"}
    assert not BY_SLUG["days_a_week"].asked(short)
    assert "days_a_week" not in kept(short)
    host = {**WHOLE, "whom": "HOST"}
    assert not BY_SLUG["cover"].asked(host)
    assert BY_SLUG["people"].asked(host)
    assert next_question(WHOLE) is None
    assert next_question({**WHOLE, "whom": "TEAM"}).slug == "people"


def test_it_goes_from_question_to_question_and_says_how_far() -> None:
    answers: dict[str, str] = {}
    question, walked = next_question(answers), []
    while question:
        walked.append(question.slug)
        place, of = progress(question.slug, answers)
        assert 1 <= place <= of
        answers[question.slug] = WHOLE.get(question.slug, "")
        question = after(question.slug, answers)
    assert walked == [one.slug for one in QUESTIONS if one.slug != "people"]


@pytest.mark.parametrize(
    ("slug", "answer"),
    [
        ("goal", "  "),
        ("length", "FOREVER"),
        ("start", "2026-11-02"),
        ("sectors", "NHS,MOON"),
    ],
)
def test_an_answer_that_is_none_is_refused(slug, answer) -> None:
    with pytest.raises(Refused):
        check_answer(slug, answer, today=TODAY)


def test_sectors_may_stay_open() -> None:
    check_answer("sectors", "", today=TODAY)
    check_answer("sectors", "NHS,CHARITY", today=TODAY)


def test_drafted_objectives_can_all_be_checked() -> None:
    drafted = draft_objectives(WHOLE)
    check_objectives(drafted)
    assert [one.due_on for one in drafted] == [
        date(2027, 2, 8), date(2027, 7, 13), date(2027, 8, 10),
    ]  # fmt: skip
    assert drafted[1] == Objective(
        "Run our desk", "A procedure we tried", date(2027, 7, 13), Judge.HOME_MANAGER
    )
    assert len(draft_objectives({**WHOLE, "length": "DAYS"})) == 2


@pytest.mark.parametrize("length", options("length"))
def test_sharing_is_drafted_for_every_length(length) -> None:
    sharing = draft_sharing({"length": length})
    assert sharing.home
    assert sharing.host


def test_objectives_say_what_and_by_what_one_knows() -> None:
    bare = Objective("", "", date(2027, 1, 1), Judge.PARTICIPANT)
    with pytest.raises(Refused, match="say what"):
        check_objectives((bare,))
    with pytest.raises(Refused, match="at least one"):
        check_objectives(())
    with pytest.raises(Refused, match="at most"):
        check_objectives((Objective("a", "b", date(2027, 1, 1), Judge.PARTICIPANT),) * 7)


def test_measures_nobody_could_check_are_pointed_out() -> None:
    def measured(words: str) -> Objective:
        return Objective("x", words, date(2027, 1, 1), Judge.PARTICIPANT)

    vague = measured("A better understanding of the other side")
    counted = measured("Improve the queue by 20%")
    assert vague_measures((vague, counted, measured("A signed procedure"))) == [vague.measure]


def test_every_question_and_outcome_has_words() -> None:
    assert set(planning.WORDS) == set(planning.WHAT) == set(Outcome)
    for question in QUESTIONS:
        assert question.title({}).endswith("?")
        assert bool(question.options) == (question.form in (Form.ONE, Form.SEVERAL))
