"""A person's log: kept once, judged by their bodies, and by the rules they chose."""

from datetime import timedelta
from decimal import Decimal

import pytest

from permeate.actions import cpd as actions
from permeate.actions.cpd import Written
from permeate.actions.cpd_bodies import (
    AboutMember,
    add_body,
    add_scheme,
    change_body,
    remove_body,
)
from permeate.core.cpd import catalogue
from permeate.core.cpd.catalogue import TEXTS
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.models import Activity, AuditEvent, CpdBody, SchemeVersion
from permeate.queries import cpd as reads
from permeate.queries.cpd_sources import proposal, proposals
from tests.booking_steps import attended, booked, day_after, reflected

ACCA = "shipped:acca-2026"


@pytest.fixture
def person(build):
    home = build.organisation()
    return build.person(home, manager=build.person(home, Role.MANAGER))


def add(person, now, **change):
    given = {"occurred_on": now.date(), "hours": Decimal(7), "type": "course", "title": "A course"}
    return actions.add_activity(written=Written(**{**given, **change}), by=person, now=now)


def body(person, now, key=ACCA, **about):
    return add_body(key=key, about=AboutMember(**about), by=person, now=now)


def verdicts(person, today):
    own = list(reads.bodies(person))
    log = [reads.judged(row, own) for row in reads.activities(person)]
    return {
        f"{one.body.scheme.body} {verdict.id}": verdict.status.value
        for one in reads.standings(person, own, log, today=today)
        for verdict in one.assessment.verdicts
    }


def test_a_day_elsewhere_is_proposed_once_with_what_is_on_record(build, person, now) -> None:
    opportunity = build.opportunity(kind=Kind.SHADOWING)
    booking = booked(build.date(opportunity), person, now)
    assert proposals(person) == []
    attended(booking, hours=Decimal("6.5"))
    reflected(booking)
    (one,) = proposals(person)
    assert (one.type, one.hours, one.on) == ("shadowing", Decimal("6.5"), booking.date.ends_on)
    assert one.objective == "Map the service"
    assert "I sat with the triage team." in one.reflection
    assert one.confirmed_by.startswith("A. Host, ")
    assert one.evidence.startswith("Evidence pack ")
    for name in ("not-daily-work", "planned-beforehand", "participatory", "external", "applied"):
        assert one.answers[name] is True

    row = actions.take_activity(proposal=one, by=person, now=now)
    assert actions.take_activity(proposal=one, by=person, now=now) == row
    assert proposals(person) == []
    assert AuditEvent.objects.filter(event="ACTIVITY_ADDED").count() == 1


def test_nobody_elses_day_can_be_taken(build, person, now) -> None:
    booking = booked(build.date(build.opportunity(kind=Kind.SHADOWING)), person, now)
    attended(booking)
    other = build.person(build.organisation())
    assert proposal(person, "BOOKING", booking.reference) is not None
    assert proposal(other, "BOOKING", booking.reference) is None
    assert proposal(person, "NOTHING", booking.reference) is None


def test_what_was_taken_out_is_proposed_again(build, person, now) -> None:
    booking = booked(build.date(build.opportunity(kind=Kind.SHADOWING)), person, now)
    attended(booking)
    row = actions.take_activity(proposal=proposals(person)[0], by=person, now=now)
    actions.remove_activity(activity=row, by=person, now=now)
    assert len(proposals(person)) == 1
    assert AuditEvent.objects.filter(event="ACTIVITY_REMOVED", subject=row.reference).exists()


def test_a_shadowing_day_is_verifiable_from_its_facts(build, person, now) -> None:
    """Nothing is asked that the record answers: one press, and the body's word is there."""
    booking = booked(build.date(build.opportunity(kind=Kind.SHADOWING)), person, now)
    attended(booking, hours=Decimal(21))
    reflected(booking)
    row = actions.take_activity(proposal=proposals(person)[0], by=person, now=now)
    body(person, now)
    own = list(reads.bodies(person))
    assert reads.open_questions(row, own) == []
    today = day_after(booking).date()
    assert verdicts(person, today) == {"ACCA total": "not met", "ACCA verifiable": "met"}


def test_one_log_is_judged_by_all_bodies(person, now) -> None:
    add(person, now, hours=Decimal(40), evidence="certificate", reflection="Useful.")
    body(person, now)
    body(person, now, "shipped:cieh-2026", category="member")
    body(person, now, "shipped:cmi-2026")
    assert verdicts(person, now.date()) == {
        "ACCA total": "met",
        "ACCA verifiable": "unknown",
        "CIEH total": "unknown",
        "CMI record": "met",
    }


def test_a_question_is_asked_once(person, now) -> None:
    row = add(person, now, hours=Decimal(40), evidence="certificate")
    body(person, now)
    own = list(reads.bodies(person))
    assert reads.open_questions(row, own) == ["relevant", "applied"]
    actions.answer_questions(
        activity=row, answers={"relevant": True, "applied": True}, by=person, now=now
    )
    row.refresh_from_db()
    assert reads.open_questions(row, own) == []
    assert verdicts(person, now.date())["ACCA verifiable"] == "met"
    actions.answer_questions(activity=row, answers={"applied": False}, by=person, now=now)
    assert verdicts(person, now.date())["ACCA verifiable"] == "not met"


