"""Writes of adoptions and outcomes: attested by the adopter, checked, raised level by level."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from permeate.actions.progress import advance
from permeate.core.adoptions import (
    ANSWER_WITHIN_DAYS,
    HIGHEST,
    check_can_answer_in_use,
    check_can_attest,
    check_can_claim,
    check_can_raise,
)
from permeate.core.artefacts import Artefact
from permeate.core.events import Event
from permeate.core.ledger_words import InUse
from permeate.core.refusals import Refused
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import (
    Adoption,
    EvidenceFile,
    InUseCheck,
    Organisation,
    Outcome,
    OutcomeStep,
    Person,
    Practice,
)
from permeate.queries.adoptions import decision_of, third_organisation, who_carries_it
from permeate.queries.as_they_were import as_they_are


@write
def attest_adoption(
    *,
    practice: Practice,
    organisation: Organisation,
    adopted_on: date,
    evidence: str,
    adaptation: str,
    by: Person,
    now: datetime,
) -> Adoption:
    """Say for one's organisation that it works like this now; the author and origin are told."""
    practice = Practice.objects.select_for_update().get(id=practice.id)
    _check_attest(practice, organisation, adopted_on, evidence, by, now)
    adoption = Adoption.objects.create(
        practice=practice,
        practice_version=practice.version,
        organisation=organisation,
        origin_id=practice.origin_id,
        author_id=practice.author_id,
        decision=decision_of(practice, organisation),
        adopted_on=adopted_on,
        evidence=evidence.strip(),
        adaptation=adaptation.strip(),
        attested_by=by,
        attested_at=now,
        **as_they_are(by, organisation.id),
    )
    record(
        Event.ADOPTION_ATTESTED,
        adoption,
        by=by,
        now=now,
        organisations=[organisation],
        practice=practice.reference,
        adopted_on=adopted_on,
        band=adoption.band_at_time,
    )
    notify(
        Event.ADOPTION_ATTESTED,
        to=practice.author,
        wording="adoption_attested",
        now=now,
        adoption=adoption,
    )
    advance(practice=practice, by=by, now=now)
    return adoption


def _check_attest(
    practice: Practice,
    organisation: Organisation,
    adopted_on: date,
    evidence: str,
    by: Person,
    now: datetime,
) -> None:
    check_can_attest(
        is_author=practice.author_id == by.id,
        is_origin=practice.origin_id == organisation.id,
        already=practice.adoptions.filter(organisation=organisation).exists(),
        merged=practice.merged_into_id is not None,
        evidence=evidence,
        adopted_on=adopted_on,
        today=timezone.localdate(now),
    )


@write
def ask_in_use(*, adoption: Adoption, months: int, now: datetime) -> InUseCheck | None:
    """Ask the adopter whether it is still in use, once for each of 6 and 12 months."""
    due_on = timezone.localdate(now) + timedelta(days=ANSWER_WITHIN_DAYS)
    try:
        with transaction.atomic():
            check = InUseCheck.objects.create(
                adoption=adoption, months=months, due_on=due_on, asked_at=now
            )
    except IntegrityError:
        return None
    record(
        Event.IN_USE_ASKED,
        check,
        by=None,
        now=now,
        organisations=[adoption.organisation],
        months=months,
    )
    _tell(check, "in_use_asked", now)
    return check


@write
def chase_in_use(*, check: InUseCheck, number: int, now: datetime) -> bool:
    """Remind the adopter of a check that is overdue, once for each number."""
    if not InUseCheck.objects.filter(id=check.id, chased=number - 1).update(chased=number):
        return False
    record(Event.IN_USE_CHASED, check, by=None, now=now, number=number)
    _tell(check, "in_use_asked", now)
    return True


def _tell(check: InUseCheck, wording: str, now: datetime) -> None:
    for person in who_carries_it(check.adoption):
        notify(Event.IN_USE_ASKED, to=person, wording=wording, now=now, check=check)


