"""What was typed and could not be saved is kept."""

from datetime import datetime

from permeate.core.events import Event
from permeate.core.talking import draft_of, has_words
from permeate.journal.record import record, write
from permeate.models import EntryDraft, Person, Prompt


@write
def keep_draft(
    *, person: Person, prompt: Prompt | None, typed: dict[str, str], now: datetime
) -> EntryDraft | None:
    """Keep what was typed in place of the draft before; None where there is nothing in it.

    Without a prompt, or where the prompt was answered, it is the person's own draft.
    """
    kept = draft_of(typed)
    if not has_words(kept):
        return None
    if prompt and prompt.answer in ("SOMETHING", "NOTHING"):
        prompt = None
    draft, _ = EntryDraft.objects.update_or_create(
        person=person, prompt=prompt, defaults={"typed": kept, "kept_at": now}
    )
    record(Event.DRAFT_KEPT, prompt or person, by=person, now=now)
    return draft


@write
def discard_draft(*, person: Person, now: datetime) -> None:
    """Throw the person's own draft away."""
    gone, _ = EntryDraft.objects.filter(person=person, prompt=None).delete()
    if gone:
        record(Event.DRAFT_DISCARDED, person, by=person, now=now)
