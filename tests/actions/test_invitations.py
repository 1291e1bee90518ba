"""Invitations: sent whole or not at all, accepted once, by whoever holds the link."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from permeate.actions.invitations import (
    accept_as_new,
    accept_invitation,
    invite,
    invite_many,
    resend_invitation,
    withdraw_invitation,
)
from permeate.actions.people import register_person
from permeate.core.invitations import Invitee
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import AuditEvent, Invitation, Membership, Notice, Person

ADDRESS = "po@anshire.gov.uk"
PASSWORD = "seven purple kettles"


@pytest.fixture
def council(build):
    return build.organisation("Anshire County Council", claimed_at=None)


@pytest.fixture
def coordinator(build, council):
    return build.person(council, Role.COORDINATOR)


def send(council, coordinator, now, email=ADDRESS, **details) -> Invitation:
    return invite(
        organisation=council, invitee=Invitee(email=email, **details), by=coordinator, now=now
    )


def roles_of(membership) -> set[str]:
    return set(membership.roles.values_list("role", flat=True))


def test_an_invitation_is_mailed_and_in_the_history(council, coordinator, now) -> None:
    invitation = send(council, coordinator, now, name="Policy officer", roles=("HOST",))

    notice = Notice.objects.get()
    assert (notice.address, notice.recipient) == (ADDRESS, None)
    assert "Dear Policy officer" in notice.body
    assert "as host" in notice.body
    assert "/invitations/" in notice.body
    event = AuditEvent.objects.get()
    assert (event.event, event.facts) == ("PERSON_INVITED", {"roles": ["HOST"]})
    assert invitation.expires_at == now + timedelta(days=28)


def test_nobody_is_invited_twice_or_while_a_member(build, council, coordinator, now) -> None:
    send(council, coordinator, now)
    member = register_person(
        name="Member", email="m@anshire.gov.uk", password=PASSWORD, now=now, verified=True
    )
    build.membership(member, council)

    with pytest.raises(Refused, match="invited before") as refusal:
        send(council, coordinator, now)
    assert refusal.value.field == "email"
    with pytest.raises(Refused, match="belongs to the organisation"):
        send(council, coordinator, now, email="m@anshire.gov.uk")
    assert Invitation.objects.count() == 1


def test_an_expired_one_makes_room_for_another(council, coordinator, now) -> None:
    send(council, coordinator, now)
    later = now + timedelta(days=29)
    again = send(council, coordinator, later)
    assert Invitation.objects.filter(withdrawn_at=None).get() == again


def test_a_closed_organisation_invites_nobody(build, council, coordinator, now) -> None:
    council.closed_on = now.date()
    with pytest.raises(Refused, match="is closed"):
        send(council, coordinator, now)


def test_many_are_invited_in_one_go_and_those_in_are_passed_over(
    build, council, coordinator, now, django_assert_max_num_queries
) -> None:
    send(council, coordinator, now, email="p7@anshire.gov.uk")
    invitees = [Invitee(email=f"p{n}@anshire.gov.uk", line=n) for n in range(300)]

    with django_assert_max_num_queries(40):
        count = invite_many(organisation=council, invitees=invitees, by=coordinator, now=now)

    assert count == 299
    assert Invitation.objects.count() == 300
    assert Notice.objects.count() == 300
    event = AuditEvent.objects.last()
    assert (event.event, event.facts) == ("PEOPLE_INVITED", {"count": 299})


def test_one_bad_row_and_nobody_is_invited(council, coordinator, now) -> None:
    invitees = [Invitee(email="p1@anshire.gov.uk"), Invitee(email="nobody")]
    with pytest.raises(Refused):
        invite_many(organisation=council, invitees=invitees, by=coordinator, now=now)
    assert not Invitation.objects.exists()
    assert not Notice.objects.exists()


def test_somebody_new_joins_with_a_password(council, coordinator, now) -> None:
    invitation = send(council, coordinator, now, job_title="Officer", roles=("HOST", "MANAGER"))

    person = accept_as_new(invitation=invitation, name="Policy officer", password=PASSWORD, now=now)

    assert person.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=person).verified
    membership = person.memberships.get()
    assert (membership.organisation, membership.job_title) == (council, "Officer")
    assert roles_of(membership) == {"HOST", "MANAGER"}
    assert person.standing.holds(Role.HOST, council.id)
    assert [event.event for event in AuditEvent.objects.all()][1:] == [
        "PERSON_REGISTERED",
        "MEMBERSHIP_STARTED",
        "INVITATION_ACCEPTED",
    ]


def test_it_is_accepted_once(council, coordinator, now) -> None:
    invitation = send(council, coordinator, now)
    accept_as_new(invitation=invitation, name="Policy officer", password=PASSWORD, now=now)
    with pytest.raises(Refused, match="has been accepted"):
        accept_as_new(invitation=invitation, name="Another", password=PASSWORD, now=now)
    assert Person.objects.filter(name="Another").count() == 0


def test_an_account_with_another_address_takes_the_invited_one_over(
    build, council, coordinator, now
) -> None:
    """Who changes employer keeps one account, and with it their own log."""
    person = register_person(
        name="Policy officer", email="po@benshire.gov.uk", password=PASSWORD, now=now, verified=True
    )
    accept_invitation(invitation=send(council, coordinator, now), by=person, now=now)

    assert person.memberships.get().organisation == council
    taken = EmailAddress.objects.get(email=ADDRESS)
    assert (taken.user, taken.verified, taken.primary) == (person, True, False)


def test_somebody_elses_address_is_not_taken_over(build, council, coordinator, now) -> None:
    register_person(name="Owner", email=ADDRESS, password=PASSWORD, now=now, verified=True)
    stranger = build.person()
    invitation = send(council, coordinator, now)

    with pytest.raises(Refused, match="another account"):
        accept_invitation(invitation=invitation, by=stranger, now=now)
    with pytest.raises(Refused, match="has an account already"):
        accept_as_new(invitation=invitation, name="X", password=PASSWORD, now=now)
    assert not stranger.memberships.exists()


def test_an_expired_or_withdrawn_one_lets_nobody_in(council, coordinator, now) -> None:
    invitation = send(council, coordinator, now)
    with pytest.raises(Refused, match="send it again"):
        accept_as_new(
            invitation=invitation, name="X", password=PASSWORD, now=now + timedelta(days=28)
        )
    withdraw_invitation(invitation=invitation, by=coordinator, now=now)
    with pytest.raises(Refused, match="withdrawn"):
        accept_as_new(invitation=invitation, name="X", password=PASSWORD, now=now)
    with pytest.raises(Refused, match="withdrawn"):
        resend_invitation(invitation=invitation, by=coordinator, now=now)
    assert AuditEvent.objects.last().event == "INVITATION_WITHDRAWN"


def test_sent_again_it_is_good_for_another_four_weeks(council, coordinator, now) -> None:
    invitation = send(council, coordinator, now)
    later = now + timedelta(days=30)
    resend_invitation(invitation=invitation, by=coordinator, now=later)
    assert Notice.objects.count() == 2
    accept_as_new(
        invitation=invitation, name="X", password=PASSWORD, now=later + timedelta(days=27)
    )
    assert Membership.objects.filter(organisation=council).count() == 2


def test_the_manager_is_named_whoever_of_the_two_comes_first(council, coordinator, now) -> None:
    officer = send(council, coordinator, now, manager_email="m@anshire.gov.uk")
    boss = send(council, coordinator, now, email="m@anshire.gov.uk", roles=("MANAGER",))
    late = send(council, coordinator, now, "late@anshire.gov.uk", manager_email="m@anshire.gov.uk")

    first = accept_as_new(invitation=officer, name="Officer", password=PASSWORD, now=now)
    assert first.memberships.get().manager is None
    manager = accept_as_new(invitation=boss, name="Manager", password=PASSWORD, now=now)
    second = accept_as_new(invitation=late, name="Late", password=PASSWORD, now=now)

    assert first.memberships.get().manager == manager
    assert second.memberships.get().manager == manager


def test_the_first_coordinator_claims_the_organisation(build, council, now) -> None:
    operator = build.person(is_operator=True)
    invitation = send(council, operator, now, roles=("COORDINATOR",))
    accept_as_new(invitation=invitation, name="Coordinator", password=PASSWORD, now=now)
    council.refresh_from_db()
    assert council.claimed_at == now


def test_a_manager_whom_others_named_first_gets_their_account(
    build, council, coordinator, now
) -> None:
    """Bookings name managers by address before they come; what waits for them is theirs."""
    named = build.person(name=ADDRESS, email=ADDRESS)
    release = build.release(build.person(council, manager=named))
    invitation = send(council, coordinator, now, roles=("MANAGER",))

    person = accept_as_new(invitation=invitation, name="Manager", password=PASSWORD, now=now)

    assert person == named
    assert (person.name, person.check_password(PASSWORD)) == ("Manager", True)
    assert EmailAddress.objects.get(user=person).verified
    assert release.manager == person


def test_an_account_takes_over_what_waited_for_an_address_of_theirs(
    build, council, coordinator, now
) -> None:
    named = build.person(name=ADDRESS, email=ADDRESS)
    release = build.release(build.person(council, manager=named))
    person = register_person(
        name="Manager", email="m@benshire.gov.uk", password=PASSWORD, now=now, verified=True
    )
    accept_invitation(invitation=send(council, coordinator, now), by=person, now=now)

    release.refresh_from_db()
    named.refresh_from_db()
    assert release.manager == person
    assert (named.is_active, named.email == ADDRESS) == (False, False)
    assert EmailAddress.objects.get(email=ADDRESS).user == person
