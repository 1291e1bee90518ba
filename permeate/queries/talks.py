"""Who has been where and is willing to talk; reviews that are due; drafts."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet

from permeate.core.events import Event
from permeate.core.search.words import words
from permeate.core.talking import reviews_due
from permeate.models import (
    AuditEvent,
    EntryDraft,
    Person,
    Placement,
    Prompt,
    Review,
    ReviewAnswer,
    TalkOffer,
)
from permeate.models.placements import NOT_STARTED


def visible(person: Person) -> QuerySet[TalkOffer]:
    """Offers the person may find."""
    return TalkOffer.objects.visible_to(person).select_related(
        "placement__participant", "placement__home", "placement__host", "placement__opportunity"
    )


def been_at(person: Person, text: str) -> QuerySet[TalkOffer]:
    """Offers of people who were at an organisation whose name has these words, any grade."""
    found = visible(person).filter(placement__participant__is_active=True)
    for word in words(text)[:8]:
        found = found.filter(
            Q(placement__host__name__icontains=word)
            | Q(placement__host__short_name__icontains=word)
            | Q(placement__opportunity__title__icontains=word)
        )
    return found


def placements_to_talk_about(person: Person) -> QuerySet[Placement]:
    """The person's own placements that have begun, each with its offer if there is one."""
    return (
        Placement.objects.filter(participant=person)
        .exclude(status__in=NOT_STARTED)
        .select_related("host", "opportunity", "talk_offer")
        .order_by("-starts_on")
    )


def own_placements(person: Person) -> QuerySet[Placement]:
    """As rows that a gate takes; the gate asks whose they are."""
    return Placement.objects.visible_to(person).select_related("host", "talk_offer")


def asked_lately(person: Person, now: datetime) -> int:
    """How often the person asked anybody to talk in the last day."""
    return _asks(person).filter(at__gt=now - timedelta(days=1)).count()


def asked_before(person: Person, offer: TalkOffer, now: datetime) -> Iterable[int]:
    """How many days ago the person asked about this offer, each time."""
    mine = _asks(person).filter(subject_type="talkoffer", subject=offer.reference)
    return [(now - at).days for at in mine.values_list("at", flat=True)]


def _asks(person: Person) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(event=Event.TALK_ASKED.value, actor=person.reference)


def reviews() -> QuerySet[Review]:
    """Reviews with all that their pages show."""
    answers = ReviewAnswer.objects.select_related("answered_by")
    return Review.objects.select_related(
        "placement__participant", "placement__host_manager", "placement__host"
    ).prefetch_related(Prefetch("answers", answers))


def visible_reviews(person: Person) -> QuerySet[Review]:
    """Reviews of the person's own placement, or of one they host."""
    return reviews().filter(id__in=Review.objects.visible_to(person).values("id"))


def reviews_to_ask(today: date) -> Iterator[tuple[Placement, date]]:
    """(placement, date) of months that were not asked about."""
    placements = (
        Placement.objects.filter(status="ACTIVE", starts_on__lt=today)
        .select_related("participant", "host_manager", "home", "host")
        .prefetch_related("reviews")
        .order_by("id")
    )
    for placement in placements:
        asked = {review.due_on for review in placement.reviews.all()}
        for due in reviews_due(placement.starts_on, placement.last_day, today):
            if due not in asked:
                yield placement, due


def own_draft(person: Person) -> EntryDraft | None:
    """What the person typed outside a prompt and did not save."""
    return EntryDraft.objects.filter(person=person, prompt=None).first()


def draft_for(prompt: Prompt) -> EntryDraft | None:
    """What was typed on a prompt's page and not saved."""
    return EntryDraft.objects.filter(prompt=prompt).first()
