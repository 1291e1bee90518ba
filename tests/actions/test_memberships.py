"""Leaving ends access at once, and leaves nobody without a manager or a coordinator."""

import pytest

from permeate.actions.memberships import (
    change_membership,
    end_membership,
    join,
    replace_manager,
)
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.models import AuditEvent, Membership, Notice, Person, Placement, Release


@pytest.fixture
def council(build):
    return build.organisation("Anshire County Council")


@pytest.fixture
def coordinator(build, council):
    return build.person(council, Role.COORDINATOR, name="Coordinator")


@pytest.fixture
def manager(build, council):
    return build.person(council, Role.MANAGER, name="Manager")


@pytest.fixture
def deputy(build, council, manager):
    return build.person(council, Role.PARTICIPANT, name="Deputy", manager=manager)


@pytest.fixture
def officer(build, council, manager):
    return build.person(council, name="Officer", manager=manager)


def membership_of(person: Person) -> Membership:
    return person.memberships.get(ended_at=None)


def fresh(person: Person) -> Person:
    return Person.objects.get(id=person.id)


def told() -> dict[str, str]:
    return {notice.recipient.name: notice.body for notice in Notice.objects.all()}


def test_access_ends_with_the_membership_and_what_is_ones_own_stays(
    build, council, coordinator, officer, now
) -> None:
    elsewhere = build.organisation()
    build.membership(officer, elsewhere)

    end_membership(
        membership=officer.memberships.get(organisation=council), by=coordinator, now=now
    )

    assert fresh(officer).standing.organisations == {elsewhere.id}
    assert AuditEvent.objects.last().event == "MEMBERSHIP_ENDED"
    assert "You keep your account" in told()["Officer"]


def test_it_ends_once(coordinator, officer, now) -> None:
    membership = membership_of(officer)
    end_membership(membership=membership, by=officer, now=now)
    with pytest.raises(Refused, match="has ended already"):
        end_membership(membership=membership, by=coordinator, now=now)


@pytest.fixture
def matters(build, council, manager, officer, now):
    """One of everything that waits for the manager, at home and as host."""
    placement = build.placement(
        build.application(
            build.release(officer, status="GRANTED", opportunity=build.opportunity()),
            status="ACCEPTED",
        ),
        status="ACTIVE",
    )
    release = build.release(officer, opportunity=build.opportunity())
    offered = build.opportunity(host=council, host_manager=manager, kind=Kind.DEVELOPMENT_DAY)
    guest = build.booking(day=build.date(offered))
    booking = build.booking(person=officer, day=build.date())
    hosted = build.placement(
        build.application(
            build.release(
                status="GRANTED",
                opportunity=build.opportunity(host=council, host_manager=manager),
            ),
            status="ACCEPTED",
        ),
        status="ACTIVE",
    )
    over = build.placement(
        build.application(
            build.release(officer, status="GRANTED", opportunity=build.opportunity()),
            status="ACCEPTED",
        ),
        status="CLOSED",
    )
    return placement, release, offered, guest, booking, hosted, over


def test_a_manager_does_not_leave_what_waits_for_them(matters, manager, coordinator, now) -> None:
    with pytest.raises(Refused, match="Name who takes over") as refusal:
        end_membership(membership=membership_of(manager), by=coordinator, now=now)
    assert refusal.value.field == "replacement"
    assert membership_of(manager)
    assert not Notice.objects.exists()


def test_whoever_takes_over_gets_all_of_it_and_everybody_is_told(
    build, council, matters, manager, coordinator, officer, deputy, now
) -> None:
    placement, release, offered, guest, booking, hosted, over = matters
    other = build.person(council, name="New manager")

    end_membership(membership=membership_of(manager), by=coordinator, now=now, replacement=other)

    for row in (placement, release, offered, guest, booking, hosted, over):
        row.refresh_from_db()
    assert placement.home_manager == release.manager == booking.home_manager == other
    assert offered.host_manager == hosted.host_manager == other
    assert over.home_manager == manager  # what is over stays as it was
    assert membership_of(officer).manager == membership_of(deputy).manager == other
    assert {Role.MANAGER, Role.HOST} <= fresh(other).standing.roles[council.id]
    assert not fresh(manager).standing.organisations
    assert not Release.objects.visible_to(fresh(manager)).filter(id=release.id).exists()
    assert not Placement.objects.visible_to(fresh(manager)).filter(id=placement.id).exists()

    letters = told()
    assert "You take over from Manager" in Notice.objects.get(recipient=other).subject
    assert f"/releases/{release.reference}/" in letters["New manager"]
    for name in (
        officer.name,
        placement.host_manager.name,
        hosted.participant.name,
        hosted.home_manager.name,
        guest.person.name,
        booking.date.opportunity.host_manager.name,
    ):
        assert "New manager stands in for Manager" in letters[name]
    replaced = AuditEvent.objects.filter(event="MANAGER_REPLACED")
    assert {event.subject for event in replaced} >= {
        placement.reference,
        release.reference,
        booking.reference,
        hosted.reference,
        offered.reference,
    }


