"""The ledger as events of the published schema (``docs/events.schema.json``), one a row.

For whoever audits or computes elsewhere: people stand under pseudonyms that only this
service can make, and no text that anybody wrote is in it. Organisation and grade are as they
were at the time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from permeate.models import (
    Acknowledgement,
    Adoption,
    Decision,
    GuidanceVersion,
    InUseCheck,
    LearningEntry,
    Organisation,
    Outcome,
    OutcomeStep,
    PracticeVersion,
    Prompt,
    ProvenanceLink,
    ShareEvent,
)
from permeate.queries.ledger_placements import placement_events

Row = dict[str, Any]
AT_ONCE = 2_000
ANSWERS = {"YES": "IN_USE", "PARTLY": "IN_USE", "NO": "STOPPED"}


def pseudonym(person: str) -> str:
    """A person's reference as it stands in event files: the same each time, and not theirs."""
    return salted_hmac("permeate.ledger_events", person, algorithm="sha256").hexdigest()[:20]


def ledger_events() -> Iterator[Row]:
    """Every event of the ledger, kind by kind; rows as they come, never all at once."""
    for rows in (
        _organisations(),
        placement_events(pseudonym, _row),
        _prompts(),
        _entries(),
        _practices(),
        _shares(),
        _acknowledgements(),
        _decisions(),
        _adoptions(),
        _checks(),
        _outcomes(),
        _statements(),
        _links(),
    ):
        yield from rows


def _row(
    event: str, number: Any, at: datetime, /, *, on: date | None = None, band: str = "", **rest: Any
) -> Row:
    """One event; what is not known is left out."""
    local = timezone.localtime(at)
    occurred = min(on, local.date()) if on else local.date()
    row = {
        "event": event,
        "id": f"{event}-{number}",
        "occurred_on": occurred.isoformat(),
        "recorded_at": local.isoformat(),
        "grade": band,
        **rest,
    }
    return {name: value for name, value in row.items() if value not in (None, "", [])}


def _all(rows: QuerySet, *prefetched: str) -> Iterable[Any]:
    return rows.order_by("id").prefetch_related(*prefetched).iterator(AT_ONCE)


def _where(organisation: Organisation | None) -> str | None:
    return organisation.reference if organisation else None


def _organisations() -> Iterator[Row]:
    for one in _all(Organisation.objects.only("reference", "sector", "created_at")):
        yield _row(
            "ORGANISATION_DESCRIBED",
            one.reference,
            one.created_at,
            organisation=one.reference,
            sector=one.sector,
        )


def _prompts() -> Iterator[Row]:
    for one in _all(Prompt.objects.exclude(sent_at=None).select_related("placement")):
        yield _row(
            "PROMPT_SENT",
            one.reference,
            one.sent_at,
            prompt=one.reference,
            placement=one.placement.reference,
        )
        if one.answered_at:
            yield _row(
                "PROMPT_ANSWERED",
                one.reference,
                one.answered_at,
                prompt=one.reference,
                answer=one.answer,
            )


def _entries() -> Iterator[Row]:
    rows = LearningEntry.objects.select_related("author", "placement", "organisation_at_time")
    for one in _all(rows, "topics"):
        yield _row(
            "ENTRY_RECORDED",
            one.reference,
            one.recorded_at,
            on=one.occurred_on,
            band=one.band_at_time,
            actor=pseudonym(one.author.reference),
            organisation=_where(one.organisation_at_time),
            entry=one.reference,
            placement=one.placement.reference if one.placement else None,
            direction=one.direction,
            topics=[topic.topic for topic in one.topics.all()],
        )


def _practices() -> Iterator[Row]:
    rows = PracticeVersion.objects.select_related(
        "practice__root", "practice__origin", "written_by", "organisation_at_time"
    )
    for one in _all(rows, "practice__topics", "practice__entries__entry"):
        practice = one.practice
        yield _row(
            "PRACTICE_WRITTEN",
            f"{practice.reference}-{one.number}",
            one.written_at,
            band=one.band_at_time,
            actor=pseudonym(one.written_by.reference),
            organisation=_where(one.organisation_at_time),
            practice=(practice.root or practice).reference,
            origin=practice.origin.reference,
            entries=[link.entry.reference for link in practice.entries.all()],
            topics=[topic.topic for topic in practice.topics.all()],
        )


def _practice(row: Any) -> str | None:
    """The practice that a row counts with; none where an entry stands for one."""
    practice = row.practice
    return (practice.root or practice).reference if practice else None


def _shares() -> Iterator[Row]:
    rows = ShareEvent.objects.select_related(
        "practice__root", "entry__placement", "shared_by", "organisation_at_time"
    )
    for one in _all(rows, "audiences__organisation"):
        entry = one.entry
        placement = entry.placement if entry else None
        yield _row(
            "SHARED",
            one.reference,
            one.shared_at,
            on=one.held_on,
            band=one.band_at_time,
            actor=pseudonym(one.shared_by.reference),
            organisation=_where(one.organisation_at_time),
            share=one.reference,
            practice=_practice(one),
            entry=entry.reference if entry else None,
            placement=placement.reference if placement else None,
            organisations=[audience.organisation.reference for audience in one.audiences.all()],
            artefact=True,
        )