@write
def answer_in_use(
    *,
    check: InUseCheck,
    in_use: str,
    carrier_left: bool | None,
    note: str,
    by: Person,
    now: datetime,
) -> InUseCheck:
    """Say whether it is in use; one that was given up ends the adoption that day."""
    check = InUseCheck.objects.select_for_update().get(id=check.id)
    check_can_answer_in_use(answered=bool(check.in_use), in_use=in_use, note=note)
    check.in_use, check.carrier_left, check.note = in_use, carrier_left, note.strip()
    check.answered_by, check.answered_at = by, now
    check.save()
    adoption = Adoption.objects.get(id=check.adoption_id)
    if in_use == InUse.NO:
        adoption.ended_on = timezone.localdate(now)
        adoption.save(update_fields=["ended_on"])
    record(
        Event.IN_USE_ANSWERED,
        check,
        by=by,
        now=now,
        organisations=[adoption.organisation],
        in_use=in_use,
        months=check.months,
    )
    return check


@dataclass(frozen=True)
class Measured:
    """What changed: the measure in its unit before and after, and what else it could be."""

    measure: str
    unit: str
    baseline: Decimal
    value: Decimal
    change: str
    counterfactual: str


@write
def claim_outcome(*, adoption: Adoption, measured: Measured, by: Person, now: datetime) -> Outcome:
    """Claim that something changed: level 0, which counts as nothing but a claim."""
    check_can_claim(
        measure=measured.measure, unit=measured.unit, counterfactual=measured.counterfactual
    )
    texts = ("measure", "unit", "counterfactual")
    outcome = Outcome.objects.create(
        adoption=adoption,
        claimed_by=by,
        claimed_at=now,
        baseline=measured.baseline,
        value=measured.value,
        change=measured.change,
        **{name: getattr(measured, name).strip() for name in texts},
        **as_they_are(by),
    )
    record(
        Event.OUTCOME_CLAIMED,
        outcome,
        by=by,
        now=now,
        organisations=[adoption.organisation],
        adoption=adoption.reference,
    )
    for person in who_carries_it(adoption):
        if person != by:
            notify(
                Event.OUTCOME_CLAIMED,
                to=person,
                wording="outcome_claimed",
                now=now,
                outcome=outcome,
                by=by,
            )
    return outcome


@write
def raise_outcome(
    *, outcome: Outcome, note: str, file: Artefact | None, by: Person, now: datetime
) -> OutcomeStep:
    """Raise an outcome by one level: confirm it, attach evidence, or check it independently."""
    outcome = Outcome.objects.select_for_update().get(id=outcome.id)
    adoption = Adoption.objects.select_related("practice").get(id=outcome.adoption_id)
    to = outcome.level + 1
    own = by.standing.organisations
    third = third_organisation(adoption, by) if to == HIGHEST else None
    is_adopter = adoption.organisation_id in own
    check_can_raise(
        level=outcome.level,
        to=to,
        is_author=adoption.author_id == by.id,
        is_adopter=is_adopter,
        is_origin=adoption.origin_id in own,
        has_evidence=file is not None,
    )
    if to == HIGHEST and third is None:
        raise Refused("Only a senior leader, coordinator or editor elsewhere can check this.")
    step = OutcomeStep.objects.create(
        outcome=outcome,
        level=to,
        by=by,
        organisation_id=third.id if third else adoption.organisation_id,
        author_id=adoption.author_id,
        adopter_id=adoption.organisation_id,
        origin_id=adoption.origin_id,
        note=note.strip(),
        at=now,
    )
    if file:
        EvidenceFile.objects.create(
            step=step,
            name=file.name,
            media_type=file.media_type,
            size=len(file.content),
            sha256=hashlib.sha256(file.content).hexdigest(),
            content=file.content,
        )
    outcome.level = to
    outcome.save(update_fields=["level"])
    record(Event.OUTCOME_RAISED, outcome, by=by, now=now, level=to)
    advance(practice=adoption.practice, by=by, now=now)
    return step
