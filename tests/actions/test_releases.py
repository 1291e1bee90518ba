"""Home decides before anybody applies."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from permeate.actions.releases import (
    decide_release,
    name_manager,
    remind_of_release,
    request_release,
    withdraw_release,
)
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.models import AuditEvent, Notice, Release


def decide(release, now, **answers):
    answers = {
        "granted": True,
        "cover": "ACT_UP",
        "cover_note": "",
        "reason": "Good for us.",
        "by": release.manager,
        **answers,
    }
    return decide_release(release=release, now=now, **answers)


def ask(person, opportunity, now, **answers):
    answers = {"purpose": "To learn.", "home_gains": "A better service.", **answers}
    return request_release(
        opportunity=opportunity,
        membership=person.memberships.get(),
        by=person,
        now=now,
        **answers,
    )


@pytest.fixture
def home(build):
    return build.organisation("Ashdown Council")


@pytest.fixture
def manager(build, home):
    return build.person(home, Role.MANAGER, name="Home manager")


def told(event: str) -> set[str]:
    return set(Notice.objects.filter(event=event).values_list("address", flat=True))


def test_the_manager_of_the_membership_is_asked(build, home, manager, now) -> None:
    person = build.person(home, manager=manager)

    release = ask(person, build.opportunity(), now)

    assert (release.status, release.manager, release.home) == ("REQUESTED", manager, home)
    assert told("RELEASE_REQUESTED") == {manager.email}
    assert "A better service." in Notice.objects.get().body


@pytest.mark.parametrize("own_manager", [False, True])
def test_without_a_manager_the_coordinator_names_one(build, home, manager, now, own_manager):
    coordinator = build.person(home, Role.COORDINATOR)
    person = build.person(home)
    if own_manager:
        person.memberships.update(manager=person)

    release = ask(person, build.opportunity(), now)
    assert release.manager is None
    assert told("RELEASE_REQUESTED") == {coordinator.email}

    later = now + timedelta(days=5)
    name_manager(release=release, manager=manager, by=coordinator, now=later)
    release.refresh_from_db()
    assert release.manager == manager
    assert person.memberships.get().manager == manager
    assert told("RELEASE_MANAGER_NAMED") == {manager.email, person.email}
    assert not remind_of_release(release=release, now=later)  # the new manager has their days


def test_a_manager_is_somebody_else_who_belongs_to_home(build, home, now) -> None:
    coordinator = build.person(home, Role.COORDINATOR)
    release = build.release(build.person(home))

    with pytest.raises(Refused, match="own release"):
        name_manager(release=release, manager=release.person, by=coordinator, now=now)
    with pytest.raises(Refused, match="belongs to your organisation"):
        name_manager(release=release, manager=build.person(), by=coordinator, now=now)


def test_nothing_is_asked_twice_or_of_a_closed_opportunity(build, home, manager, now) -> None:
    person = build.person(home, manager=manager)
    opportunity = build.opportunity()
    ask(person, opportunity, now)

    with pytest.raises(Refused, match="before"):
        ask(person, opportunity, now)
    with pytest.raises(Refused, match="no longer open"):
        ask(person, build.opportunity(closes_on=now.date() - timedelta(days=1)), now)
    with pytest.raises(Refused, match="Book a date"):
        ask(person, build.opportunity(kind=Kind.SHADOWING), now)
    with pytest.raises(Refused) as refusal:
        ask(person, build.opportunity(), now, purpose=" ", home_gains="")
    assert {one.field for one in refusal.value.refusals} == {"purpose", "home_gains"}
    assert Release.objects.count() == 1


def test_the_host_manager_cannot_ask_for_their_own_opportunity(build, now) -> None:
    opportunity = build.opportunity()

    with pytest.raises(Refused, match="manage this opportunity"):
        ask(opportunity.host_manager, opportunity, now)


def test_after_a_no_one_may_ask_again(build, now) -> None:
    release = build.release(status="REFUSED")

    again = ask(release.person, release.opportunity, now)

    assert again.status == "REQUESTED"


def test_reminders_go_out_after_3_and_10_days_and_then_to_the_coordinator(build, now) -> None:
    release = build.release()
    coordinator = build.person(release.home, Role.COORDINATOR)

    sent = []
    for days in range(30):
        before = Notice.objects.count()
        for _ in range(2):  # a job may run twice
            remind_of_release(release=release, now=now + timedelta(days=days))
        sent += [(days, n.address) for n in Notice.objects.order_by("id")[before:]]

    manager = release.manager.email
    assert sent == [(3, manager), (10, manager), (14, coordinator.email)]


def test_nobody_is_reminded_of_what_is_decided(build, now) -> None:
    release = build.release(status="REFUSED")

    assert not remind_of_release(release=release, now=now + timedelta(days=30))


def test_withdrawing_tells_the_manager(build, now) -> None:
    release = build.release()

    withdraw_release(release=release, by=release.person, now=now)

    release.refresh_from_db()
    assert release.status == "WITHDRAWN"
    assert told("RELEASE_WITHDRAWN") == {release.manager.email}


def test_a_release_with_an_application_on_it_stays(build, now) -> None:
    application = build.application()

    with pytest.raises(Refused, match="Withdraw your application first"):
        withdraw_release(release=application.release, by=application.person, now=now)


def test_a_yes_is_recorded_told_and_in_the_history(build, now) -> None:
    release = build.release()

    decide(release, now)

    release.refresh_from_db()
    assert (release.status, release.cover, release.decided_by) == (
        "GRANTED",
        "ACT_UP",
        release.manager,
    )
    assert AuditEvent.objects.get().event == "RELEASE_GRANTED"
    notice = Notice.objects.get()
    assert notice.recipient == release.person
    assert f"/releases/{release.reference}/" in notice.body


def test_a_no_keeps_nothing_of_the_cover(build, now) -> None:
    release = decide(build.release(), now, granted=False, cover="RECRUIT", cover_note="In May")

    assert (release.status, release.cover, release.cover_note) == ("REFUSED", "", "")


def test_a_yes_without_cover_is_refused_and_leaves_nothing(build, now) -> None:
    release = build.release()

    with pytest.raises(Refused) as refusal:
        decide(release, now, cover="")

    assert refusal.value.field == "cover"
    release.refresh_from_db()
    assert release.status == "REQUESTED"
    assert not AuditEvent.objects.exists()
    assert not Notice.objects.exists()


def test_a_decision_is_made_once(build, now) -> None:
    release = build.release(status="REFUSED")

    with pytest.raises(Refused, match="refused"):
        decide(release, now)


def test_nobody_releases_themselves(build, now) -> None:
    release = build.release()

    with pytest.raises(Refused, match="own release"):
        decide(release, now, by=release.person)
    with pytest.raises(IntegrityError), transaction.atomic():
        build.release(status="GRANTED", decided_by=release.person, person=release.person)
