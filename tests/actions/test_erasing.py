"""Erasure leaves no trace of a person but what a dated rule keeps, and the history holds."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models

from permeate.actions.erasing import erase_person, record_export
from permeate.actions.forgetting import forget_kept_names, forget_old_data
from permeate.actions.people import register_person
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.journal.verify import verify_history
from permeate.models import (
    Acknowledgement,
    Agreement,
    AgreementVersion,
    Application,
    Arrangements,
    AttendanceWord,
    AuditEvent,
    Booking,
    CheckIn,
    CheckInAnswer,
    Claim,
    Concern,
    Credential,
    Decision,
    EvidencePack,
    Invitation,
    KeepInTouch,
    KeptName,
    LearningEntry,
    Membership,
    Message,
    Need,
    Notice,
    Person,
    PersonSkill,
    PlaceCode,
    Reflection,
    Release,
    ReturnPlan,
    Sample,
    SampleLook,
    SavedSearch,
    ShareEvent,
    Signature,
    StatusList,
    Wish,
)
from permeate.queries.personal_data import everything_about, kept_by_rule

NAME, ADDRESS, WORDS = "Quintana Example", "quintana@anshire.gov.uk", "Zanzibar"


@pytest.fixture
def council(build):
    return build.organisation("Anshire County Council")


@pytest.fixture
def person(build, council, now) -> Person:
    """Somebody with something in every table."""
    manager = build.person(council, Role.MANAGER)
    person = register_person(
        name=NAME, email=ADDRESS, password="seven purple kettles", now=now, verified=True
    )
    build.membership(person, council, manager=manager, job_title=WORDS, shadowing_note=WORDS)
    return person


@pytest.fixture
def placement(build, person):
    release = build.release(
        person, status="GRANTED", purpose=WORDS, home_gains=WORDS, reason=WORDS, cover_note=WORDS
    )
    application = build.application(release, status="ACCEPTED", statement=WORDS)
    return build.placement(
        application, status="CLOSED", starts_on=date(2026, 1, 5), ends_on=date(2026, 7, 3)
    )


@pytest.fixture
def agreement(placement, person, now) -> Agreement:
    agreement = Agreement.objects.create(placement=placement, status="DRAFT", drafted_at=now)
    version = AgreementVersion.objects.create(
        agreement=agreement,
        number=1,
        content={"participant": NAME, "contact": [ADDRESS]},
        text=f"1. {NAME} goes.",
        content_hash="0" * 64,
        written_by=placement.home_manager,
        written_at=now,
    )
    Signature.objects.create(
        version=version,
        party="PARTICIPANT",
        signed_by=person,
        content_hash="0" * 64,
        signed_at=now,
    )
    return agreement


@pytest.fixture
def traces(build, person, placement, agreement, now) -> None:
    """Words of theirs everywhere."""
    day = build.date(starts_on=date(2026, 10, 1))
    booking = build.booking(
        day, person, status="ATTENDED", purpose=WORDS, brings=WORDS, conflict=WORDS, reason=WORDS
    )
    Reflection.objects.create(
        booking=booking, what=WORDS, so_what=WORDS, now_what=WORDS, recorded_at=now
    )
    EvidencePack.objects.create(
        person=person,
        booking=booking,
        content={"who": NAME},
        content_hash="0" * 64,
        issued_at=now,
        list_number=1,
        entry=0,
    )
    Credential.objects.create(
        person=person,
        booking=booking,
        organisation=booking.home,
        document={"who": NAME},
        content_hash="0" * 64,
        status_list=StatusList.objects.create(issuer="test", number=1),
        index=0,
        issued_at=now,
    )
    for said_by in (person, None):
        AttendanceWord.objects.create(
            booking=booking,
            said="ATTENDED",
            name=NAME if said_by else "",
            authority=WORDS if said_by else "",
            reason=WORDS,
            way="LINK",
            said_by=said_by,
            said_at=now,
        )
    sample = Sample.objects.create(
        person=person,
        pack=EvidencePack.objects.get(person=person),
        for_whom=WORDS,
        made_at=now,
        expires_on=now.date(),
    )
    SampleLook.objects.create(sample=sample, what="OPENED", at=now)
    PlaceCode.objects.create(
        booking=booking, digest="0", hours=1, authority=WORDS, shown_by=person, shown_at=now
    )
    PersonSkill.objects.create(person=person, skill=WORDS)
    SavedSearch.objects.create(
        person=person, name=WORDS, query="q=x", alerted_at=now, created_at=now
    )
    Claim.objects.create(requested_by=person, proposed_name="X", reason=WORDS, requested_at=now)
    Concern.objects.create(reported_by=person, reply_to=ADDRESS, body="It leaks.", reported_at=now)
    Invitation.objects.create(
        organisation=placement.home,
        email=ADDRESS,
        name=NAME,
        job_title=WORDS,
        invited_by=placement.home_manager,
        invited_at=now,
        expires_at=now,
        accepted_at=now,
        accepted_by=person,
    )
    Invitation.objects.create(
        organisation=placement.host,
        email="other@anshire.gov.uk",
        manager_email=ADDRESS,
        invited_by=placement.home_manager,
        invited_at=now,
        expires_at=now,
    )
    Arrangements.objects.create(placement=placement, adjustments=WORDS, updated_at=now)
    check_in = CheckIn.objects.create(placement=placement, due_on=date(2026, 2, 1))
    CheckInAnswer.objects.create(
        check_in=check_in,
        party="HOST",
        answered_by=placement.host_manager,
        going="WELL",
        text=WORDS,
        answered_at=now,
    )
    Message.objects.create(
        placement=placement, author=placement.host_manager, body=WORDS, written_at=now
    )
    KeepInTouch.objects.create(
        placement=placement,
        held_on=date(2026, 3, 1),
        how="CALL",
        note=WORDS,
        recorded_by=person,
        recorded_at=now,
    )
    ReturnPlan.objects.create(
        placement=placement,
        post=WORDS,
        handover=WORDS,
        meeting_on=date(2026, 6, 1),
        planned_by=placement.home_manager,
        planned_at=now,
    )
    Notice.objects.create(
        event="X",
        recipient=person,
        address=ADDRESS,
        subject=WORDS,
        body=NAME,
        message_id="<1>",
        written_at=now,
        send_after=now,
        sent_at=now,
    )


def entry(person, placement, now, **fields) -> LearningEntry:
    return LearningEntry.objects.create(
        author=person,
        placement=placement,
        direction="TAKEN_BACK",
        what=WORDS,
        who_should_hear=NAME,
        role_at_time=WORDS,
        occurred_on=now.date(),
        recorded_at=now,
        **fields,
    )


def share(person, placement, now) -> ShareEvent:
    return ShareEvent.objects.create(
        entry=entry(person, placement, now),
        shared_by=person,
        title="One list of homes",
        what="What we shared",
        direction="TAKEN_BACK",
        shared_at=now,
    )


def everywhere() -> str:
    """Every text in every table."""
    texts = (models.CharField, models.TextField, models.JSONField)
    found = []
    for model in apps.get_models():
        names = [f.attname for f in model._meta.concrete_fields if isinstance(f, texts)]
        found += [f"{model.__name__} {row}" for row in model.objects.values(*names)]
    return "\n".join(found)


def erase(person, now) -> list:
    return erase_person(person=person, sure=True, by=person, now=now)


def test_nothing_is_left_of_them(person, placement, traces, now) -> None:
    share(person, placement, now)
    entry(person, placement, now)

    erase(person, now)

    Notice.objects.filter(event="PERSON_ERASED").delete()  # the last letter, sent and forgotten
    left = everywhere()
    for words in (NAME, ADDRESS, WORDS):
        assert words not in left
    gone = Person.objects.get(id=person.id)
    assert (gone.name, gone.is_active, gone.erased_at) == ("Erased person", False, now)
    assert not gone.has_usable_password()
    assert not EmailAddress.objects.filter(user=gone).exists()
    assert not gone.standing.organisations


def test_others_keep_what_is_theirs(build, person, placement, traces, now) -> None:
    other = build.booking(status="ATTENDED", purpose="Learn about rents", seat=1)
    shared = share(person, placement, now)
    Decision.objects.create(
        share=shared,
        organisation=placement.home,
        decided_by=placement.home_manager,
        verdict="ADOPT",
        reason="It saves a week.",
        decided_at=now,
    )

    erase(person, now)

    other.refresh_from_db()
    shared.refresh_from_db()
    assert other.purpose == "Learn about rents"
    assert (shared.title, shared.what) == ("One list of homes", "What we shared")
    assert Decision.objects.get().reason == "It saves a week."
    assert Concern.objects.get().body == "It leaks."
    assert Concern.objects.get().reported_by is None
    placement.refresh_from_db()
    assert placement.ends_on == date(2026, 7, 3)


def sign(agreement, now) -> None:
    agreement.status, agreement.signed_at = "SIGNED", now
    agreement.save()


def test_a_signed_agreement_keeps_the_name_until_its_date(
    person, agreement, traces, settings, now
) -> None:
    sign(agreement, now)
    until = date(2032, 7, 3)
    assert [one.until for one in kept_by_rule(person, today=now.date())] == [until]

    kept = erase(person, now)

    assert kept[0].until == until
    letter = Notice.objects.get(event="PERSON_ERASED")
    assert (letter.address, letter.recipient) == (ADDRESS, None)
    assert "until 3 July 2032" in letter.body
    assert agreement.versions.get().text == f"1. {NAME} goes."
    assert KeptName.objects.get().name == NAME

    assert forget_kept_names(now=now + timedelta(days=365 * 5)) == 0
    assert forget_kept_names(now=now.replace(year=2032)) == 1
    assert forget_kept_names(now=now.replace(year=2032)) == 0
    version = agreement.versions.get()
    assert version.text == "1. Erased person goes."
    assert NAME not in str(version.content)
    assert KeptName.objects.get().name == ""
    assert AuditEvent.objects.last().event == "KEPT_NAME_FORGOTTEN"


def test_the_years_are_a_setting(person, agreement, settings, now) -> None:
    sign(agreement, now)
    settings.KEEP_AGREEMENTS_YEARS = 0
    assert kept_by_rule(person, today=now.date()) == []
    erase(person, now)
    assert NAME not in agreement.versions.get().text


def test_the_history_still_verifies(
    person, placement, traces, now, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        record_export(by=person, now=now)
        erase(person, now)
    count, faults = verify_history()
    assert faults == []
    assert count >= 3
    assert AuditEvent.objects.last().event == "PERSON_ERASED"
    assert AuditEvent.objects.last().subject == person.reference


def test_what_they_asked_for_is_called_off(build, person, now) -> None:
    booking = build.booking(build.date(starts_on=date(2026, 12, 9)), person)
    release = build.release(person)
    applied = build.application(build.release(person, status="GRANTED"))

    erase(person, now)

    for row in (booking, release, applied):
        row.refresh_from_db()
    assert booking.status == "CANCELLED"
    assert (release.status, applied.status) == ("WITHDRAWN", "WITHDRAWN")
    assert Release.objects.filter(status="GRANTED").count() == 0


def test_sessions_end(client, person, now) -> None:
    client.force_login(person)
    erase(person, now)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("hinder", "reason"),
    [
        ("placement", "is not over"),
        ("duty", "Something waits for you at Anshire"),
        ("coordinator", "only coordinator of Anshire"),
        ("operator", "only operator"),
        ("unsure", "Tick the box"),
    ],
)
def test_others_are_not_left_in_the_air(build, council, person, now, hinder, reason) -> None:
    if hinder == "placement":
        release = build.release(person, status="GRANTED")
        build.placement(build.application(release, status="ACCEPTED"), status="ACTIVE")
    elif hinder == "duty":
        build.release(build.person(council, manager=person))
    elif hinder == "coordinator":
        person.memberships.get().roles.update(role="COORDINATOR")
    elif hinder == "operator":
        Person.objects.filter(id=person.id).update(is_operator=True)

    with pytest.raises(Refused, match=reason):
        erase_person(person=person, sure=hinder != "unsure", by=person, now=now)

    person.refresh_from_db()
    assert (person.name, person.is_active) == (NAME, True)
    assert Membership.objects.get(person=person).ended_at is None


def test_the_export_holds_all_of_it_and_no_secrets(person, placement, traces, now) -> None:
    entry(person, placement, now)
    build_share = share(person, placement, now)
    Acknowledgement.objects.create(
        share=build_share,
        person=person,
        organisation=placement.home,
        receipt="READ",
        acknowledged_at=now,
    )
    held = everything_about(person)

    yours = held["yours"]
    assert yours["Account"][0]["email"] == ADDRESS
    assert "password" not in yours["Account"][0]
    assert yours["Bookings"][0]["purpose"] == WORDS
    assert yours["Arrangements"][0]["adjustments"] == WORDS
    assert {row["what"] for row in yours["What you noted"]} == {WORDS}
    assert yours["Agreements"][0]["text"] == f"1. {NAME} goes."
    assert {one for one in yours if yours[one]} >= {
        "Account",
        "Agreements",
        "Applications",
        "Arrangements",
        "Bookings",
        "Check-ins of your placements",
        "Concerns you reported",
        "Contacts with home",
        "E-mail addresses",
        "Evidence",
        "Invitations you accepted",
        "Mail to you",
        "Memberships",
        "Messages on your placements",
        "Placements",
        "Plans for your return",
        "Reflections",
        "Releases you asked for",
        "Requests to join for an organisation",
        "Saved searches",
        "Signatures",
        "Skills",
        "What you noted",
        "What you shared",
        "Your words on what was shared",
    }
    assert held["history"][0]["what"] == "PERSON_REGISTERED"


def test_the_export_names_where_they_acted(placement) -> None:
    acted = everything_about(placement.home_manager)["where_you_acted"]
    assert acted["Placements you released somebody for"] == [placement.reference]
    assert Application.objects.get().release.reference in acted["Releases to decide"]


def test_old_mail_and_people_who_never_came_are_forgotten(
    build, council, person, traces, now
) -> None:
    waiting = Notice.objects.create(
        event="X",
        address="a@anshire.gov.uk",
        subject="s",
        body="b",
        message_id="<2>",
        written_at=now,
        send_after=now,
    )
    later = now + timedelta(days=31)
    assert forget_old_data(now=later) == 1
    assert Notice.objects.get() == waiting  # never sent, so still to be sent

    assert forget_old_data(now=now + timedelta(days=91)) == 1
    assert Invitation.objects.filter(email="other@anshire.gov.uk").count() == 0
    assert Invitation.objects.filter(email=ADDRESS).count() == 1  # accepted
    assert forget_old_data(now=now + timedelta(days=91)) == 0
    assert Booking.objects.exists()


def test_a_plan_and_its_advert_go_with_their_owner_and_the_release_stays(build, now) -> None:
    person = build.person(build.organisation())
    need = build.need(person)
    build.wish(need)
    release = build.release(person, status="WITHDRAWN", need=need)
    assert everything_about(person)["yours"]["Plans for placements"]
    erase_person(person=person, sure=True, by=person, now=now)
    assert not Need.objects.exists()
    assert not Wish.objects.exists()
    release.refresh_from_db()
    assert release.need is None
