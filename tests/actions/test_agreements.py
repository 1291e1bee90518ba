"""Terms change, signatures lapse; three signatures on one text make an agreement."""

from datetime import timedelta
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from permeate.actions.agreements import (
    change_agreement,
    draft_agreement,
    open_agreement,
    withdraw_agreement,
)
from permeate.actions.signing import remind_to_sign, sign_agreement
from permeate.core.agreements.sections import section_of
from permeate.core.agreements.versions import section_digest
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.signing import content_hash
from permeate.core.vocabulary import Kind, Party
from permeate.models import Agreement, AuditEvent, Notice, Placement, Signature

LEFT_OPEN = {"integrity": {"conflicts": "NONE"}, "security": {"clearance_held": "NONE"}}


def change(agreement, now, section="dates", by=None, reason="We agreed it.", seen="", **answers):
    agreement = Agreement.objects.get(id=agreement.id)
    return change_agreement(
        agreement=agreement,
        section=section,
        answers=answers,
        seen=seen or section_digest(agreement.current.content, section_of(section)),
        reason=reason,
        by=by or agreement.placement.host_manager,
        now=now,
    )


def sign(agreement, party, now, by=None, seen_hash=None, authority="Manager"):
    placement = agreement.placement
    people = {
        Party.HOME: placement.home_manager,
        Party.HOST: placement.host_manager,
        Party.PARTICIPANT: placement.participant,
    }
    if seen_hash is None:
        seen_hash = Agreement.objects.get(id=agreement.id).current.content_hash
    return sign_agreement(
        agreement=agreement,
        party=party,
        by=by or people[party],
        seen_hash=seen_hash,
        authority=authority,
        now=now,
    )


def drafted(build, now):
    placement = build.placement()
    return draft_agreement(placement=placement, by=placement.participant, now=now)


def opened(build, now):
    agreement = drafted(build, now)
    for section, answers in LEFT_OPEN.items():
        change(agreement, now, section, **answers)
    agreement = Agreement.objects.get(id=agreement.id)
    open_agreement(agreement=agreement, by=agreement.placement.home_manager, now=now)
    Notice.objects.all().delete()
    return Agreement.objects.get(id=agreement.id)


def standing(agreement) -> set[str]:
    rows = Signature.objects.filter(version__agreement=agreement, lapsed_at=None)
    return {row.party for row in rows}


def addresses(event: str) -> set[str]:
    return set(Notice.objects.filter(event=event).values_list("address", flat=True))


def test_a_draft_is_made_once_and_only_for_a_secondment(build, now) -> None:
    agreement = drafted(build, now)

    version = agreement.current
    assert (agreement.status, version.number) == ("DRAFT", 1)
    assert version.content_hash == content_hash(version.content, version.text)
    with pytest.raises(Refused, match="already"):
        draft_agreement(placement=agreement.placement, by=agreement.placement.participant, now=now)
    day = build.placement(
        build.application(build.release(None, build.opportunity(kind=Kind.SHADOWING), "GRANTED"))
    )
    with pytest.raises(Refused, match="confirmations"):
        draft_agreement(placement=day, by=day.participant, now=now)


def test_a_change_is_a_new_version_and_the_old_one_stays_as_it_was(build, now) -> None:
    agreement = drafted(build, now)
    first = agreement.current

    changed = change(agreement, now, notice_host="8")

    assert changed.current.number == 2
    assert "8 weeks from the host" in changed.current.text
    assert changed.current.content_hash != first.content_hash
    kept = changed.versions.get(number=1)
    assert (kept.text, kept.content_hash) == (first.text, first.content_hash)
    assert AuditEvent.objects.filter(event="AGREEMENT_CHANGED").count() == 1


def test_saving_without_a_difference_changes_nothing(build, now) -> None:
    agreement = opened(build, now)
    sign(agreement, Party.HOME, now)

    same = change(agreement, now, notice_host="4", reason="")

    assert same.current.number == agreement.current.number
    assert standing(agreement) == {"HOME"}


def test_two_who_write_at_once_do_not_overwrite_each_other(build, now) -> None:
    agreement = drafted(build, now)
    seen = section_digest(agreement.current.content, section_of("dates"))
    change(agreement, now, notice_host="8", seen=seen)

    with pytest.raises(Refused, match="while you were writing"):
        change(agreement, now, notice_host="2", seen=seen)
    change(agreement, now, "terms", appraisal="HOST")  # another section is free

    agreement.refresh_from_db()
    assert agreement.current.content["notice_host"] == "8"


def test_an_incomplete_agreement_is_not_opened(build, now) -> None:
    agreement = drafted(build, now)

    with pytest.raises(Refused, match="Conflicts of interest"):
        open_agreement(agreement=agreement, by=agreement.placement.home_manager, now=now)

    agreement.refresh_from_db()
    assert agreement.status == "DRAFT"


