"""Check-ins: asked on their day, chased, answered by the three, complete when all have."""

from datetime import date, datetime

from django.utils import timezone

from permeate.actions.placement_moves import close_placement
from permeate.actions.placements import locked, parties
from permeate.core.cadence import (
    FOLLOW_UP_AFTER_DAYS,
    TOLD_TO_COORDINATOR,
    chase_number,
    not_at_night,
)
from permeate.core.check_ins import check_can_answer, missing
from permeate.core.events import Event
from permeate.core.placements import ENDED, UNDER_WAY
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Party
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import CheckIn, CheckInAnswer, Person, Placement
from permeate.queries.placements import coordinators_of, parties_of, people_by_party


@write
def ask_check_in(*, check_in: CheckIn, today: date, now: datetime) -> bool:
    """Ask the three for their side on the day it is due; whether it was asked now."""
    check_in, placement = _locked(check_in)
    if check_in.asked_at or check_in.due_on > today or not _takes_answers(check_in, placement):
        return False
    check_in.asked_at = now
    check_in.save(update_fields=["asked_at"])
    _record(Event.CHECK_IN_DUE, check_in, placement, by=None, now=now)
    for person in parties(placement):
        _tell(Event.CHECK_IN_DUE, person, "check_in_due", check_in, placement, now=now)
    return True


@write
def chase_check_in(*, check_in: CheckIn, today: date, now: datetime) -> bool:
    """Remind whoever has not answered; at last tell their coordinators. Whether it was due."""
    check_in, placement = _locked(check_in)
    if not check_in.asked_at or check_in.completed_at or not _takes_answers(check_in, placement):
        return False
    since = timezone.localtime(check_in.asked_at).date()
    number = chase_number(since, today, check_in.chased, after=FOLLOW_UP_AFTER_DAYS)
    if number is None:
        return False
    check_in.chased = number
    check_in.save(update_fields=["chased"])
    _record(Event.CHECK_IN_CHASED, check_in, placement, by=None, now=now, number=number)
    if number == TOLD_TO_COORDINATOR:
        _tell_coordinators(check_in, placement, now=now)
        return True
    late = [people_by_party(placement)[party] for party in _missing(check_in)]
    for person in {person.id: person for person in late}.values():
        _tell(Event.CHECK_IN_CHASED, person, "check_in_late", check_in, placement, now=now)
    return True


@write
def answer_check_in(
    *, check_in: CheckIn, going: str, text: str, by: Person, now: datetime
) -> CheckIn:
    """One side's answer, for the person's own side; complete with the third.

    A person who stands for two sides answers for the first that is missing. The closing
    one, complete, closes the placement. Refused a second time, before it was asked, and
    after the placement closed.
    """
    check_in, placement = _locked(check_in)
    answered = set(check_in.answers.values_list("party", flat=True))
    own = parties_of(placement, by)
    if not own:
        raise Refused("Only the participant and the two managers answer a check-in.")
    if not _takes_answers(check_in, placement):
        raise Refused("This placement is closed, so its check-ins take no more answers.")
    party = next((party for party in own if party not in answered), own[0])
    check_can_answer(
        asked=check_in.asked_at is not None,
        party=party,
        answered=answered,
        going=going,
        text=text,
    )
    CheckInAnswer.objects.create(
        check_in=check_in,
        party=party.value,
        answered_by=by,
        going=going,
        text=text.strip(),
        answered_at=now,
    )
    _record(Event.CHECK_IN_ANSWERED, check_in, placement, by=by, now=now, party=party, going=going)
    if going == "HELP" and not check_in.closing:
        _tell_of_help(check_in, placement, now=now)
    if not missing({*answered, party.value}):
        _complete(check_in, placement, by=by, now=now)
    return check_in


def _complete(check_in: CheckIn, placement: Placement, *, by: Person, now: datetime) -> None:
    check_in.completed_at = now
    check_in.save(update_fields=["completed_at"])
    _record(Event.CHECK_IN_COMPLETED, check_in, placement, by=by, now=now)
    for person in parties(placement):
        if person.id != by.id:
            _tell(
                Event.CHECK_IN_COMPLETED, person, "check_in_complete", check_in, placement, now=now
            )
    if check_in.closing and placement.status in ENDED:
        close_placement(placement=placement, by=None, now=now)


def _locked(check_in: CheckIn) -> tuple[CheckIn, Placement]:
    placement, _ = locked(check_in.placement)
    return CheckIn.objects.select_for_update().get(id=check_in.id), placement


def _takes_answers(check_in: CheckIn, placement: Placement) -> bool:
    """While it is under way; the last ones and the evaluation also until it is closed."""
    if check_in.closing or check_in.asked_at:
        return placement.status in (*UNDER_WAY, *ENDED)
    return placement.status in UNDER_WAY


def _missing(check_in: CheckIn) -> tuple[Party, ...]:
    return missing(set(check_in.answers.values_list("party", flat=True)))


def _tell(
    event: Event,
    person: Person,
    wording: str,
    check_in: CheckIn,
    placement: Placement,
    *,
    now: datetime,
    **context: object,
) -> None:
    notify(
        event,
        to=person,
        wording=wording,
        now=now,
        send_after=not_at_night(now),
        check_in=check_in,
        placement=placement,
        **context,
    )


def _tell_coordinators(check_in: CheckIn, placement: Placement, *, now: datetime) -> None:
    """Each late side's coordinators; the participant's are home's, as their employer."""
    people = people_by_party(placement)
    late = _missing(check_in)
    sides = {placement.host_id if party == Party.HOST else placement.home_id for party in late}
    names = [people[party].name for party in late]
    for person in coordinators_of(*sides):
        _tell(
            Event.CHECK_IN_CHASED,
            person,
            "check_in_very_late",
            check_in,
            placement,
            now=now,
            late=names,
        )


def _tell_of_help(check_in: CheckIn, placement: Placement, *, now: datetime) -> None:
    for person in coordinators_of(placement.home_id, placement.host_id):
        _tell(Event.CHECK_IN_ANSWERED, person, "check_in_help", check_in, placement, now=now)


def _record(
    event: Event,
    check_in: CheckIn,
    placement: Placement,
    *,
    by: Person | None,
    now: datetime,
    **facts: object,
) -> None:
    record(
        event,
        check_in,
        by=by,
        now=now,
        organisations=[placement.home, placement.host],
        placement=placement.reference,
        **facts,
    )
