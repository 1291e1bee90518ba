"""Writes of offers to talk, questions to those who offer, and monthly reviews."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from permeate.core.equivalents import check_can_ask
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.core.talking import check_can_offer, check_can_review
from permeate.core.vocabulary import Party
from permeate.journal import links
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Person, Placement, Review, ReviewAnswer, TalkOffer
from permeate.models.placements import NOT_STARTED
from permeate.queries import talks as reads

REVIEW = "review"  # the purpose of the link


@write
def offer_talk(*, placement: Placement, note: str, by: Person, now: datetime) -> TalkOffer:
    """Let others find that one was there and is willing to talk about it."""
    check_can_offer(
        is_participant=placement.participant_id == by.id,
        started=placement.status not in NOT_STARTED,
    )
    offer, _ = TalkOffer.objects.update_or_create(
        placement=placement,
        defaults={"note": note.strip()},
        create_defaults={"note": note.strip(), "offered_at": now},
    )
    record(Event.TALK_OFFERED, offer, by=by, now=now, organisations=[placement.host])
    return offer


@write
def take_back_talk(*, placement: Placement, by: Person, now: datetime) -> None:
    """Nobody finds it any more."""
    check_can_offer(is_participant=placement.participant_id == by.id, started=True)
    offer = TalkOffer.objects.filter(placement=placement).first()
    if offer:
        record(Event.TALK_TAKEN_BACK, offer, by=by, now=now)
        offer.delete()


@write
def ask_to_talk(*, offer: TalkOffer, message: str, by: Person, now: datetime) -> None:
    """Send a question to somebody who offered; they answer by e-mail if they want to."""
    Person.objects.select_for_update().get(id=by.id)  # two requests at once are counted
    placement = offer.placement
    if placement.participant_id == by.id:
        raise Refused("This is your own offer.")
    check_can_ask(
        asked_today=reads.asked_lately(by, now),
        days_since=reads.asked_before(by, offer, now),
        message=message,
    )
    record(Event.TALK_ASKED, offer, by=by, now=now, organisations=[placement.host])
    notify(
        Event.TALK_ASKED,
        to=placement.participant,
        wording="talk_asked",
        now=now,
        offer=offer,
        asker=by,
        message=message.strip(),
    )


@write
def ask_review(*, placement: Placement, due_on: date, now: datetime) -> Review | None:
    """Ask participant and host manager the month's four questions, once for each date."""
    try:
        with transaction.atomic():
            review = Review.objects.create(placement=placement, due_on=due_on, asked_at=now)
    except IntegrityError:
        return None
    record(
        Event.REVIEW_ASKED,
        review,
        by=None,
        now=now,
        organisations=[placement.home, placement.host],
        due_on=due_on,
    )
    for person in (placement.participant, placement.host_manager):
        token = links.token(REVIEW, review.reference, holder=person.reference)
        notify(
            Event.REVIEW_ASKED,
            to=person,
            wording="review_asked",
            now=now,
            placement=placement,
            address=links.absolute(reverse("answer_review", args=[token])),
        )
    return review


@write
def answer_review(
    *,
    review: Review,
    by: Person,
    expected: str,
    happened: str,
    why: str,
    keep_or_change: str,
    now: datetime,
) -> ReviewAnswer:
    """Keep one side's answers; the other side is told and sees them."""
    review = (
        Review.objects.select_for_update(of=("self",))
        .select_related("placement__participant", "placement__host_manager", "placement__host")
        .get(id=review.id)
    )
    placement = review.placement
    sides = {placement.participant_id: Party.PARTICIPANT, placement.host_manager_id: Party.HOST}
    if by.id not in sides:
        raise Refused("Only the participant and the host manager look back together.")
    party = sides[by.id]
    check_can_review(
        answered=review.answers.filter(party=party.value).exists(),
        expected=expected,
        happened=happened,
    )
    answer = ReviewAnswer.objects.create(
        review=review,
        party=party.value,
        expected=expected.strip(),
        happened=happened.strip(),
        why=why.strip(),
        keep_or_change=keep_or_change.strip(),
        answered_by=by,
        answered_at=now,
    )
    record(Event.REVIEW_ANSWERED, review, by=by, now=now, party=party)
    other = placement.host_manager if party is Party.PARTICIPANT else placement.participant
    notify(
        Event.REVIEW_ANSWERED,
        to=other,
        wording="review_answered",
        now=now,
        review=review,
        by=by,
    )
    return answer