def test_what_cannot_be_kept_is_refused(person, now) -> None:
    for change, words in (
        ({"title": " "}, "Say what it was"),
        ({"occurred_on": now.date() + timedelta(days=1)}, "yet to come"),
        ({"hours": Decimal(10_000)}, "from 0 to 9,999"),
    ):
        with pytest.raises(Refused, match=words):
            add(person, now, **change)
    assert not Activity.objects.exists()


def test_an_import_is_all_or_nothing(person, now) -> None:
    good = Written(now.date(), Decimal(2), "course", "Good")
    bad = Written(now.date() + timedelta(days=9), Decimal(2), "course", "Bad")
    with pytest.raises(Refused, match="yet to come"):
        actions.import_activities(rows=[good, bad], by=person, now=now)
    assert not Activity.objects.exists()
    assert actions.import_activities(rows=[good, good], by=person, now=now) == 2
    assert AuditEvent.objects.filter(event="ACTIVITIES_IMPORTED").count() == 1


def test_a_body_is_named_once_and_its_category_must_be_one_of_its_own(person, now) -> None:
    body(person, now)
    with pytest.raises(Refused, match="among your bodies already"):
        body(person, now)
    with pytest.raises(Refused, match="has no category “member”"):
        body(person, now, "shipped:icaew-2026", category="member")
    with pytest.raises(Refused, match="Choose one of the rules"):
        body(person, now, "shipped:none")
    with pytest.raises(Refused, match="since when"):
        body(person, now, "shipped:icaew-2026", category="practice-1", category_before="practice-2")
    row = CpdBody.objects.get()
    remove_body(body=row, by=person, now=now)
    assert not CpdBody.objects.exists()


CORRECTED = TEXTS["acca-2026"].replace("min = 40", "min = 7").replace('"40 units', '"7 units')


def corrected(person, now, organisation=None, **change):
    given = {
        "text": CORRECTED,
        "organisation": organisation,
        "reason": "The page says 7 now: https://example.org",
        "corrects": "acca",
        "by": person,
        "now": now,
    }
    return add_scheme(**{**given, **change})


def test_a_correction_is_chosen_and_changes_nobody_who_did_not_choose_it(
    build, person, now
) -> None:
    home = person.memberships.get().organisation
    coordinator = build.person(home, Role.COORDINATOR)
    add(person, now, evidence="certificate")
    row = body(person, now)
    version = corrected(coordinator, now, home)
    assert verdicts(person, now.date())["ACCA total"] == "not met"
    assert reads.newest_keys(person)["acca"] == version.reference

    change_body(body=row, key=version.reference, about=AboutMember(), by=person, now=now)
    assert verdicts(person, now.date())["ACCA total"] == "met"
    event = AuditEvent.objects.get(event="CPD_SCHEME_ADDED")
    assert event.facts["digest"] == version.digest


def test_people_keep_the_rules_they_were_judged_by_when_a_release_changes_them(
    person, now, monkeypatch
) -> None:
    add(person, now, evidence="certificate")
    body(person, now)
    monkeypatch.setitem(catalogue.TEXTS, "acca-2026", CORRECTED)
    assert verdicts(person, now.date())["ACCA total"] == "not met"
    assert SchemeVersion.objects.get().text != CORRECTED
    kept = CpdBody.objects.get()
    assert reads.newest_keys(person)["acca"] != reads.key_of(kept.scheme)
    change_body(body=kept, key=ACCA, about=AboutMember(), by=person, now=now)
    assert verdicts(person, now.date())["ACCA total"] == "met"


def test_rules_are_seen_by_those_they_are_for(build, person, now) -> None:
    home = person.memberships.get().organisation
    coordinator = build.person(home, Role.COORDINATOR)
    elsewhere = build.person(build.organisation(), Role.COORDINATOR)
    of_home = corrected(coordinator, now, home)
    own = corrected(person, now)
    assert set(reads.schemes(person)) == {of_home, own}
    assert set(reads.schemes(coordinator)) == {of_home}
    assert not reads.schemes(elsewhere).exists()
    with pytest.raises(Refused, match="Choose one of the rules"):
        body(elsewhere, now, of_home.reference)
    with pytest.raises(Refused, match="Only a coordinator"):
        corrected(elsewhere, now, home)


def test_rules_that_are_wrong_are_not_kept(person, now) -> None:
    with pytest.raises(Refused, match=r"Line \d+: “min” must be a number"):
        corrected(person, now, text=CORRECTED.replace("min = 7", "min = -7"))
    with pytest.raises(Refused, match="keeps the name"):
        corrected(person, now, text=TEXTS["cmi-2026"])
    with pytest.raises(Refused, match="Say what you corrected"):
        corrected(person, now, reason=" ")
    assert not SchemeVersion.objects.exists()
