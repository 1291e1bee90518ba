"""Say what one seeks; keep what the worker suggests."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from permeate.core.events import Event
from permeate.core.matching.rank.explaining import Suggestion as Told
from permeate.core.seeking import check_seeking
from permeate.journal.later import enqueue
from permeate.journal.record import record, write
from permeate.models import Opportunity, Person, Seeking, Suggestion


@write
def say_what_one_seeks(
    *,
    learn: Sequence[str],
    text: str,
    kinds: Sequence[str],
    regions: Sequence[str],
    free_from: date | None,
    free_to: date | None,
    fte_most: Decimal,
    vetting: str,
    contract_ends_on: date | None,
    by: Person,
    now: datetime,
) -> Seeking:
    """Keep what a person seeks, and have suggestions computed for them."""
    check_seeking(learn=learn, free_from=free_from, free_to=free_to, fte_most=fte_most)
    seeking, _ = Seeking.objects.update_or_create(
        person=by,
        defaults={
            "learn": sorted(learn),
            "text": text.strip(),
            "kinds": sorted(kinds),
            "regions": sorted(regions),
            "free_from": free_from,
            "free_to": free_to,
            "fte_most": fte_most,
            "vetting": vetting,
            "contract_ends_on": contract_ends_on,
            "changed_at": now,
        },
    )
    record(Event.PERSON_UPDATED, by, by=by, now=now, change="seeking")
    enqueue("suggest_to_person", person_id=by.id)
    return seeking


@write
def stop_seeking(*, by: Person, now: datetime) -> None:
    """Forget what a person seeks, and what was suggested to them."""
    Seeking.objects.filter(person=by).delete()
    Suggestion.objects.filter(person=by).delete()
    record(Event.PERSON_UPDATED, by, by=by, now=now, change="seeking")


def suggest_anew(person: Person) -> None:
    """Have suggestions computed again, if the person gets any."""
    if Seeking.objects.filter(person=person).exists():
        enqueue("suggest_to_person", person_id=person.id)


def keep_suggestions(*, person: Person, told: Sequence[Told], now: datetime) -> int:
    """Put these in place of the person's suggestions; how many stay.

    Like an index, they follow from what is on record, so they are no fact of the history.
    """
    with transaction.atomic():
        # One at a time for each person; whoever stopped seeking meanwhile gets none.
        seeks = list(Seeking.objects.select_for_update().filter(person=person))
        Suggestion.objects.filter(person=person).delete()
        if not seeks:
            return 0
        ids = dict(
            Opportunity.objects.filter(reference__in=[one.key for one in told]).values_list(
                "reference", "id"
            )
        )
        kept = [one for one in told if one.key in ids]
        Suggestion.objects.bulk_create(
            Suggestion(
                person=person,
                opportunity_id=ids[one.key],
                place=place,
                score=one.score,
                reason=one.reason,
                parts=[list(line) for line in one.lines],
                computed_at=now,
            )
            for place, one in enumerate(kept, 1)
        )
    return len(kept)
