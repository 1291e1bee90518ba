"""Skills rated around a placement, and the person's own story taken along."""

import io
import json
from datetime import timedelta

import pypdf
import pytest
from django.db import IntegrityError, transaction

from permeate.actions.growth import keep_on_profile, rate_as_host, rate_before, rate_end
from permeate.core.refusals import Refused
from permeate.models import AuditEvent, OpportunityTopic, SkillRating
from tests.web.test_query_counts import count  # noqa: F401 - a fixture

SKILL = "Data analysis"


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def over(placement, now):
    """The same placement, after its last day."""
    placement.status, placement.ended_on = "RETURNED", placement.ends_on
    placement.save()
    return placement


@pytest.fixture
def placement(build):
    row = build.placement(status="ACTIVE")
    OpportunityTopic.objects.create(opportunity=row.opportunity, kind="SKILL", value=SKILL)
    return row


def rated(placement, now) -> None:
    person = placement.participant
    rate_before(placement=placement, levels={SKILL: 2}, by=person, now=now)
    over(placement, now)
    rate_end(placement=placement, levels={SKILL: 3}, start_now={SKILL: 1}, by=person, now=now)
    rate_as_host(placement=placement, levels={SKILL: 3}, by=placement.host_manager, now=now)


def test_before_and_end_are_rated_on_anchored_levels(placement, sign_in, now, time_machine) -> None:
    time_machine.move_to(placement.starts_on)
    site = sign_in(placement.participant)
    address = f"/gained/{placement.reference}/"
    page = text(site.get(address))
    assert "Data analysis: where are you now, before it begins?" in page
    assert "I do it with some help" in page
    assert "Your skills</a>" in text(site.get(f"/placements/{placement.reference}/"))
    assert site.post(address, {}).status_code == 422
    site.post(address, {"now_0": "2"})
    over(placement, now)
    half = site.post(address, {"now_0": "3"})
    assert "where you now think you started" in text(half)
    site.post(address, {"now_0": "3", "start_0": "1"})
    page = text(site.get(address))
    assert "2 levels up as you see it now." in page
    assert "one level lower" in page
    assert AuditEvent.objects.filter(event="SKILLS_RATED").count() == 2


def test_own_skills_are_named_then_rated(placement, sign_in, time_machine) -> None:
    time_machine.move_to(placement.starts_on)
    site = sign_in(placement.participant)
    address = f"/gained/{placement.reference}/"
    answer = site.post(address, {"skills": "Chairing & minutes"}, follow=True)
    assert "Chairing &amp; minutes: where are you now" in text(answer)
    site.post(answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"], {"now_1": "1"})
    assert SkillRating.objects.get().skill == "Chairing & minutes"


def test_the_host_rates_at_the_end_and_sees_no_levels_of_the_participant(
    placement, sign_in, now, time_machine
) -> None:
    time_machine.move_to(placement.starts_on)
    address = f"/gained/{placement.reference}/host/"
    site = sign_in(placement.host_manager)
    assert "two weeks before the last day" in text(site.post(address, {"now_0": "3"}))
    person = placement.participant
    rate_before(placement=placement, levels={SKILL: 2}, by=person, now=now)
    over(placement, now)
    page = text(site.get(address))
    assert "Before: Working" not in page
    site.post(address, {"now_0": "3"})
    assert SkillRating.objects.get().host_by == placement.host_manager
    assert site.get(f"/gained/{placement.reference}/").status_code == 403


def test_endorsed_skills_go_on_the_profile_only_by_choice(placement, sign_in, now) -> None:
    rated(placement, now)
    person = placement.participant
    assert not person.skills.exists()
    site = sign_in(person)
    assert "Hosts endorsed Data analysis" in text(site.get("/gained/"))
    with pytest.raises(Refused, match="endorsed"):
        keep_on_profile(skills=["Another"], by=person, now=now)
    assert site.post("/gained/profile/", {}).status_code == 422
    site.post("/gained/profile/", {"skills": [SKILL]})
    assert person.skills.get().skill == SKILL
    assert "Hosts endorsed" not in text(site.get("/gained/"))


def test_the_story_is_taken_along(placement, sign_in, now) -> None:
    rated(placement, now)
    site = sign_in(placement.participant)
    resume = json.loads(site.get("/gained/export/json/").content)
    assert resume["basics"]["name"] == placement.participant.name
    assert {"name": SKILL, "level": "Practitioner"} in resume["skills"]
    work = {one["name"]: one for one in resume["work"]}
    assert work[placement.host.name]["endDate"] == placement.ends_on.isoformat()
    assert "2 levels up" in work[placement.host.name]["highlights"][0]
    pdf = pypdf.PdfReader(io.BytesIO(site.get("/gained/export/pdf/").content))
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert SKILL in words
    assert "one level lower" in words
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert site.get("/gained/export/doc/").status_code == 404


def test_a_rating_is_whole_or_not_there(placement) -> None:
    for half in ({"now": 3}, {"host": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SkillRating.objects.create(placement=placement, skill=SKILL, **half)


def test_the_story_asks_no_more_with_more_rows(build, count, now) -> None:  # noqa: F811
    asked = []
    for rows in (2, 9):
        person = build.placement(status="ACTIVE").participant
        for number in range(rows):
            row = build.placement(status="ACTIVE")
            row.participant = person
            row.save()
            SkillRating.objects.create(
                placement=row, skill=f"S{number}", before=1, before_at=now - timedelta(days=1)
            )
        asked.append(count(person, "/gained/"))
    assert asked[0] == asked[1] <= 12
