"""Under a moved clock: each week's question on its day, once; decisions chased."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine

from permeate.actions.learning import Lines, record_entry
from permeate.actions.shares import share_entry
from permeate.core.roles import Role
from permeate.jobs.learning import chase_decisions, send_learning_prompts
from permeate.models import Notice

LONDON = ZoneInfo("Europe/London")


def test_every_thursday_of_a_placement_across_the_clock_change(build) -> None:
    build.placement(status="ACTIVE", starts_on=date(2027, 3, 1), ends_on=date(2027, 4, 30))

    sent = {}
    for offset in range(75):
        day = date(2027, 2, 25) + timedelta(days=offset)
        with time_machine.travel(datetime(day.year, day.month, day.day, 7, tzinfo=LONDON)):
            count = send_learning_prompts() + send_learning_prompts()
        if count:
            sent[day] = count

    assert sent == {date(2027, 3, 4) + timedelta(weeks=week): 1 for week in range(9)}


def test_a_worker_that_was_down_for_a_day_asks_a_day_late(build) -> None:
    build.placement(status="ACTIVE", starts_on=date(2027, 3, 1), ends_on=date(2027, 4, 30))
    with time_machine.travel(datetime(2027, 3, 5, 9, tzinfo=LONDON)):
        assert send_learning_prompts() == 1
        assert send_learning_prompts() == 0


def test_decisions_are_chased_after_3_and_10_days(build, now) -> None:
    placement = build.placement(status="ACTIVE")
    senior = build.person(placement.host, Role.SENIOR)
    entry = record_entry(
        by=placement.participant,
        placement=placement,
        lines=Lines(what="x", direction="BROUGHT_IN"),
        occurred_on=now.date(),
        now=now,
    )
    share_entry(
        entry=entry, by=placement.participant, title="t", audience=[placement.host], now=now
    )
    due_on = now.date() + timedelta(days=60)

    chased = {}
    for offset in range(20):
        day = due_on + timedelta(days=offset)
        with time_machine.travel(datetime(day.year, day.month, day.day, 7, tzinfo=LONDON)):
            if count := chase_decisions() + chase_decisions():
                chased[offset] = count

    assert chased == {3: 1, 10: 1}
    assert Notice.objects.filter(recipient=senior, event="DECISION_DUE").count() == 2
