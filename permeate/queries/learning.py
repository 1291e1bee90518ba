"""Reads of the learning ledger: one's own entries and what became of them, prompts due."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch, QuerySet

from permeate.core.learning import prompt_due
from permeate.models import (
    Acknowledgement,
    Decision,
    LearningEntry,
    Organisation,
    Person,
    Placement,
    PracticeEntry,
    ProgrammeMember,
    Prompt,
    ShareEvent,
)

LIVE = ("ACTIVE", "RETURNED", "ENDED_EARLY")


def visible(person: Person) -> QuerySet[LearningEntry]:
    """The person's own entries, with what became of each, in a fixed number of queries."""
    shares = ShareEvent.objects.prefetch_related(
        "audiences__organisation",
        Prefetch("decisions", Decision.objects.select_related("organisation", "decided_by")),
        Prefetch(
            "acknowledgements", Acknowledgement.objects.select_related("person", "organisation")
        ),
    )
    return (
        LearningEntry.objects.visible_to(person)
        .select_related("placement__host", "placement__home")
        .prefetch_related(
            Prefetch("shares", shares),
            Prefetch("practices", PracticeEntry.objects.select_related("practice")),
            "topics",
        )
    )


def placements_to_learn_in(person: Person) -> QuerySet[Placement]:
    """The person's placements under way or over, newest first."""
    return (
        Placement.objects.filter(participant=person, status__in=LIVE)
        .select_related("home", "host")
        .order_by("-starts_on")
    )


def open_prompts() -> QuerySet[Prompt]:
    """Prompts with all that their page shows."""
    return Prompt.objects.select_related(
        "placement__participant", "placement__home", "placement__host"
    )


def audiences_for(entry: LearningEntry) -> list[Organisation]:
    """Organisations this entry can be put before, not yet reached: home, host, then the
    members of programmes that home or host take part in."""
    near = []
    if entry.placement_id:
        near = [entry.placement.home, entry.placement.host]
    elif entry.organisation_at_time:
        near = [entry.organisation_at_time]
    ids = [organisation.id for organisation in near]
    reached = set(
        Organisation.objects.filter(shares_received__share__entry=entry).values_list(
            "id", flat=True
        )
    )
    others = (
        Organisation.objects.live()
        .filter(
            id__in=ProgrammeMember.objects.filter(programme__members__organisation__in=ids).values(
                "organisation_id"
            )
        )
        .exclude(id__in=ids)
        .order_by("name")[:30]
    )
    return [o for o in [*near, *others] if o.id not in reached]


def placements_to_prompt(today: date) -> Iterator[tuple[Placement, date]]:
    """(placement, date of the prompt) for whom the week's question has not been sent."""
    placements = (
        Placement.objects.filter(status="ACTIVE", starts_on__lt=today, ends_on__gte=today)
        .select_related("participant", "home", "host")
        .order_by("id")
    )
    sent = set(
        Prompt.objects.filter(placement__in=placements).values_list("placement_id", "due_on")
    )
    for placement in placements:
        weekday = placement.participant.prompt_weekday
        due = prompt_due(placement.starts_on, placement.ends_on, weekday, today)
        if due and (placement.id, due) not in sent:
            yield placement, due


def prompts_to_send_again(today: date) -> QuerySet[Prompt]:
    """Prompts answered with *Ask me later* whose day has come, in live placements."""
    return open_prompts().filter(
        answer="LATER", ask_again_on__lte=today, placement__status="ACTIVE"
    )
