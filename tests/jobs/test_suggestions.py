"""Suggestions are computed when something changes, kept with their reasons, and nobody's else."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django_q.models import OrmQ

from permeate.actions import suggestions as actions
from permeate.actions.publishing import close_opportunity
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Sector
from permeate.jobs.suggestions import suggest_to_everybody, suggest_to_person
from permeate.models import AuditEvent, OpportunityTopic, Person, Seeking, Suggestion
from permeate.queries.suggestions import suggested, verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def seek(build):
    def say(person=None, **fields) -> Person:
        person = person or build.person(build.organisation())
        usual = {
            "learn": ["HOUSING", "DIGITAL"], "text": "", "kinds": [], "regions": [],
            "free_from": None, "free_to": None, "fte_most": Decimal(1), "vetting": "NONE",
            "contract_ends_on": None,
        }  # fmt: skip
        actions.say_what_one_seeks(by=person, now=build.now, **usual | fields)
        return person

    return say


@pytest.fixture
def offer(build):
    def publish(*themes: str, **fields):
        row = build.opportunity(status="PUBLISHED", **fields)
        OpportunityTopic.objects.bulk_create(
            OpportunityTopic(opportunity=row, kind="THEME", value=theme) for theme in themes
        )
        return row

    return publish


def titles(person: Person) -> list[str]:
    person = Person.objects.get(id=person.id)
    return [row.opportunity.title for row in suggested(person)]


def test_the_best_fit_comes_first_with_points_that_add_up(build, seek, offer) -> None:
    both, one = offer("HOUSING", "DIGITAL", title="Both"), offer("DIGITAL", title="One")
    person = seek()
    assert suggest_to_person(person.id, now=build.now) == 2
    assert titles(person) == ["Both", "One"]
    first = Suggestion.objects.get(person=person, opportunity=both)
    assert first.score == sum(points for _, points, _, _ in first.parts)
    assert first.reason.startswith("You want to learn about digital and data and housing")
    assert one.title == "One"


def test_limits_hold_and_say_why(build, seek, offer) -> None:
    cleared = offer("HOUSING", title="Cleared", vetting="SC")
    person = seek()
    suggest_to_person(person.id, now=build.now)
    assert titles(person) == []
    told = verdict(Person.objects.get(id=person.id), cleared, build.now.date())
    assert [one.words for one in told.hindrances] == ["It needs SC clearance; you have none."]
    seek(person, vetting="SC")
    suggest_to_person(person.id, now=build.now)
    assert titles(person) == ["Cleared"]
    told = verdict(Person.objects.get(id=person.id), cleared, build.now.date())
    assert told.words == "It is suggested, in place 1."


def test_what_one_may_not_see_is_not_suggested_nor_shown(build, seek, offer) -> None:
    hidden = offer("HOUSING", title="Hidden", visibility="SECTORS")
    hidden.audiences.create(sector=Sector.NHS.value)
    person = seek()
    suggest_to_person(person.id, now=build.now)
    assert titles(person) == []
    assert not Suggestion.objects.filter(opportunity=hidden).exists()


def test_own_organisation_and_what_one_asked_for_are_left_out(build, seek, offer) -> None:
    own = build.organisation()
    offer("HOUSING", title="Ours", host=own)
    asked = offer("HOUSING", title="Asked")
    person = seek(build.person(own))
    build.application(build.release(person, asked))
    suggest_to_person(person.id, now=build.now)
    assert titles(person) == []


def test_a_closed_one_vanishes_at_once_and_everybody_is_ranked_anew(build, seek, offer) -> None:
    row = offer("HOUSING", title="Closing")
    person = seek()
    suggest_to_person(person.id, now=build.now)
    close_opportunity(opportunity=row, by=row.host_manager, now=build.now)
    assert titles(person) == []
    assert "suggest_to_everybody" in {task.task["name"] for task in OrmQ.objects.all()}
    assert suggest_to_everybody(since=build.now.isoformat(), now=build.now) == 0
    assert not Suggestion.objects.exists()


def test_what_was_seen_to_since_is_not_done_again(build, seek, offer) -> None:
    offer("HOUSING", title="Old")
    person = seek()
    later = build.now + timedelta(minutes=1)
    suggest_to_everybody(now=later)
    offer("HOUSING", title="New")
    suggest_to_everybody(since=build.now.isoformat(), now=later)
    assert titles(person) == ["Old"]
    suggest_to_everybody(since=(later + timedelta(minutes=1)).isoformat(), now=later)
    assert sorted(titles(person)) == ["New", "Old"]


def test_first_places_are_spread(build, seek, offer) -> None:
    for title in "ABC":
        offer("HOUSING", "DIGITAL", title=title)
    for _ in range(9):
        seek()
    suggest_to_everybody(now=build.now)
    firsts = list(Suggestion.objects.filter(place=1).values_list("opportunity__title", flat=True))
    assert len(firsts) == 9
    assert max(firsts.count(title) for title in "ABC") <= 6


def test_stopping_deletes_and_a_job_under_way_brings_nothing_back(build, seek, offer) -> None:
    offer("HOUSING")
    person = seek()
    suggest_to_person(person.id, now=build.now)
    actions.stop_seeking(by=person, now=build.now)
    assert not Suggestion.objects.exists()
    assert not Seeking.objects.exists()
    assert actions.keep_suggestions(person=person, told=[], now=build.now) == 0
    assert suggest_to_person(person.id, now=build.now) == 0
    events = AuditEvent.objects.filter(actor=person.reference, event="PERSON_UPDATED")
    assert [one.facts["change"] for one in events] == ["seeking", "seeking"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"learn": []}, "learn"),
        ({"learn": [f"T{n}" for n in range(11)]}, "learn"),
        ({"fte_most": Decimal("1.5")}, "fte_most"),
    ],
)
def test_what_cannot_be_sought(seek, fields, field) -> None:
    with pytest.raises(Refused) as caught:
        seek(**fields)
    assert caught.value.field == field
    assert not Seeking.objects.exists()