def test_opening_asks_all_three(build, now) -> None:
    agreement = drafted(build, now)
    for section, answers in LEFT_OPEN.items():
        change(agreement, now, section, **answers)
    placement = agreement.placement

    open_agreement(agreement=agreement, by=placement.host_manager, now=now)

    assert addresses("AGREEMENT_OPENED") == {
        placement.participant.email,
        placement.home_manager.email,
        placement.host_manager.email,
    }


def test_what_is_opened_names_the_managers_of_that_day(build, now) -> None:
    agreement = opened(build, now)
    change(agreement, now, notice_host="8")
    placement = agreement.placement
    successor = build.person(placement.home, Role.MANAGER, name="A successor")
    Placement.objects.update(home_manager=successor)

    fresh = open_agreement(
        agreement=Agreement.objects.get(id=agreement.id), by=placement.host_manager, now=now
    )

    assert "A successor is the participant’s manager" in fresh.current.text
    assert successor.email in addresses("AGREEMENT_OPENED")


def test_three_signatures_on_one_text_agree_the_placement(build, now) -> None:
    agreement = opened(build, now)

    sign(agreement, Party.HOST, now)
    assert addresses("AGREEMENT_SIGNED") == {
        agreement.placement.participant.email,
        agreement.placement.home_manager.email,
    }
    sign(agreement, Party.PARTICIPANT, now, authority="")
    assert Placement.objects.get().status == "PLANNED"
    sign(agreement, Party.HOME, now)

    agreement.refresh_from_db()
    assert (agreement.status, agreement.signed_at) == ("SIGNED", now)
    assert Placement.objects.get().status == "AGREED"
    assert len(addresses("AGREEMENT_COMPLETED")) == 3
    signature = Signature.objects.get(party="HOME")
    assert signature.content_hash == agreement.current.content_hash
    assert signature.signed_by == agreement.placement.home_manager


def test_the_placement_follows_what_was_signed(build, now) -> None:
    agreement = opened(build, now)
    change(agreement, now, starts_on="2027-02-01", ends_on="2027-09-30")
    change(agreement, now, "post", fte="0.6", working_pattern="Monday to Wednesday")
    agreement = Agreement.objects.get(id=agreement.id)
    open_agreement(agreement=agreement, by=agreement.placement.host_manager, now=now)
    for party in Party:
        sign(agreement, party, now)

    placement = Placement.objects.get()
    assert (str(placement.starts_on), str(placement.ends_on)) == ("2027-02-01", "2027-09-30")
    assert str(placement.fte) == "0.60"


def test_a_change_makes_signatures_lapse_and_all_are_told(build, now) -> None:
    agreement = opened(build, now)
    placement = agreement.placement
    sign(agreement, Party.HOME, now)
    sign(agreement, Party.PARTICIPANT, now, authority="")
    Notice.objects.all().delete()

    with pytest.raises(Refused) as refusal:
        change(agreement, now, notice_host="8", reason=" ")
    assert refusal.value.field == "reason"
    later = now + timedelta(hours=1)
    changed = change(agreement, later, notice_host="8", reason="Budget year ends in March.")

    assert changed.status == "DRAFT"
    assert standing(agreement) == set()
    assert set(Signature.objects.values_list("lapsed_at", flat=True)) == {later}
    assert addresses("AGREEMENT_CHANGED") == {
        placement.participant.email,
        placement.home_manager.email,
    }
    body = Notice.objects.first().body
    assert "Budget year ends in March." in body
    assert placement.home_manager.name in body


def test_a_signed_agreement_changes_without_starting_again(build, now) -> None:
    agreement = opened(build, now)
    for party in Party:
        sign(agreement, party, now)

    changed = change(agreement, now, notice_host="8")

    assert (changed.status, changed.signed_at) == ("DRAFT", None)
    assert Placement.objects.get().status == "PLANNED"
    open_agreement(agreement=changed, by=changed.placement.home_manager, now=now)
    for party in Party:
        sign(agreement, party, now)
    assert Placement.objects.get().status == "AGREED"
    assert Signature.objects.filter(lapsed_at=None).count() == 3
    assert Signature.objects.count() == 6  # the lapsed ones stay to be read


def test_what_was_signed_stands_once_the_placement_is_under_way(build, now) -> None:
    agreement = opened(build, now)
    for party in Party:
        sign(agreement, party, now)
    Placement.objects.update(status="ACTIVE", started_at=now)

    with pytest.raises(Refused, match="has started"):
        change(agreement, now, notice_host="8")

    assert standing(agreement) == {"HOME", "HOST", "PARTICIPANT"}


def test_an_old_text_takes_no_signature(build, now) -> None:
    agreement = opened(build, now)
    old = agreement.current.content_hash
    change(agreement, now, notice_host="8")
    agreement = Agreement.objects.get(id=agreement.id)
    open_agreement(agreement=agreement, by=agreement.placement.home_manager, now=now)

    with pytest.raises(Refused, match="changed after you opened it"):
        sign(agreement, Party.HOME, now, seen_hash=old)

    assert standing(agreement) == set()


