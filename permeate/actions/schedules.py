"""Lines are laid when all have signed and adjusted ever after; finance decides about VAT."""

from collections.abc import Iterable
from datetime import datetime

from permeate.core.agreements.money import (
    circumstances,
    ending_on,
    is_charged,
    is_countable,
    terms_of,
)
from permeate.core.costs.adjusting import COLUMNS, Adjustment, adjust
from permeate.core.costs.schedule import Line, schedule_of
from permeate.core.costs.terms import WORDS, Treatment
from permeate.core.costs.vat import check_can_confirm, propose
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import AgreementVersion, Person, Placement, ScheduleLine, VatDecision
from permeate.queries.agreements import people_of
from permeate.queries.schedules import finance_of, standing_lines

COUNTED = ("days", "whole", "fte", "pension_percent", "month_rate")


@write
def bring_schedule_in_step(
    *,
    placement: Placement,
    version: AgreementVersion | None = None,
    by: Person | None,
    now: datetime,
) -> int:
    """Add the lines by which what stands differs from what holds; how many that were.

    What holds is ``version``, just signed, or the one last signed, up to the placement's true
    last day, and nothing where the placement was cancelled. Called with the placement locked.
    """
    standing = standing_lines(placement)
    if version is None and standing:
        version = max(standing, key=lambda line: (line.laid_at, line.id)).version
    if version is None:
        return 0
    wanted = _wanted(placement, version)
    added: Iterable[Line | Adjustment] = adjust(standing, wanted) if standing else wanted
    rows = [_row(placement, version, line, now) for line in added]
    ScheduleLine.objects.bulk_create(rows)
    if rows:
        record(
            Event.SCHEDULE_LAID,
            placement,
            by=by,
            now=now,
            organisations=[placement.home, placement.host],
            version=version.number,
            lines=len(rows),
            adjusts=bool(standing),
        )
    return len(rows)


def _wanted(placement: Placement, version: AgreementVersion) -> list[Line]:
    if placement.status == "CANCELLED" or not is_countable(version.content):
        return []
    terms = ending_on(terms_of(version.content), placement.last_day)
    return list(schedule_of(terms).lines)


def _row(
    placement: Placement, version: AgreementVersion, line: Line | Adjustment, now: datetime
) -> ScheduleLine:
    counted = {name: getattr(line, name) for name in COUNTED} if isinstance(line, Line) else {}
    return ScheduleLine(
        placement=placement,
        version=version,
        first=line.first,
        last=line.last,
        what=line.what,
        adjusts=isinstance(line, Adjustment),
        laid_at=now,
        **counted,
        **{name: getattr(line, name) for name in COLUMNS},
    )


@write
def ask_about_vat(*, placement: Placement, version: AgreementVersion, now: datetime) -> None:
    """Put the proposal before home's finance; an earlier question stands if it is the same."""
    live = VatDecision.objects.select_for_update().filter(placement=placement, lapsed_at=None)
    question = live.first()
    proposal = propose(circumstances(version.content)) if is_charged(version.content) else None
    if question and proposal and question.proposed_reason == proposal.reason:
        return
    if question:
        question.lapsed_at = now
        question.save(update_fields=["lapsed_at"])
    if proposal is None:
        return
    VatDecision.objects.create(
        placement=placement,
        proposed=proposal.treatment.value,
        proposed_reason=proposal.reason,
        asked_at=now,
    )
    _record(Event.VAT_ASKED, placement, by=None, now=now, proposed=proposal.treatment.value)
    for person in finance_of(placement.home_id):
        notify(
            Event.VAT_ASKED,
            to=person,
            wording="vat_to_decide",
            now=now,
            placement=placement,
            proposed=WORDS[proposal.treatment],
            reason=proposal.reason,
        )


@write
def decide_vat(
    *, placement: Placement, treatment: str, reason: str, by: Person, now: datetime
) -> VatDecision:
    """Decide, in one's own name, how VAT is treated; it takes effect at once on every line.

    Refused unless the person is of home's finance and the question stands. Deciding anew
    keeps the earlier decision, lapsed.
    """
    live = VatDecision.objects.select_for_update().filter(placement=placement, lapsed_at=None)
    question = live.first()
    if question is None:
        raise Refused(
            "Nothing is charged under these terms, or they are still a draft, so there is no VAT "
            "to decide about."
        )
    check_can_confirm(is_finance=by.standing.holds(Role.FINANCE, placement.home_id), reason=reason)
    if question.decided_at:
        question.lapsed_at = now
        question.save(update_fields=["lapsed_at"])
        question = VatDecision(
            placement=placement,
            proposed=question.proposed,
            proposed_reason=question.proposed_reason,
            asked_at=question.asked_at,
        )
    question.treatment, question.reason = Treatment(treatment).value, reason.strip()
    question.decided_by, question.decided_at = by, now
    question.save()
    _record(Event.VAT_DECIDED, placement, by=by, now=now, treatment=question.treatment)
    _tell(question, by=by, now=now)
    return question


def _tell(question: VatDecision, *, by: Person, now: datetime) -> None:
    placement = question.placement
    managers = [one for one in people_of(placement) if one.id != placement.participant_id]
    told = {one.id: one for one in [*managers, *finance_of(placement.host_id)]}
    for person in told.values():
        if person.id != by.id:
            notify(
                Event.VAT_DECIDED,
                to=person,
                wording="vat_decided",
                now=now,
                placement=placement,
                treatment=WORDS[Treatment(question.treatment)],
                reason=question.reason,
                by=by,
            )


def _record(
    event: Event, placement: Placement, *, by: Person | None, now: datetime, **facts: str
) -> None:
    organisations = [placement.home, placement.host]
    record(event, placement, by=by, now=now, organisations=organisations, **facts)
