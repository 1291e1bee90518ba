"""Given by one, seen by those who need it, every look kept."""

import pytest

from permeate.actions.arrangements import give_arrangements, see_arrangements
from permeate.core.refusals import Refused, SeveralRefused
from permeate.core.roles import Role
from permeate.models import AuditEvent, Notice
from permeate.queries.arrangements import sightings

GIVEN = {
    "adjustments": "A quiet desk near a lift.",
    "emergency_name": "Pat",
    "emergency_phone": "01632 960 001",
    "site_access": "Number plate AB12 CDE",
}


def give(placement, now, **changes):
    return give_arrangements(
        placement=placement, by=placement.participant, now=now, **{**GIVEN, **changes}
    )


@pytest.fixture
def placement(build):
    return build.placement(status="AGREED")


def test_who_needs_it_is_told_there_is_news_and_never_what(build, placement, now) -> None:
    security = build.person(placement.host, Role.SECURITY)

    give(placement, now)

    told = {notice.recipient for notice in Notice.objects.all()}
    assert told == {placement.host_manager, placement.home_manager, security}
    written = " ".join(f"{n.subject} {n.body}" for n in Notice.objects.all())
    assert not any(value in written for value in GIVEN.values())
    facts = AuditEvent.objects.get().facts
    assert facts == {"parts": ["adjustments", "emergency", "access"]}


def test_saving_the_same_again_tells_nobody(placement, now) -> None:
    give(placement, now)
    Notice.objects.all().delete()

    give(placement, now)

    assert not Notice.objects.exists()
    assert AuditEvent.objects.count() == 1


def test_home_hears_only_of_the_emergency_contact(placement, now) -> None:
    give(placement, now)
    Notice.objects.all().delete()

    give(placement, now, adjustments="None needed.")

    assert Notice.objects.get().recipient == placement.host_manager


def test_an_emergency_contact_is_whole(placement, now) -> None:
    for changes, field in (
        ({"emergency_phone": ""}, "emergency_phone"),
        ({"emergency_name": ""}, "emergency_name"),
        ({"emergency_phone": "ask me"}, "emergency_phone"),
    ):
        with pytest.raises(Refused) as refusal:
            give(placement, now, **changes)
        assert not isinstance(refusal.value, SeveralRefused)
        assert refusal.value.field == field
    give(placement, now, emergency_name="", emergency_phone="")


@pytest.mark.parametrize(
    ("part", "seers"),
    [
        ("adjustments", {"host_manager"}),
        ("emergency", {"host_manager", "home_manager"}),
        ("access", {"host_manager", "security"}),
    ],
)
def test_each_part_is_seen_by_those_who_need_it(build, placement, now, part, seers) -> None:
    give(placement, now)
    people = {
        "host_manager": placement.host_manager,
        "home_manager": placement.home_manager,
        "security": build.person(placement.host, Role.SECURITY),
        "home_security": build.person(placement.home, Role.SECURITY),
        "host_coordinator": build.person(placement.host, Role.COORDINATOR),
        "home_coordinator": build.person(placement.home, Role.COORDINATOR),
        "operator": build.person(is_operator=True),
        "stranger": build.person(),
    }
    for name, person in people.items():
        if name in seers:
            see_arrangements(placement=placement, part=part, by=person, now=now)
        else:
            with pytest.raises(Refused):
                see_arrangements(placement=placement, part=part, by=person, now=now)

    seen = [(one.who, one.part) for one in sightings(placement)]
    assert sorted(seen) == sorted((people[name].name, part) for name in seers)


@pytest.mark.parametrize("status", ["RETURNED", "CLOSED", "CANCELLED"])
def test_when_it_is_over_nobody_looks_any_more(placement, now, status) -> None:
    give(placement, now)
    placement.status = status
    placement.started_at = None if status == "CANCELLED" else now
    placement.save()

    with pytest.raises(Refused, match="over"):
        see_arrangements(placement=placement, part="emergency", by=placement.host_manager, now=now)
    with pytest.raises(Refused, match="over"):
        give(placement, now, adjustments="More")
