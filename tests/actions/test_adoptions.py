"""Attested by the adopter, never the author; checked after months; raised level by level."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from permeate.actions.adoptions import answer_in_use, raise_outcome
from permeate.core.artefacts import artefact
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.jobs.adoptions import follow_adoptions
from permeate.models import Adoption, InUseCheck, Notice, OutcomeStep, Practice
from permeate.queries.todo import todo_list

LONDON = ZoneInfo("Europe/London")
FIGURES = artefact("figures.pdf", b"%PDF-1.7")


@pytest.fixture
def practice(build):
    return build.practice()


def test_an_adoption_names_what_led_to_it_and_tells_the_author(build, practice) -> None:
    adoption = build.adoption(practice)
    assert (adoption.origin, adoption.author) == (practice.origin, practice.author)
    assert adoption.organisation_at_time == adoption.organisation
    assert Notice.objects.get(event="ADOPTION_ATTESTED").recipient == practice.author
    assert Practice.objects.get(id=practice.id).status == "IMPLEMENTED"


def test_the_author_attests_nothing_even_as_a_senior_there(build, practice) -> None:
    council = build.organisation()
    build.membership(practice.author, council, Role.SENIOR)
    with pytest.raises(Refused, match="somebody else"):
        build.adoption(practice, council, practice.author)


def test_where_it_comes_from_cannot_adopt_it(build, practice) -> None:
    with pytest.raises(Refused, match="comes from this organisation"):
        build.adoption(practice, practice.origin)


def test_the_database_holds_both_whatever_the_code_does(build, practice) -> None:
    adoption = build.adoption(practice)
    rows = Adoption.objects.filter(id=adoption.id)
    for broken in ({"attested_by": practice.author}, {"organisation": practice.origin}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**broken)


def test_use_is_asked_at_6_and_12_months_chased_and_ends_where_it_was_given_up(
    build, practice
) -> None:
    adoption = build.adoption(practice, adopted_on=date(2026, 8, 31))
    asked = {}
    for offset in range(400):
        day = date(2026, 11, 3) + timedelta(days=offset)
        at = datetime(day.year, day.month, day.day, 8, tzinfo=LONDON)
        if count := follow_adoptions(at) + follow_adoptions(at):
            asked[day] = count
        if day == date(2027, 3, 25):
            check = InUseCheck.objects.get()
            assert check.reference in {
                task.reference for task in todo_list(adoption.attested_by, today=day)
            }
            answer_in_use(
                check=check, in_use="YES", carrier_left=True, note="", by=adoption.attested_by,
                now=at,
            )  # fmt: skip
    first, second = date(2027, 2, 28), date(2027, 8, 31)
    late = [first + timedelta(days=days) for days in (17, 24)]
    later = [second + timedelta(days=days) for days in (17, 24)]
    assert list(asked) == [first, *late, second, *later]

    check = InUseCheck.objects.get(months=12)
    at = datetime(2027, 12, 1, 8, tzinfo=LONDON)
    with pytest.raises(Refused, match="Say why"):
        answer_in_use(
            check=check, in_use="NO", carrier_left=None, note="", by=adoption.attested_by, now=at
        )
    answer_in_use(
        check=check, in_use="NO", carrier_left=None, note="No staff.", by=adoption.attested_by,
        now=at,
    )  # fmt: skip
    adoption.refresh_from_db()
    assert adoption.ended_on == at.date()


def test_only_an_independent_check_makes_it_learned(build, practice, now) -> None:
    outcome = build.outcome(build.adoption(practice), level=2)
    assert Practice.objects.get(id=practice.id).status == "IMPLEMENTED"
    inside = build.person(outcome.adoption.organisation, Role.COORDINATOR)
    at_origin = build.person(practice.origin, Role.SENIOR)
    for person in (inside, at_origin, practice.author):
        with pytest.raises(Refused):
            raise_outcome(outcome=outcome, note="", file=None, by=person, now=now)
    outside = build.person(build.organisation(), Role.EDITOR)
    raise_outcome(outcome=outcome, note="Seen.", file=None, by=outside, now=now)
    assert Practice.objects.get(id=practice.id).status == "VALIDATED"
    assert list(outcome.steps.values_list("level", flat=True)) == [1, 2, 3]


def test_what_got_worse_is_recorded_but_nothing_is_learned_by_it(build, practice) -> None:
    build.outcome(build.adoption(practice), level=3, change="WORSE")
    assert Practice.objects.get(id=practice.id).status == "IMPLEMENTED"


def test_evidence_is_kept_as_it_was(build, practice) -> None:
    outcome = build.outcome(build.adoption(practice), level=2)
    assert bytes(outcome.steps.get(level=2).file.content) == FIGURES.content


def test_the_database_holds_who_raises_a_level(build, practice) -> None:
    outcome = build.outcome(build.adoption(practice), level=3)
    step = OutcomeStep.objects.filter(outcome=outcome, level=3)
    first = OutcomeStep.objects.filter(outcome=outcome, level=1)
    for rows, broken in (
        (step, {"by": practice.author}),
        (step, {"organisation": outcome.adoption.organisation}),
        (step, {"organisation": practice.origin}),
        (first, {"organisation": build.organisation()}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**broken)