def test_nobody_signs_before_it_is_opened_or_twice(build, now) -> None:
    with pytest.raises(Refused, match="“draft”"):
        sign(drafted(build, now), Party.HOST, now)
    agreement = opened(build, now)
    sign(agreement, Party.HOST, now)
    with pytest.raises(Refused, match="already signed"):
        sign(agreement, Party.HOST, now)


def test_who_may_sign(build, now) -> None:
    agreement = opened(build, now)
    placement = agreement.placement
    signatory = build.person(placement.home, Role.SIGNATORY)
    for person in (build.person(placement.home, Role.COORDINATOR), placement.participant):
        with pytest.raises(Refused, match="not named to sign"):
            sign(agreement, Party.HOME, now, by=person)
    with pytest.raises(Refused, match="not named to sign"):
        sign(agreement, Party.HOST, now, by=signatory)
    with pytest.raises(Refused, match="authority"):
        sign(agreement, Party.HOME, now, by=signatory, authority=" ")

    sign(agreement, Party.HOME, now, by=signatory, authority="Head of service")

    assert Signature.objects.get().authority == "Head of service"


def test_somebody_at_both_ends_signs_for_one(build, now) -> None:
    agreement = opened(build, now)
    placement = agreement.placement
    both = build.person(placement.home, Role.SIGNATORY)
    build.membership(both, placement.host, Role.SIGNATORY)
    sign(agreement, Party.HOME, now, by=both)

    with pytest.raises(Refused, match="another side"):
        sign(agreement, Party.HOST, now, by=both)


def test_a_participant_never_signs_for_an_employer(build, now) -> None:
    agreement = opened(build, now)
    placement = agreement.placement
    build.membership(placement.participant, placement.host, Role.SIGNATORY)

    with pytest.raises(Refused, match="not named to sign"):
        sign(agreement, Party.HOST, now, by=placement.participant)


def test_reminders_go_to_whoever_has_not_signed(build, now) -> None:
    agreement = opened(build, now)
    placement = agreement.placement
    sign(agreement, Party.HOST, now)

    sent = []
    for day in range(15):
        Notice.objects.all().delete()
        for _ in range(2):
            remind_to_sign(agreement=agreement, now=now + timedelta(days=day))
        sent += [(day, address) for address in sorted(addresses("AGREEMENT_CHASED"))]

    waiting = sorted([placement.home_manager.email, placement.participant.email])
    assert sent == [(day, address) for day in (3, 10) for address in waiting]


def test_a_withdrawn_agreement_leaves_no_standing_signature_and_room_for_another(
    build, now
) -> None:
    agreement = opened(build, now)
    sign(agreement, Party.HOME, now)

    withdraw_agreement(agreement=agreement, by=agreement.placement.participant, now=now)

    assert standing(agreement) == set()
    again = draft_agreement(
        placement=agreement.placement, by=agreement.placement.host_manager, now=now
    )
    assert again.current.number == 1


def test_the_database_keeps_one_standing_signature_a_side(build, now) -> None:
    agreement = opened(build, now)
    sign(agreement, Party.HOME, now)

    with pytest.raises(IntegrityError), transaction.atomic():
        build.signature(agreement, Party.HOME)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_crossing_signatures_make_one_whole_agreement(build, now, rounds) -> None:
    for _ in range(rounds(3, 50)):
        agreement = opened(build, now)
        done = at_once([partial(sign, agreement, party, now) for party in [*Party, *Party]])

        agreement.refresh_from_db()
        assert agreement.status == "SIGNED"
        assert standing(agreement) == {"HOME", "HOST", "PARTICIPANT"}
        assert Placement.objects.get(id=agreement.placement_id).status == "AGREED"
        assert len([one for one in done if one is None]) == 3
        completed = AuditEvent.objects.filter(
            event="AGREEMENT_COMPLETED", subject=agreement.reference
        )
        assert completed.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_signature_that_crosses_a_change_binds_to_one_text_or_none(build, now, rounds) -> None:
    for _ in range(rounds(3, 50)):
        agreement = opened(build, now)
        for party in (Party.HOME, Party.HOST):
            sign(agreement, party, now)
        seen = agreement.current.content_hash
        at_once(
            [
                partial(sign, agreement, Party.PARTICIPANT, now, seen_hash=seen),
                partial(change, agreement, now, notice_host="8"),
            ]
        )

        agreement.refresh_from_db()
        assert agreement.status == "DRAFT"  # the change came before or after, never between
        assert standing(agreement) == set()
        assert Placement.objects.get(id=agreement.placement_id).status == "PLANNED"


def at_once(acts):
    """Do each of ``acts`` in its own thread: None or the Refused of each."""
    start, results = Barrier(len(acts)), []

    def run(act) -> None:
        try:
            start.wait()
            act()
            results.append(None)
        except Refused as refusal:
            results.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