def _acknowledgements() -> Iterator[Row]:
    for one in _all(Acknowledgement.objects.select_related("share", "person", "organisation")):
        yield _row(
            "ACKNOWLEDGED",
            one.id,
            one.acknowledged_at,
            band=one.band_at_time,
            actor=pseudonym(one.person.reference),
            organisation=one.organisation.reference,
            share=one.share.reference,
            receipt=one.receipt,
        )


def _decisions() -> Iterator[Row]:
    """Decisions on practices, or on an entry that no practice was made of."""
    rows = Decision.objects.select_related(
        "practice__root", "share__practice__root", "share__entry", "decided_by", "organisation"
    )
    for one in _all(rows):
        practice = _practice(one) or _practice(one.share)
        yield _row(
            "DECIDED",
            one.id,
            one.decided_at,
            band=one.band_at_time,
            actor=pseudonym(one.decided_by.reference),
            organisation=one.organisation.reference,
            practice=practice,
            entry=one.share.entry.reference if one.share.entry and not practice else None,
            verdict=one.verdict,
            delegated=one.delegated_by_id is not None,
        )


def _adoptions() -> Iterator[Row]:
    rows = Adoption.objects.select_related("practice__root", "attested_by", "organisation")
    for one in _all(rows):
        yield _row(
            "ADOPTED",
            one.reference,
            one.attested_at,
            on=one.adopted_on,
            band=one.band_at_time,
            actor=pseudonym(one.attested_by.reference),
            organisation=one.organisation.reference,
            adoption=one.reference,
            practice=_practice(one),
        )


def _checks() -> Iterator[Row]:
    rows = InUseCheck.objects.exclude(answered_at=None).select_related("adoption", "answered_by")
    for one in _all(rows):
        yield _row(
            "IN_USE_CHECKED",
            one.reference,
            one.answered_at,
            actor=pseudonym(one.answered_by.reference),
            adoption=one.adoption.reference,
            month=str(one.months),
            answer=ANSWERS[one.in_use],
            carrier_left=one.carrier_left,
        )


def _outcomes() -> Iterator[Row]:
    """Each outcome as claimed, then each level it reached."""
    rest: dict[int, Row] = {}
    for one in _all(Outcome.objects.select_related("adoption", "claimed_by")):
        rest[one.id] = {
            "outcome": one.reference,
            "adoption": one.adoption.reference,
            "claimed": abs(float(one.value - one.baseline)),
            "unit": one.unit,
        }
        yield _row(
            "OUTCOME_RECORDED",
            f"{one.reference}-0",
            one.claimed_at,
            band=one.band_at_time,
            actor=pseudonym(one.claimed_by.reference),
            level="0",
            **rest[one.id],
        )
    for step in _all(OutcomeStep.objects.select_related("by", "organisation")):
        known = rest[step.outcome_id]
        yield _row(
            "OUTCOME_RECORDED",
            f"{known['outcome']}-{step.level}",
            step.at,
            actor=pseudonym(step.by.reference),
            organisation=step.organisation.reference,
            level=str(step.level),
            **known,
        )


def _statement(guidance: str, version: int, digest: str) -> str:
    return f"{guidance}-{version}-{digest[:16]}"


def _statements() -> Iterator[Row]:
    for one in _all(GuidanceVersion.objects.select_related("guidance"), "statements"):
        for statement in one.statements.all():
            name = _statement(one.guidance.reference, one.number, statement.hash)
            yield _row(
                "STATEMENT_PUBLISHED",
                name,
                one.published_at,
                statement=name,
                guidance=one.guidance.reference,
                version=one.number,
            )


def _links() -> Iterator[Row]:
    """An accepted link stands for its statement in every version that has the same words."""
    versions: dict[tuple[int, str], list[tuple[int, datetime]]] = defaultdict(list)
    for one in _all(GuidanceVersion.objects.all(), "statements"):
        for statement in one.statements.all():
            versions[one.guidance_id, statement.hash].append((one.number, one.published_at))
    rows = ProvenanceLink.objects.filter(accepted=True).select_related(
        "guidance", "practice__root", "judged_by"
    )
    for link in _all(rows):
        for number, published_at in versions[link.guidance_id, link.statement_hash]:
            name = f"{link.reference}-{number}"
            at = max(link.judged_at, published_at)
            yield _row(
                "LINK_ACCEPTED",
                name,
                at,
                actor=pseudonym(link.judged_by.reference),
                link=name,
                statement=_statement(link.guidance.reference, number, link.statement_hash),
                practice=_practice(link),
                relation=link.role,
            )
            if link.resolved_at:
                resolved = max(link.resolved_at, at)
                yield _row("CONTRADICTION_RESOLVED", name, resolved, link=name)
