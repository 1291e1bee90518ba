"""Terms are drafted, changed, opened and signed; a change makes earlier signatures lapse.

The agreement's row is locked before the placement's, always, so that two signatures that
cross wait for each other and the second one sees the first.
"""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from permeate.actions.placements import reopen_placement
from permeate.actions.schedules import ask_about_vat
from permeate.core.agreements.checking import check_ready, check_section, cleaned
from permeate.core.agreements.drafting import draft, facts
from permeate.core.agreements.sections import section_of
from permeate.core.agreements.text import write as text_of
from permeate.core.agreements.varying import PENDING, check_differs, check_varied
from permeate.core.agreements.versions import (
    check_can_change,
    check_reason,
    check_section_unchanged,
)
from permeate.core.events import Event
from permeate.core.lifecycles import AGREEMENT
from permeate.core.refusals import Refused
from permeate.core.signing import content_hash
from permeate.core.vocabulary import Kind
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Agreement, AgreementVersion, Person, Placement, Signature
from permeate.queries.agreements import known_of, people_of


@write
def draft_agreement(*, placement: Placement, by: Person, now: datetime) -> Agreement:
    """A first version from the data; Refused where the placement has an agreement already."""
    placement = Placement.objects.select_for_update(of=("self",)).get(id=placement.id)
    if placement.kind != Kind.SECONDMENT:
        raise Refused("Home’s and the host’s confirmations are all this kind of placement needs.")
    check_can_change(placement_status=placement.status)
    if Agreement.objects.filter(placement=placement).live().exists():
        raise Refused("This placement has an agreement already.")
    agreement = Agreement.objects.create(placement=placement, drafted_at=now)
    add_version(agreement, draft(known_of(placement)), reason="", by=by, now=now)
    record_agreement(Event.AGREEMENT_DRAFTED, agreement, by=by, now=now)
    return agreement


@write
def change_agreement(
    *,
    agreement: Agreement,
    section: str,
    answers: Mapping[str, str],
    seen: str,
    reason: str,
    by: Person,
    now: datetime,
) -> Agreement:
    """A new version with this section's answers; standing signatures lapse, and all are told.

    ``seen`` is the section's digest when the form was shown. Refused where somebody changed
    it since, the answers contradict one another, or a reason is missing. Without any
    difference nothing happens.
    """
    agreement = locked(agreement)
    placement, before = agreement.placement, agreement.current
    was = agreement.status
    status = AGREEMENT.target(was, "change")
    pending = agreement.varies_id is not None and was in PENDING
    check_can_change(placement_status=placement.status, pending_variation=pending)
    part = section_of(section)
    check_section_unchanged(before.content, part, seen)
    content = {**before.content, **facts(known_of(placement)), **cleaned(answers, part)}
    if content == before.content:
        return agreement
    check_reason(reason, ever_opened=agreement.opened_at is not None)
    check_section(content, section)
    if agreement.varies:
        check_varied(agreement.varies.current.content, content, today=timezone.localdate(now))
    lapsed = _lapse(agreement, now)
    add_version(agreement, content, reason=reason.strip(), by=by, now=now)
    agreement.status, agreement.signed_at = status, None
    agreement.save(update_fields=["status", "signed_at"])
    if was == "SIGNED" and placement.status == "AGREED":
        reopen_placement(placement=placement, by=by, now=now)
    record_agreement(
        Event.AGREEMENT_CHANGED, agreement, by=by, now=now, section=section, lapsed=len(lapsed)
    )
    if was != "DRAFT":
        lapsed_of = [signature.signed_by.name for signature in lapsed]
        words = {"section": part.title, "reason": reason.strip(), "lapsed": lapsed_of}
        tell_others(Event.AGREEMENT_CHANGED, agreement, "agreement_changed", by, now, **words)
    return agreement