def test_a_deputy_takes_over_and_is_not_their_own_manager(
    build, council, coordinator, manager, deputy, officer, now
) -> None:
    head = build.person(council, Role.MANAGER)
    Membership.objects.filter(person=manager).update(manager=head)
    end_membership(membership=membership_of(manager), by=coordinator, now=now, replacement=deputy)
    assert membership_of(deputy).manager == head
    assert membership_of(officer).manager == deputy


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("stranger", "must belong to the organisation"),
        ("manager", "cannot take over from themselves"),
        ("officer", "nobody manages their own"),
    ],
)
def test_not_everybody_can_take_over(
    request, build, matters, manager, coordinator, officer, now, who, reason
) -> None:
    replacement = build.person() if who == "stranger" else request.getfixturevalue(who)
    with pytest.raises(Refused, match=reason):
        end_membership(
            membership=membership_of(manager), by=coordinator, now=now, replacement=replacement
        )


def test_the_only_coordinator_names_a_successor(council, coordinator, officer, now) -> None:
    membership = membership_of(coordinator)
    with pytest.raises(Refused, match="only coordinator") as refusal:
        end_membership(membership=membership, by=coordinator, now=now)
    assert refusal.value.field == "successor"
    with pytest.raises(Refused, match="another member"):
        end_membership(membership=membership, by=coordinator, now=now, successor=coordinator)

    end_membership(membership=membership, by=coordinator, now=now, successor=officer)

    assert fresh(officer).standing.holds(Role.COORDINATOR, council.id)


def test_one_of_two_coordinators_just_leaves(build, council, coordinator, now) -> None:
    build.person(council, Role.COORDINATOR)
    end_membership(membership=membership_of(coordinator), by=coordinator, now=now)
    assert not fresh(coordinator).standing.organisations


def test_everything_is_handed_over_while_somebody_is_away(
    build, council, matters, manager, coordinator, now
) -> None:
    other = build.person(council, Role.MANAGER)
    replace_manager(membership=membership_of(manager), replacement=other, by=coordinator, now=now)
    assert membership_of(manager)
    assert matters[0].__class__.objects.get(id=matters[0].id).home_manager == other
    with pytest.raises(Refused, match="Nothing waits"):
        replace_manager(
            membership=membership_of(manager), replacement=other, by=coordinator, now=now
        )


def change(person, coordinator, now, **changes):
    membership = membership_of(person)
    given = {
        "job_title": membership.job_title,
        "team": "",
        "grade": None,
        "manager": membership.manager,
        "roles": ["PARTICIPANT"],
        **changes,
    }
    return change_membership(membership=membership, by=coordinator, now=now, **given)


def test_roles_change_and_the_person_is_told(council, coordinator, officer, now) -> None:
    change(officer, coordinator, now, roles=["HOST", "SIGNATORY"], job_title="Head of housing")

    assert fresh(officer).standing.roles[council.id] == {Role.HOST, Role.SIGNATORY}
    assert "Host, Signatory" in told()["Officer"]
    assert AuditEvent.objects.get().facts == {"roles": ["HOST", "SIGNATORY"]}


def test_nothing_is_said_where_roles_stay(coordinator, officer, now) -> None:
    change(officer, coordinator, now, job_title="Head of housing")
    assert not Notice.objects.exists()


def test_the_last_coordinator_keeps_the_role(coordinator, now) -> None:
    with pytest.raises(Refused, match="only coordinator"):
        change(coordinator, coordinator, now, roles=["PARTICIPANT"])


def test_a_new_manager_gets_what_waits_for_the_old_one(
    build, council, matters, coordinator, officer, now
) -> None:
    placement, release, offered, *_ = matters
    other = build.person(council, Role.MANAGER, name="New manager")
    with pytest.raises(Refused, match="Name another manager"):
        change(officer, coordinator, now, manager=None)
    change(officer, coordinator, now, manager=other)

    for row in (placement, release, offered):
        row.refresh_from_db()
    assert placement.home_manager == release.manager == other
    assert offered.host_manager.name == "Manager"  # hers still


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"roles": []}, "at least one role"), ({"manager": "stranger"}, "must belong")],
)
def test_some_changes_are_refused(build, coordinator, officer, now, changes, reason) -> None:
    if changes.get("manager"):
        changes = {"manager": build.person()}
    with pytest.raises(Refused, match=reason):
        change(officer, coordinator, now, **changes)


def test_nobody_is_their_own_manager(coordinator, officer, now) -> None:
    with pytest.raises(Refused, match="their own manager"):
        change(officer, coordinator, now, manager=officer)


def test_joining_twice_adds_roles(council, officer, now) -> None:
    join(person=officer, organisation=council, roles=["HOST"], by=officer, now=now)
    assert fresh(officer).standing.roles[council.id] == {Role.PARTICIPANT, Role.HOST}
    assert Membership.objects.filter(person=officer).count() == 1


def test_what_the_leaver_asked_for_at_that_home_is_called_off(
    build, council, coordinator, officer, now
) -> None:
    booking = build.booking(build.date(), officer)
    elsewhere = build.person(build.organisation(), manager=build.person())
    other = build.booking(booking.date, elsewhere, seat=2)

    end_membership(membership=membership_of(officer), by=coordinator, now=now)

    booking.refresh_from_db()
    other.refresh_from_db()
    assert (booking.status, other.status) == ("CANCELLED", "REQUESTED")
    assert "no longer belong" in booking.reason
