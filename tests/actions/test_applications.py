"""Applying, choosing, answering."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from permeate.actions.applications import (
    accept_offer,
    decline_offer,
    offer_place,
    shortlist,
    submit_application,
    turn_down,
    withdraw_application,
)
from permeate.actions.placements import cancel_placement
from permeate.core.refusals import Refused
from permeate.models import Agreement, Application, AuditEvent, Notice, Placement


def told(event: str) -> set[str]:
    return set(Notice.objects.filter(event=event).values_list("address", flat=True))


def applications(build, count: int, places: int = 1, status: str = "SUBMITTED"):
    opportunity = build.opportunity(places=places)
    home = build.organisation()
    manager = build.person(home)
    return [
        build.application(
            build.release(build.person(home, manager=manager), opportunity, status="GRANTED"),
            status=status,
        )
        for _ in range(count)
    ]


def test_an_application_rests_on_a_release_somebody_else_granted(build, now) -> None:
    release = build.release(status="GRANTED")

    application = submit_application(
        release=release, by=release.person, statement=" I can. ", now=now
    )

    assert (application.status, application.statement) == ("SUBMITTED", "I can.")
    assert told("APPLICATION_SUBMITTED") == {
        release.opportunity.host_manager.email,
        release.person.email,
    }


@pytest.mark.parametrize("status", ["REQUESTED", "REFUSED", "WITHDRAWN"])
def test_without_a_granted_release_nobody_applies(build, now, status) -> None:
    release = build.release(status=status)

    with pytest.raises(Refused, match="released you"):
        submit_application(release=release, by=release.person, statement="I can.", now=now)

    assert not Application.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_closed_opportunity_takes_no_application(build, now) -> None:
    release = build.release(status="GRANTED")
    release.opportunity.status = "CLOSED"
    release.opportunity.save()

    with pytest.raises(Refused, match="no longer open"):
        submit_application(release=release, by=release.person, statement="I can.", now=now)


def test_one_applies_once_and_says_something(build, now) -> None:
    application = build.application()

    with pytest.raises(Refused, match="before"):
        submit_application(
            release=application.release, by=application.person, statement="Again.", now=now
        )
    release = build.release(status="GRANTED")
    with pytest.raises(Refused, match="bring"):
        submit_application(release=release, by=release.person, statement="  ", now=now)


def test_the_person_hears_of_every_step(build, now) -> None:
    application = build.application()
    host = application.opportunity.host_manager

    shortlist(application=application, by=host, now=now)
    assert told("APPLICATION_SHORTLISTED") == {application.person.email}
    offer_place(application=application, by=host, message="We liked it.", now=now)
    assert "We liked it." in Notice.objects.get(event="APPLICATION_OFFERED").body
    turn_down(application=application, by=host, message="The post is gone.", now=now)

    outcome = Notice.objects.get(event="APPLICATION_UNSUCCESSFUL")
    assert outcome.recipient == application.person
    assert "The post is gone." in outcome.body
    application.refresh_from_db()
    assert application.status == "UNSUCCESSFUL"


def test_nobody_is_turned_down_without_words(build, now) -> None:
    application = build.application()

    with pytest.raises(Refused) as refusal:
        turn_down(
            application=application, by=application.opportunity.host_manager, message=" ", now=now
        )

    assert refusal.value.field == "message"


def test_no_more_offers_than_places(build, now) -> None:
    first, second = applications(build, 2)
    host = first.opportunity.host_manager
    offer_place(application=first, by=host, message="", now=now)

    with pytest.raises(Refused, match="offered or taken"):
        offer_place(application=second, by=host, message="", now=now)
    decline_offer(application=first, by=first.person, note="Moving house.", now=now)
    offer_place(application=second, by=host, message="", now=now)

    assert "Moving house." in Notice.objects.get(event="APPLICATION_DECLINED").body


def test_accepting_plans_the_placement_and_drafts_its_agreement(build, now) -> None:
    application = build.application(status="OFFERED")

    placement = accept_offer(application=application, by=application.person, now=now)

    assert placement.status == "PLANNED"
    assert placement.home_manager == application.release.manager
    agreement = Agreement.objects.get(placement=placement)
    assert agreement.status == "DRAFT"
    assert application.opportunity.host.name in agreement.current.text
    assert told("APPLICATION_ACCEPTED") == {
        application.opportunity.host_manager.email,
        application.release.manager.email,
    }
    assert f"/agreements/{agreement.reference}/" in Notice.objects.first().body


def test_the_last_place_goes_once(build, now) -> None:
    first, second = applications(build, 2, places=1, status="OFFERED")
    accept_offer(application=first, by=first.person, now=now)

    with pytest.raises(Refused, match="last place"):
        accept_offer(application=second, by=second.person, now=now)

    second.refresh_from_db()
    assert second.status == "OFFERED"


def test_a_cancelled_placement_frees_its_place(build, now) -> None:
    first, second = applications(build, 2, places=1)
    host = first.opportunity.host_manager
    offer_place(application=first, by=host, message="", now=now)
    placement = accept_offer(application=first, by=first.person, now=now)
    with pytest.raises(Refused, match="offered or taken"):
        offer_place(application=second, by=host, message="", now=now)

    cancel_placement(placement=placement, by=first.person, reason="Illness.", now=now)
    offer_place(application=second, by=host, message="", now=now)

    assert accept_offer(application=second, by=second.person, now=now).status == "PLANNED"


def test_withdrawing_tells_the_host_and_frees_the_way_to_apply_again(build, now) -> None:
    application = build.application()

    withdraw_application(application=application, by=application.person, now=now)

    assert told("APPLICATION_WITHDRAWN") == {application.opportunity.host_manager.email}
    again = submit_application(
        release=application.release,
        by=application.person,
        statement="I can after all.",
        now=now + timedelta(days=1),
    )
    assert again.status == "SUBMITTED"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_crossing_acceptances_never_exceed_the_places(build, now, rounds) -> None:
    for _ in range(rounds(2, 20)):
        offers = applications(build, 8, places=3, status="OFFERED")
        start, refused = Barrier(len(offers)), []

        def accept(offer, start=start, refused=refused) -> None:
            try:
                start.wait()
                accept_offer(application=offer, by=offer.person, now=now)
            except Refused as refusal:
                refused.append(refusal.reason)
            finally:
                connection.close()

        threads = [Thread(target=accept, args=(offer,)) for offer in offers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        opportunity = offers[0].opportunity
        accepted = Application.objects.filter(opportunity=opportunity, status="ACCEPTED")
        assert accepted.count() == 3
        assert len(refused) == 5
        assert Placement.objects.filter(opportunity=opportunity).count() == 3