@write
def open_agreement(*, agreement: Agreement, by: Person, now: datetime) -> Agreement:
    """Ask all three for their signatures; Refused, naming every gap, unless it is whole."""
    agreement = locked(agreement)
    status = AGREEMENT.target(agreement.status, "open")
    before = agreement.current.content
    content = {**before, **facts(known_of(agreement.placement))}
    check_ready(content)
    if agreement.varies:
        in_force = agreement.varies.current.content
        check_varied(in_force, content, today=timezone.localdate(now))
        check_differs(in_force, content)
    if content != before:  # a manager was replaced since it was written
        add_version(agreement, content, reason="Names brought up to date", by=by, now=now)
    agreement.status, agreement.opened_at, agreement.chased = status, now, 0
    agreement.save(update_fields=["status", "opened_at", "chased"])
    record_agreement(Event.AGREEMENT_OPENED, agreement, by=by, now=now)
    if agreement.varies is None:  # else once it is in force: until then the earlier terms hold
        ask_about_vat(placement=agreement.placement, version=agreement.current, now=now)
    for person in people_of(agreement.placement):
        notify(
            Event.AGREEMENT_OPENED,
            to=person,
            wording="agreement_opened",
            now=now,
            agreement=agreement,
            placement=agreement.placement,
        )
    return agreement


@write
def withdraw_agreement(*, agreement: Agreement, by: Person | None, now: datetime) -> Agreement:
    """Take an agreement back before all have signed; a fresh one can be drafted after.

    ``by`` is None where the service does, as when a placement ends before its variation.
    """
    agreement = locked(agreement)
    agreement.status = AGREEMENT.target(agreement.status, "withdraw")
    _lapse(agreement, now)
    agreement.save(update_fields=["status"])
    record_agreement(Event.AGREEMENT_WITHDRAWN, agreement, by=by, now=now)
    tell_others(Event.AGREEMENT_WITHDRAWN, agreement, "agreement_withdrawn", by, now)
    return agreement


def locked(agreement: Agreement) -> Agreement:
    """The row, locked, with its current version and its placement's people.

    What hangs on it is read after the lock is held: rows joined in the locking query may
    be as old as the wait for the lock. Refused for a booked day: its page is confirmed with
    its booking, and never changed.
    """
    Agreement.objects.select_for_update().get(id=agreement.id)
    row = Agreement.objects.select_related(
        "current",
        "varies__current",
        "placement__participant",
        "placement__home",
        "placement__host",
        "placement__home_manager",
        "placement__host_manager",
    ).get(id=agreement.id)
    if row.placement.booking_id is not None:
        raise Refused("This day was booked. Its page is confirmed where it was booked.")
    return row


def add_version(
    agreement: Agreement, content: dict[str, str], *, reason: str, by: Person, now: datetime
) -> None:
    """Make this content the current version, with its text and hash."""
    text = text_of(content)
    agreement.current = AgreementVersion.objects.create(
        agreement=agreement,
        number=agreement.current.number + 1 if agreement.current else 1,
        content=content,
        text=text,
        content_hash=content_hash(content, text),
        reason=reason,
        written_by=by,
        written_at=now,
    )
    agreement.save(update_fields=["current"])


def _lapse(agreement: Agreement, now: datetime) -> list[Signature]:
    standing = list(
        Signature.objects.filter(version__agreement=agreement, lapsed_at=None)
        .select_related("signed_by")
        .order_by("signed_at")
    )
    Signature.objects.filter(id__in=[one.id for one in standing]).update(lapsed_at=now)
    return standing


def record_agreement(
    event: Event, agreement: Agreement, *, by: Person | None, now: datetime, **facts: object
) -> None:
    """One event with the number and hash of the version it is about."""
    placement = agreement.placement
    record(
        event,
        agreement,
        by=by,
        now=now,
        organisations=[placement.home, placement.host],
        version=agreement.current.number,
        content_hash=agreement.current.content_hash,
        **facts,
    )


def tell_others(
    event: Event,
    agreement: Agreement,
    wording: str,
    by: Person | None,
    now: datetime,
    **context: object,
) -> None:
    """A notice to each of the three but whoever did it."""
    for person in people_of(agreement.placement):
        if by is None or person.id != by.id:
            notify(
                event,
                to=person,
                wording=wording,
                now=now,
                agreement=agreement,
                placement=agreement.placement,
                by=by,
                **context,
            )
