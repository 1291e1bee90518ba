"""Writes of practices: written from entries, linked to more, changed, merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from permeate.actions.progress import advance
from permeate.core.events import Event
from permeate.core.lifecycles import PRACTICE
from permeate.core.likeness import counted
from permeate.core.practices import (
    CLAIM_LENGTH,
    check_can_change,
    check_can_link,
    check_can_merge,
    check_can_write,
    check_is_new,
)
from permeate.core.refusals import Refused
from permeate.core.topics import topics_of, topics_text
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import (
    Decision,
    LearningEntry,
    Organisation,
    Person,
    Practice,
    PracticeEntry,
    PracticeStem,
    PracticeTopic,
    PracticeVersion,
    ShareEvent,
)
from permeate.queries.as_they_were import as_they_are
from permeate.queries.nearest import nearest
from permeate.queries.practices import edits


@dataclass(frozen=True)
class Claim:
    """What a practice says: in a sentence, how, where, where not, and what it is about."""

    claim: str
    what: str
    applies: str
    not_applies: str
    topics: str = ""  # with commas between them

    def columns(self) -> dict[str, str]:
        """What stands in a version's columns."""
        return {name: text.strip() for name, text in vars(self).items() if name != "topics"}

    def text(self) -> str:
        """All its words, for comparing."""
        return " ".join((self.claim, self.what, self.applies, self.topics))


@write
def write_practice(
    *,
    entry: LearningEntry | None,
    said: Claim,
    origin: Organisation,
    differs: str,
    by: Person,
    now: datetime,
) -> Practice:
    """Write a practice down for reuse, from one of one's own entries or from none.

    Refused with gaps, and where one that exists is very near and ``differs`` is empty.
    """
    check_can_write(**said.columns())
    topics = topics_of(said.topics)
    near = nearest(by, said.text(), topics)
    check_is_new(
        nearest=near[0].score if near else 0.0,
        claim=near[0].practice.claim if near else "",
        differs=differs,
    )
    practice = Practice.objects.create(
        author=by,
        origin=origin,
        claim=said.claim.strip()[:CLAIM_LENGTH],
        differs=differs.strip(),
        created_at=now,
    )
    _put_version(practice, said, topics, by, now)
    record(
        Event.PRACTICE_WRITTEN,
        practice,
        by=by,
        now=now,
        organisations=[origin],
        near=[one.practice.reference for one in near],
    )
    if entry:
        link_entry(practice=practice, entry=entry, by=by, now=now)
    return practice


def _put_version(
    practice: Practice, said: Claim, topics: Sequence[str], by: Person, now: datetime
) -> None:
    PracticeVersion.objects.create(
        practice=practice,
        number=practice.version,
        written_by=by,
        written_at=now,
        **said.columns(),
        **as_they_are(by),
    )
    practice.topics.exclude(topic__in=topics).delete()
    for topic in topics:
        PracticeTopic.objects.get_or_create(practice=practice, topic=topic)
    practice.stems.all().delete()
    text = f"{said.text()} {said.not_applies} {topics_text(topics)}"
    PracticeStem.objects.bulk_create(
        PracticeStem(practice=practice, stem=stem, count=count)
        for stem, count in counted(text).items()
    )


@write
def link_entry(*, practice: Practice, entry: LearningEntry, by: Person, now: datetime) -> None:
    """Say that one's own entry is where a practice comes from; the text stays private.

    What was shared of the entry so far counts as shares of the practice from now on.
    """
    practice = Practice.objects.select_for_update().get(id=practice.id)
    check_can_link(
        is_author=entry.author_id == by.id,
        linked=practice.entries.filter(entry=entry).exists(),
        merged=practice.merged_into_id is not None,
    )
    PracticeEntry.objects.create(practice=practice, entry=entry, linked_at=now)
    ShareEvent.objects.filter(entry=entry, practice=None).update(
        practice=practice, practice_version=practice.version
    )
    Decision.objects.filter(share__entry=entry, practice=None).update(practice=practice)
    advance(practice=practice, by=by, now=now)
    record(Event.PRACTICE_LINKED, practice, by=by, now=now, entry=entry.reference)
    if practice.author_id != by.id:
        notify(
            Event.PRACTICE_LINKED,
            to=practice.author,
            wording="practice_linked",
            now=now,
            practice=practice,
            by=by,
        )


@write
def change_practice(*, practice: Practice, said: Claim, by: Person, now: datetime) -> Practice:
    """Write the next version; those before stay as they were read."""
    practice = Practice.objects.select_for_update().get(id=practice.id)
    check_can_write(**said.columns())
    topics = topics_of(said.topics)
    last = practice.versions.get(number=practice.version)
    before = {name: getattr(last, name) for name in said.columns()}
    known = set(practice.topics.values_list("topic", flat=True))
    check_can_change(
        merged=practice.merged_into_id is not None,
        changed=before != said.columns() or known != set(topics),
    )
    practice.version += 1
    practice.claim = said.claim.strip()[:CLAIM_LENGTH]
    practice.save(update_fields=["version", "claim"])
    _put_version(practice, said, topics, by, now)
    record(Event.PRACTICE_CHANGED, practice, by=by, now=now, version=practice.version)
    return practice


@write
def merge_practice(
    *, practice: Practice, into: Practice, reason: str, by: Person, now: datetime
) -> Practice:
    """Let one practice count with another from now on; both keep their versions and history."""
    locked = {
        one.id: one
        for one in Practice.objects.select_for_update()
        .filter(id__in=[practice.id, into.id])
        .order_by("id")
    }
    practice, into = locked[practice.id], locked[into.id]
    check_can_merge(
        same=practice.id == into.id,
        merged=practice.merged_into_id is not None,
        into_merged=into.merged_into_id is not None,
        reason=reason,
    )
    if practice.author_id != by.id and not edits(by, practice):
        raise Refused("Only its author or a guidance editor where it comes from can merge it.")
    practice.status = PRACTICE.target(practice.status, "merge")
    practice.merged_into = practice.root = into
    practice.merged_by, practice.merged_at = by, now
    practice.merge_reason = reason.strip()
    practice.save()
    practice.family.update(root=into)
    advance(practice=into, by=by, now=now)
    record(Event.PRACTICE_MERGED, practice, by=by, now=now, into=into.reference)
    for person in {practice.author, into.author} - {by}:
        notify(
            Event.PRACTICE_MERGED,
            to=person,
            wording="practice_merged",
            now=now,
            practice=practice,
            into=into,
            by=by,
        )
    return practice
