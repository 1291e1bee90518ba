"""Keys, credentials and status lists of the service, as a verifier meets them."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from permeate.actions import attendance, signing_keys
from permeate.cli.credentials.exporting import export_trust
from permeate.cli.credentials.files import read_trust
from permeate.core.credentials.judging import Judge
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.jobs.evidence import issue_evidence
from permeate.models import (
    AttendanceWord,
    AuditEvent,
    Credential,
    EvidencePack,
    IssuerKey,
    Notice,
    Placement,
    Revocation,
)
from permeate.queries.credential_contexts import bundled
from tests.booking_steps import attended, booked, day_after, reflected
from tests.conftest import credential_triggers
from tests.journal.test_append_only import editor_of


@pytest.fixture
def booking(build, now):
    home = build.organisation("Barton Council")
    manager = build.person(home, Role.MANAGER)
    person = build.person(home, manager=manager, name="Ann Officer")
    return booked(build.date(), person, now)


@pytest.fixture
def host(booking):
    return booking.date.opportunity.host_manager


def verdict(document, tmp_path: Path, at):
    """What somebody says who trusts what the service exports."""
    export_trust(tmp_path, now=at)
    return Judge(bundled(), read_trust(tmp_path), at).judge(document)


def test_the_hosts_press_issues_a_credential_that_others_find_valid(booking, tmp_path) -> None:
    attended(booking, name="Cas Host", authority="head of triage")
    credential = Credential.objects.get()
    assert (credential.person, credential.booking) == (booking.person, booking)
    assert credential.organisation == booking.date.opportunity.host

    found = verdict(credential.document, tmp_path, day_after(booking))
    assert found.reasons == ()
    assert found.valid
    text = json.dumps(credential.document)
    for words in ("Ann Officer", "Cas Host, head of triage", '"value": "7"'):
        assert words in text
    assert "creditsEarned" not in text
    assert booking.person.email not in text

    event = AuditEvent.objects.get(event="CREDENTIAL_ISSUED")
    assert event.subject == credential.reference
    assert event.facts["hash"] == credential.content_hash


def test_the_pack_is_signed_by_the_service_and_names_the_credential(booking, tmp_path) -> None:
    attended(booking)
    pack = reflected(booking)
    found = verdict(pack.content["pack"], tmp_path, day_after(booking))
    assert found.valid
    assert found.issuer_id == "did:web:127.0.0.1%3A8000"
    (named,) = pack.content["pack"]["relatedResource"]
    assert named["id"] == pack.content["credentials"][0]["id"]


def test_who_said_what_is_kept_with_authority_and_way(booking, host) -> None:
    after = day_after(booking)
    attendance.record_no_show(booking=booking, name="Cas", by=None, now=after)
    attended(booking, by=host, name="Cas Host", authority="head of triage")
    words = AttendanceWord.objects.values_list("said", "name", "authority", "way", "hours")
    assert list(words) == [
        ("NO_SHOW", "Cas", "", "LINK", None),
        ("ATTENDED", "Cas Host", "head of triage", "SIGNED_IN", Decimal(7)),
    ]


def put_right(booking, host, **change):
    given = {"attended": True, "hours": Decimal(5), "reason": "They left at three.", **change}
    now = day_after(booking) + timedelta(hours=1)
    return attendance.correct_confirmation(booking=booking, by=host, now=now, **given)


def test_other_hours_revoke_what_was_signed_and_sign_anew(booking, host, tmp_path) -> None:
    attended(booking)
    old_pack = reflected(booking).content["pack"]
    old = Credential.objects.get()
    put_right(booking, host)

    later = day_after(booking) + timedelta(hours=2)
    old.refresh_from_db()
    assert old.revoked_reason == "They left at three."
    assert verdict(old.document, tmp_path, later).revoked == "yes"
    assert verdict(old_pack, tmp_path, later).revoked == "yes"
    new = Credential.objects.get(revoked_at=None)
    assert verdict(new.document, tmp_path, later).valid
    pack = EvidencePack.objects.get()
    assert pack.content["credentials"] == [new.document]
    assert verdict(pack.content["pack"], tmp_path, later).valid
    notice = Notice.objects.get(event="ATTENDANCE_CORRECTED")
    assert notice.recipient == booking.person
    assert "They left at three." in notice.body


def test_a_confirmation_taken_back_leaves_no_evidence(booking, host, tmp_path) -> None:
    attended(booking)
    pack = reflected(booking).content["pack"]
    corrected = put_right(booking, host, attended=False, reason="It was somebody else.")
    later = day_after(booking) + timedelta(hours=2)
    assert corrected.status == "NO_SHOW"
    assert Placement.objects.get().status == "CANCELLED"
    assert not EvidencePack.objects.exists()
    assert not Credential.objects.filter(revoked_at=None).exists()
    assert verdict(pack, tmp_path, later).revoked == "yes"
    assert AttendanceWord.objects.last().said == "WITHDRAWN"


def test_nothing_is_put_right_without_a_reason_or_a_difference(booking, host) -> None:
    attended(booking)
    with pytest.raises(Refused, match="Give a reason"):
        put_right(booking, host, reason=" ")
    with pytest.raises(Refused, match="confirmed before"):
        put_right(booking, host, hours=Decimal(7))
    with pytest.raises(Refused, match="at most 24"):
        put_right(booking, host, hours=Decimal(25))
    assert Credential.objects.get().revoked_at is None


def test_after_a_new_key_the_old_credentials_still_hold(booking, tmp_path, build, now) -> None:
    attended(booking)
    old = Credential.objects.get()
    later = day_after(booking) + timedelta(days=1)
    organisation = old.organisation
    signing_keys.replace_key(organisation=organisation, withdraw=False, by=None, now=later)
    assert verdict(old.document, tmp_path, later).valid
    signing_keys.replace_key(organisation=organisation, withdraw=True, by=None, now=later)
    assert verdict(old.document, tmp_path, later).valid
    assert IssuerKey.objects.filter(issuer=organisation.reference).count() == 3


def test_after_a_key_was_misused_nothing_it_signed_holds(booking, tmp_path) -> None:
    attended(booking)
    credential = Credential.objects.get()
    later = day_after(booking) + timedelta(days=1)
    issuer = credential.organisation.reference
    call_command("replace_signing_key", issuer, "--withdraw")
    found = verdict(credential.document, tmp_path, later)
    assert (found.issuer, found.valid) == ("unknown", False)
    assert AuditEvent.objects.filter(event="SIGNING_KEY_WITHDRAWN").count() == 1


def test_keys_are_locked_with_the_master_key(booking, settings) -> None:
    attended(booking)
    key = IssuerKey.objects.first()
    assert len(key.secret) > 80
    organisation = Credential.objects.get().organisation
    first = signing_keys.signer(organisation=organisation, now=day_after(booking)).key

    settings.OLD_MASTER_KEYS = [settings.MASTER_KEY]
    settings.MASTER_KEY = "another master key of at least forty characters"
    call_command("replace_signing_key", "--lock-anew")
    settings.OLD_MASTER_KEYS = []
    again = signing_keys.signer(organisation=organisation, now=day_after(booking)).key
    assert again.private_bytes_raw() == first.private_bytes_raw()

    settings.MASTER_KEY = "a third master key of at least forty characters"
    with pytest.raises(Refused, match="PERMEATE_OLD_MASTER_KEYS"):
        signing_keys.signer(organisation=organisation, now=day_after(booking))


def test_without_a_master_key_confirming_goes_on_and_signing_follows(booking, settings) -> None:
    master, settings.MASTER_KEY = settings.MASTER_KEY, ""
    assert attended(booking).status == "ATTENDED"
    assert reflected(booking) is None
    assert not Credential.objects.exists()
    assert issue_evidence(day_after(booking)) == 0

    settings.MASTER_KEY = master
    assert issue_evidence(day_after(booking)) == 1
    assert issue_evidence(day_after(booking)) == 0
    assert EvidencePack.objects.get().content["credentials"]


@pytest.mark.parametrize("arguments", [[], ["service", "--lock-anew"], ["nobody"]])
def test_the_command_says_what_is_wrong_with_how_it_was_called(arguments, db) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("replace_signing_key", *arguments)
    assert caught.value.returncode == 2


def test_what_is_revoked_stays_revoked_and_keys_stay_known(booking, host) -> None:
    attended(booking)
    put_right(booking, host)
    credential_triggers().lay(None, editor_of(connection))
    for touch in (
        lambda: Revocation.objects.update(index=99),
        Revocation.objects.all().delete,
        IssuerKey.objects.all().delete,
    ):
        with pytest.raises(DatabaseError, match="kept for good"), transaction.atomic():
            touch()


def test_the_copy_of_an_erased_person_still_holds(booking, tmp_path) -> None:
    attended(booking)
    credential = Credential.objects.get()
    copy = credential.document
    credential.delete()
    assert verdict(copy, tmp_path, day_after(booking)).valid
