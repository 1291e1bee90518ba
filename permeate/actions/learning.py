"""Writes of the learning ledger before anything is shared: prompts and entries."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from permeate.actions.locking import lock
from permeate.core.events import Event
from permeate.core.learning import (
    ASK_AGAIN_AFTER_DAYS,
    check_can_answer,
    check_can_change,
    check_can_record,
)
from permeate.core.topics import topics_of
from permeate.core.vocabulary import PromptAnswer
from permeate.journal import links
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import EntryDraft, EntryTopic, LearningEntry, Person, Placement, Prompt
from permeate.queries.as_they_were import as_they_are

PROMPT = "prompt"  # the purpose of the link


@dataclass(frozen=True)
class Lines:
    """What somebody wrote: three lines, which way it goes, what about, for whom."""

    what: str
    direction: str
    so_what: str = ""
    now_what: str = ""
    theme: str = ""
    who_should_hear: str = ""
    confidence: str = ""
    topics: str = ""  # with commas between them

    def columns(self) -> dict[str, str]:
        """What stands in the entry's own columns."""
        return {name: text.strip() for name, text in vars(self).items() if name != "topics"}


@write
def send_prompt(*, placement: Placement, due_on: date, now: datetime) -> Prompt | None:
    """Ask the participant the weekly question, once for each date; None where it was asked."""
    try:
        with transaction.atomic():
            prompt = Prompt.objects.create(placement=placement, due_on=due_on, sent_at=now)
    except IntegrityError:
        return None
    _mail_prompt(prompt, now)
    record(
        Event.PROMPT_SENT,
        prompt,
        by=None,
        now=now,
        organisations=[placement.home, placement.host],
        due_on=due_on,
    )
    return prompt


@write
def send_prompt_again(*, prompt: Prompt, now: datetime) -> None:
    """Ask once more after *Ask me later*."""
    mine = Prompt.objects.filter(
        id=prompt.id, answer=PromptAnswer.LATER.value, ask_again_on__isnull=False
    ).update(ask_again_on=None, sent_at=now)
    if mine:
        _mail_prompt(prompt, now)
        record(Event.PROMPT_SENT, prompt, by=None, now=now, due_on=prompt.due_on, again=True)


def _mail_prompt(prompt: Prompt, now: datetime) -> None:
    token = links.token(PROMPT, prompt.reference)
    notify(
        Event.PROMPT_SENT,
        to=prompt.placement.participant,
        wording="prompt_sent",
        now=now,
        placement=prompt.placement,
        address=links.absolute(reverse("answer_prompt", args=[token])),
    )


@write
def answer_prompt(
    *, prompt: Prompt, answer: str, lines: Lines | None, now: datetime
) -> LearningEntry | None:
    """Take the answer that came through the prompt's link; the entry, if there is one.

    Refused once it was answered with *Something* or *Nothing this week*.
    """
    prompt = lock(
        Prompt.objects.select_related(
            "placement__participant", "placement__home", "placement__host"
        ),
        prompt.id,
    )
    written = lines or Lines(what="", direction="")
    check_can_answer(
        answered=prompt.answer, answer=answer, what=written.what, direction=written.direction
    )
    prompt.answer, prompt.answered_at = answer, now
    today = timezone.localdate(now)
    later = answer == PromptAnswer.LATER
    prompt.ask_again_on = today + timedelta(days=ASK_AGAIN_AFTER_DAYS) if later else None
    prompt.save()
    person = prompt.placement.participant
    EntryDraft.objects.filter(prompt=prompt).exclude(prompt__answer="LATER").delete()
    record(Event.PROMPT_ANSWERED, prompt, by=person, now=now, answer=answer)
    if answer != PromptAnswer.SOMETHING:
        return None
    return _record(
        author=person,
        placement=prompt.placement,
        prompt=prompt,
        lines=written,
        occurred_on=today,
        now=now,
    )


@write
def record_entry(
    *, by: Person, placement: Placement | None, lines: Lines, occurred_on: date, now: datetime
) -> LearningEntry:
    """Keep one thing learned or brought; private until its author shares it."""
    check_can_record(what=lines.what, direction=lines.direction)
    return _record(
        author=by, placement=placement, prompt=None, lines=lines, occurred_on=occurred_on, now=now
    )


def _record(
    *,
    author: Person,
    placement: Placement | None,
    prompt: Prompt | None,
    lines: Lines,
    occurred_on: date,
    now: datetime,
) -> LearningEntry:
    topics = topics_of(lines.topics)
    entry = LearningEntry.objects.create(
        author=author,
        placement=placement,
        prompt=prompt,
        occurred_on=occurred_on,
        recorded_at=now,
        **as_they_are(author, placement.home_id if placement else None),
        **lines.columns(),
    )
    _put_topics(entry, topics)
    record(
        Event.ENTRY_RECORDED,
        entry,
        by=author,
        now=now,
        direction=entry.direction,
        occurred_on=occurred_on,
    )
    return entry


def _put_topics(entry: LearningEntry, topics: list[str]) -> None:
    entry.topics.exclude(topic__in=topics).delete()
    for topic in topics:
        EntryTopic.objects.get_or_create(entry=entry, topic=topic)


@write
def change_entry(*, entry: LearningEntry, by: Person, lines: Lines, now: datetime) -> None:
    """Rewrite a private entry; Refused once it was shared."""
    entry = LearningEntry.objects.select_for_update().get(id=entry.id)
    check_can_change(shared=entry.shares.exists())
    check_can_record(what=lines.what, direction=lines.direction)
    topics = topics_of(lines.topics)
    for name, text in lines.columns().items():
        setattr(entry, name, text)
    entry.changed_at = now
    entry.save()
    _put_topics(entry, topics)
    record(Event.ENTRY_CHANGED, entry, by=by, now=now)
