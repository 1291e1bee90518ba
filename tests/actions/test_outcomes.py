"""Nobody who applied is left without a word."""

from datetime import timedelta

import pytest

from permeate.actions.applications import accept_offer
from permeate.actions.outcomes import (
    put_off_outcomes,
    remind_of_offer,
    see_to_outcomes,
    turn_down_rest,
)
from permeate.core.applications import TEXT_WHEN_CLOSED, TEXT_WHEN_FILLED
from permeate.core.refusals import Refused
from permeate.models import Application, Notice
from tests.actions.test_applications import applications, told


def run_daily(opportunity, now, days):
    """What the job does on each day, run twice as jobs may be: (day, what)."""
    done = []
    for day in days:
        for _ in range(2):
            step = see_to_outcomes(opportunity=opportunity, now=now + timedelta(days=day))
            done += [(day, step)] if step else []
    return done


@pytest.fixture
def filled(build, now):
    """One place, taken; two others still wait."""
    offer, *rest = applications(build, 3)
    Application.objects.filter(id=offer.id).update(status="OFFERED")
    accept_offer(application=offer, by=offer.person, now=now)
    Notice.objects.all().delete()
    return offer.opportunity, rest


def test_when_all_places_are_taken_the_host_is_asked_warned_and_then_helped(filled, now) -> None:
    opportunity, rest = filled

    assert run_daily(opportunity, now, range(15)) == [(0, "ASK"), (7, "WARN"), (10, "GIVE")]

    for application in rest:
        application.refresh_from_db()
        assert application.status == "UNSUCCESSFUL"
        assert application.outcome_reason == TEXT_WHEN_FILLED
    asked = Notice.objects.filter(event="APPLICATION_OUTCOME_DUE")
    assert {notice.recipient for notice in asked} == {opportunity.host_manager}
    assert all(TEXT_WHEN_FILLED in notice.body for notice in asked)  # stated beforehand
    assert told("APPLICATION_UNSUCCESSFUL") == {one.person.email for one in rest}


def test_while_the_host_may_still_choose_nothing_happens(build, now) -> None:
    opportunity = applications(build, 2)[0].opportunity

    assert run_daily(opportunity, now, range(60)) == []


def test_after_the_last_day_to_apply_the_host_has_six_weeks(build, now) -> None:
    application = applications(build, 1)[0]
    opportunity = application.opportunity
    opportunity.closes_on = now.date() - timedelta(days=1)
    opportunity.save()

    assert run_daily(opportunity, now, range(50)) == [(0, "ASK"), (39, "WARN"), (42, "GIVE")]
    application.refresh_from_db()
    assert application.outcome_reason == TEXT_WHEN_CLOSED


def test_opened_again_nobody_is_turned_down(build, now) -> None:
    application = applications(build, 1)[0]
    opportunity = application.opportunity
    opportunity.status = "CLOSED"
    opportunity.save()
    run_daily(opportunity, now, [0])
    opportunity.status = "PUBLISHED"
    opportunity.save()

    assert run_daily(opportunity, now, range(1, 60)) == [(1, "FORGET")]
    application.refresh_from_db()
    assert application.status == "SUBMITTED"


def test_a_withdrawn_opportunity_ends_offers_too(build, now) -> None:
    application = applications(build, 1, status="OFFERED")[0]
    opportunity = application.opportunity
    opportunity.status = "WITHDRAWN"
    opportunity.save()

    run_daily(opportunity, now, range(15))

    application.refresh_from_db()
    assert application.status == "UNSUCCESSFUL"


def test_the_host_asks_for_more_time_and_everybody_hears_until_when(filled, now) -> None:
    opportunity, rest = filled
    run_daily(opportunity, now, [0])

    due = put_off_outcomes(
        opportunity=opportunity, by=opportunity.host_manager, now=now + timedelta(days=9)
    )

    assert due == now.date() + timedelta(days=23)
    assert told("APPLICATION_OUTCOME_PUT_OFF") == {one.person.email for one in rest}
    assert run_daily(opportunity, now, range(10, 30)) == [(20, "WARN"), (23, "GIVE")]


def test_there_is_nothing_to_put_off_while_nothing_is_due(build, now) -> None:
    opportunity = applications(build, 1)[0].opportunity

    with pytest.raises(Refused, match="nothing to put off"):
        put_off_outcomes(opportunity=opportunity, by=opportunity.host_manager, now=now)


def test_a_worker_that_slept_still_warns_before_it_answers(filled, now) -> None:
    opportunity, _ = filled
    run_daily(opportunity, now, [0])

    assert run_daily(opportunity, now, range(40, 50)) == [(40, "WARN"), (43, "GIVE")]


def test_one_message_for_everybody_who_still_waits(filled, now) -> None:
    opportunity, rest = filled

    told_now = turn_down_rest(
        opportunity=opportunity, by=opportunity.host_manager, message="Thank you all.", now=now
    )

    assert told_now == len(rest)
    for notice in Notice.objects.filter(event="APPLICATION_UNSUCCESSFUL"):
        assert "Thank you all." in notice.body


def test_an_unanswered_offer_is_reminded_of_and_then_told_to_the_host(build, now) -> None:
    application = applications(build, 1, status="OFFERED")[0]
    Application.objects.filter(id=application.id).update(offered_at=now)

    sent = []
    for day in range(20):
        before = Notice.objects.count()
        for _ in range(2):
            remind_of_offer(application=application, now=now + timedelta(days=day))
        sent += [(day, n.address) for n in Notice.objects.order_by("id")[before:]]

    person, host = application.person.email, application.opportunity.host_manager.email
    assert sent == [(3, person), (10, person), (10, host)]
