"""Seeded secondments under way, with what their pages show."""

import hashlib
import random
from datetime import timedelta
from typing import Any

from bench import wording
from bench.population import BATCH, NOW, TODAY
from permeate.core.vocabulary import THEMES, Kind, Party
from permeate.models import (
    Agreement,
    AgreementVersion,
    Application,
    CheckIn,
    CheckInAnswer,
    KeepInTouch,
    LearningEntry,
    Membership,
    Message,
    Opportunity,
    Placement,
    Prompt,
    Release,
    Signature,
)

CHECK_INS, MESSAGES, CONTACTS, PROMPTS, ENTRIES = 6, 8, 4, 8, 6


def placements(
    chance: random.Random, count: int, members: list[Membership], offers: list[Opportunity]
) -> list[Placement]:
    """So many people away on a secondment, each with a manager at home."""
    away = [member for member in members if member.manager_id][:count]
    secondments = [offer for offer in offers if offer.kind == Kind.SECONDMENT.value]
    releases = Release.objects.bulk_create(
        [_release(member, chance.choice(secondments)) for member in away], batch_size=BATCH
    )
    applications = Application.objects.bulk_create(
        [_application(release) for release in releases], batch_size=BATCH
    )
    rows = Placement.objects.bulk_create(
        [_placement(one) for one in applications], batch_size=BATCH
    )
    _agreements(rows)
    _follow_up(rows)
    _talk(chance, rows)
    _learning(chance, rows)
    return rows


def _release(member: Membership, offer: Opportunity) -> Release:
    return Release(
        person=member.person,
        home=member.organisation,
        manager=member.manager,
        opportunity=offer,
        status="GRANTED",
        purpose="To learn how it is done.",
        home_gains="A better service.",
        cover="ACT_UP",
        reason="Good for both.",
        requested_at=NOW,
        decided_at=NOW,
        decided_by=member.manager,
    )


def _application(release: Release) -> Application:
    return Application(
        opportunity=release.opportunity,
        person=release.person,
        home=release.home,
        release=release,
        status="ACCEPTED",
        statement="I bring ten years of it.",
        submitted_at=NOW,
    )


def _placement(one: Application) -> Placement:
    return Placement(
        kind=Kind.SECONDMENT.value,
        opportunity=one.opportunity,
        application=one,
        participant=one.person,
        home=one.home,
        host=one.opportunity.host,
        home_manager=one.release.manager,
        host_manager=one.opportunity.host_manager,
        starts_on=TODAY - timedelta(days=60),
        ends_on=TODAY + timedelta(days=300),
        status="ACTIVE",
        planned_at=NOW,
        started_at=NOW,
    )


def _agreements(rows: list[Placement]) -> None:
    agreements = Agreement.objects.bulk_create(
        [
            Agreement(placement=row, status="SIGNED", drafted_at=NOW, opened_at=NOW, signed_at=NOW)
            for row in rows
        ],
        batch_size=BATCH,
    )
    versions = AgreementVersion.objects.bulk_create(
        [
            AgreementVersion(
                agreement=agreement,
                number=1,
                content={},
                text="The terms.",
                content_hash=hashlib.sha256(b"The terms.").hexdigest(),
                written_by=agreement.placement.home_manager,
                written_at=NOW,
            )
            for agreement in agreements
        ],
        batch_size=BATCH,
    )
    for version in versions:
        version.agreement.current = version
    Agreement.objects.bulk_update(agreements, ["current"], batch_size=200)
    Signature.objects.bulk_create(
        [
            Signature(
                version=version,
                party=party.value,
                signed_by=_standing_for(version.agreement.placement, party),
                content_hash=version.content_hash,
                signed_at=NOW,
            )
            for version in versions
            for party in Party
        ],
        batch_size=BATCH,
    )


def _standing_for(row: Placement, party: Party) -> Any:
    return {
        Party.PARTICIPANT: row.participant,
        Party.HOME: row.home_manager,
        Party.HOST: row.host_manager,
    }[party]


def _follow_up(rows: list[Placement]) -> None:
    check_ins = CheckIn.objects.bulk_create(
        [
            CheckIn(
                placement=row,
                due_on=row.starts_on + timedelta(days=30 * number),
                asked_at=NOW if number < 2 else None,
                completed_at=NOW if number < 2 else None,
            )
            for row in rows
            for number in range(1, CHECK_INS + 1)
        ],
        batch_size=BATCH,
    )
    CheckInAnswer.objects.bulk_create(
        [
            CheckInAnswer(
                check_in=check_in,
                party=party.value,
                answered_by=_standing_for(check_in.placement, party),
                going="WELL",
                text="As planned.",
                answered_at=NOW,
            )
            for check_in in check_ins
            if check_in.completed_at
            for party in Party
        ],
        batch_size=BATCH,
    )


def _talk(chance: random.Random, rows: list[Placement]) -> None:
    Message.objects.bulk_create(
        [
            Message(
                placement=row,
                author=row.participant,
                body=wording.sentences(chance, "HOUSING", 2),
                written_at=NOW - timedelta(days=number),
            )
            for row in rows
            for number in range(MESSAGES)
        ],
        batch_size=BATCH,
    )
    KeepInTouch.objects.bulk_create(
        [
            KeepInTouch(
                placement=row,
                held_on=TODAY - timedelta(days=10 * number),
                how="CALL",
                note="Half an hour.",
                recorded_by=row.home_manager,
                recorded_at=NOW,
            )
            for row in rows
            for number in range(CONTACTS)
        ],
        batch_size=BATCH,
    )


def _learning(chance: random.Random, rows: list[Placement]) -> None:
    Prompt.objects.bulk_create(
        [
            Prompt(placement=row, due_on=TODAY - timedelta(weeks=number), sent_at=NOW)
            for row in rows
            for number in range(PROMPTS)
        ],
        batch_size=BATCH,
    )
    LearningEntry.objects.bulk_create(
        [
            LearningEntry(
                author=row.participant,
                placement=row,
                direction=chance.choice(["BROUGHT_IN", "TAKEN_BACK", "NEW_TOGETHER"]),
                what=wording.sentences(chance, chance.choice(list(THEMES)), 2),
                occurred_on=TODAY - timedelta(weeks=number),
                recorded_at=NOW,
                organisation_at_time=row.home,
            )
            for row in rows
            for number in range(ENTRIES)
        ],
        batch_size=BATCH,
    )
