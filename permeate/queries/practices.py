"""Reads of practices: the library, one practice and everything it rests on."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from permeate.core.roles import Role
from permeate.core.search.asking import understand
from permeate.models import (
    LearningEntry,
    Organisation,
    Person,
    Practice,
    PracticeEntry,
    PracticeStem,
    PracticeTopic,
    ProgrammeMember,
)

MOST_AUDIENCES = 60


def visible(person: Person) -> QuerySet[Practice]:
    """Practices the person may read, with author and origin."""
    return Practice.objects.visible_to(person).select_related(
        "author", "origin", "merged_into", "root", "merged_by"
    )


def library(person: Person, *, text: str = "", topic: str = "") -> QuerySet[Practice]:
    """Practices that stand and have every word asked for, newest first."""
    found = visible(person).standing().prefetch_related("topics")
    ask = understand(text)
    for group in ask.groups:
        either = Q()
        for term in group:
            either |= _having(term)
        found = found.filter(either)
    for term in ask.without:
        found = found.exclude(_having(term))
    if topic:
        found = found.filter(id__in=PracticeTopic.objects.filter(topic=topic).values("practice"))
    return found


def _having(stems: Iterable[str]) -> Q:
    """All of these stems; of a phrase the order is not asked."""
    condition = Q()
    for stem in stems:
        rows = PracticeStem.objects.filter(stem=stem)
        condition &= Q(id__in=rows.values("practice"))
    return condition


def topics_in_use() -> list[str]:
    """Every topic that a practice that stands has."""
    rows = PracticeTopic.objects.filter(practice__merged_into=None)
    return list(rows.values_list("topic", flat=True).distinct().order_by("topic"))


def family(practice: Practice) -> list[int]:
    """Ids of the practice and of those merged into it: their facts count together."""
    return [practice.id, *Practice.objects.filter(root=practice).values_list("id", flat=True)]


def entries_of(ids: Iterable[int]) -> QuerySet[PracticeEntry]:
    """Who learned it where and when; never the private text."""
    return PracticeEntry.objects.filter(practice_id__in=ids).select_related(
        "entry__author", "entry__organisation_at_time", "entry__placement__host"
    )


def versions_of(practice: Practice):
    """All versions with their authors, the oldest first."""
    return practice.versions.select_related("written_by", "organisation_at_time")


def entries_to_link(person: Person, practice: Practice) -> QuerySet[LearningEntry]:
    """The person's own entries that are not linked to it, newest first."""
    linked = PracticeEntry.objects.filter(practice=practice).values("entry")
    return LearningEntry.objects.visible_to(person).exclude(id__in=linked)


def own_entry(person: Person, reference: str) -> LearningEntry | None:
    """The person's own entry of that reference, with its placement and topics."""
    return (
        LearningEntry.objects.visible_to(person)
        .select_related("placement__home", "placement__host", "organisation_at_time")
        .prefetch_related("topics", Prefetch("practices"))
        .filter(reference=reference)
        .first()
    )


def origins_for(person: Person, entry: LearningEntry | None) -> list[Organisation]:
    """Where a practice can come from: the likeliest first, by which way the entry goes."""
    found: list[Organisation] = []
    if entry and entry.placement:
        found = [entry.placement.home, entry.placement.host]
        if entry.direction == "TAKEN_BACK":
            found.reverse()
    elif entry and entry.organisation_at_time:
        found = [entry.organisation_at_time]
    own = Organisation.objects.filter(id__in=person.standing.organisations).order_by("name")
    return list(dict.fromkeys([*found, *own]))


def audiences_for(practice: Practice, person: Person) -> list[Organisation]:
    """Whom the person can put it before: where its entries were made, the person's own
    organisations, and all who are in programmes with these; never where it comes from."""
    placements = practice.entries.filter(entry__placement__isnull=False)
    near = {
        *person.standing.organisations,
        *placements.values_list("entry__placement__home", flat=True),
        *placements.values_list("entry__placement__host", flat=True),
    }
    fellows = ProgrammeMember.objects.filter(programme__members__organisation__in=near)
    return list(
        Organisation.objects.live()
        .filter(Q(id__in=near) | Q(id__in=fellows.values("organisation")))
        .exclude(id=practice.origin_id)
        .order_by("name")[:MOST_AUDIENCES]
    )


def others_to_merge_into(practice: Practice, person: Person) -> QuerySet[Practice]:
    """Practices that stand, but this one."""
    return visible(person).standing().exclude(id=practice.id)


def edits(person: Person, practice: Practice) -> bool:
    """Whether the person edits guidance where the practice comes from."""
    return person.standing.holds(Role.EDITOR, practice.origin_id)
