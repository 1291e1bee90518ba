"""What a coordinator keeps, and messages to coordinators."""

import pytest

from permeate.actions.organisations import contact_coordinators, set_domains, set_grades
from permeate.core.grades import GradeRow
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import AuditEvent, Grade, Notice


@pytest.fixture
def kent(build):
    return build.organisation("Kent County Council")


@pytest.fixture
def coordinator(build, kent):
    return build.person(kent, Role.COORDINATOR)


def scale(kent) -> list[tuple[str, str]]:
    return list(kent.grades.order_by("order").values_list("name", "band"))


def test_a_scale_is_laid_and_changed(kent, coordinator, now) -> None:
    first = set_grades(
        organisation=kent,
        rows=[GradeRow(None, "SO1", "OFFICER"), GradeRow(None, "PO2", "MANAGER")],
        by=coordinator,
        now=now,
    )
    low, high = first
    set_grades(
        organisation=kent,
        rows=[
            GradeRow(high.id, "SO1", "SENIOR_MANAGER"),
            GradeRow(low.id, "PO2", "OFFICER"),
            GradeRow(None, "Chief", "DIRECTOR"),
        ],
        by=coordinator,
        now=now,
    )

    assert scale(kent) == [
        ("SO1", "SENIOR_MANAGER"),
        ("PO2", "OFFICER"),
        ("Chief", "DIRECTOR"),
    ]
    assert Grade.objects.get(id=high.id).name == "SO1"
    assert AuditEvent.objects.count() == 2


def test_a_grade_that_people_have_stays(kent, coordinator, build, now) -> None:
    [grade] = set_grades(
        organisation=kent, rows=[GradeRow(None, "SO1", "OFFICER")], by=coordinator, now=now
    )
    build.person(kent, grade=grade)

    with pytest.raises(Refused, match="1 person has this grade") as refusal:
        set_grades(organisation=kent, rows=[GradeRow(grade.id, "", "")], by=coordinator, now=now)

    assert refusal.value.field == "name_0"
    assert scale(kent) == [("SO1", "OFFICER")]


def test_a_grade_left_out_of_the_form_is_held_against_nobody(kent, coordinator, build, now) -> None:
    [grade] = set_grades(
        organisation=kent, rows=[GradeRow(None, "SO1", "OFFICER")], by=coordinator, now=now
    )
    build.person(kent, grade=grade)

    with pytest.raises(Refused, match="Somebody else changed"):
        set_grades(organisation=kent, rows=[], by=coordinator, now=now)


def test_another_organisations_grade_is_out_of_reach(kent, coordinator, build, now) -> None:
    theirs = Grade.objects.create(organisation=build.organisation(), name="X", band="OFFICER")

    with pytest.raises(Refused, match="Somebody else changed"):
        set_grades(
            organisation=kent, rows=[GradeRow(theirs.id, "Y", "OFFICER")], by=coordinator, now=now
        )

    theirs.refresh_from_db()
    assert theirs.name == "X"


def test_domains_are_replaced(kent, coordinator, now) -> None:
    kent.domains.create(domain="old.gov.uk")

    set_domains(organisation=kent, domains=["kent.gov.uk"], by=coordinator, now=now)

    assert [one.domain for one in kent.domains.all()] == ["kent.gov.uk"]
    with pytest.raises(Refused):
        set_domains(organisation=kent, domains=["gmail.com"], by=coordinator, now=now)


def test_a_message_reaches_every_coordinator_with_whom_to_answer(
    kent, coordinator, build, now
) -> None:
    build.person(kent, Role.COORDINATOR)
    build.person(kent, Role.MANAGER)
    sender = build.person(email="sender@example.org", name="A Sender")

    told = contact_coordinators(organisation=kent, body="May I come?", by=sender, now=now)

    assert told == 2
    bodies = [notice.body for notice in Notice.objects.all()]
    assert len(bodies) == 2
    assert all("sender@example.org" in body and "May I come?" in body for body in bodies)
    assert AuditEvent.objects.get().facts == {}


def test_too_many_messages_wait_until_tomorrow(kent, coordinator, build, now) -> None:
    sender = build.person()
    for _ in range(10):
        contact_coordinators(organisation=kent, body="Hello", by=sender, now=now)

    with pytest.raises(Refused, match="tomorrow"):
        contact_coordinators(organisation=kent, body="Hello", by=sender, now=now)
