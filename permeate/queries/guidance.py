"""Reads of guidance: pages, versions, and whose experience stands behind each statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from permeate.core.guidance import SHORT_HASH, Block, statements
from permeate.core.roles import Role
from permeate.models import (
    Adoption,
    Guidance,
    GuidanceVersion,
    Organisation,
    Person,
    Practice,
    PracticeEntry,
    ProvenanceLink,
)


def visible(person: Person) -> QuerySet[Guidance]:
    """Pages the person may read or edit."""
    return Guidance.objects.visible_to(person).select_related("organisation")


def visible_links(person: Person) -> QuerySet[ProvenanceLink]:
    """Links the person judges or proposed."""
    return ProvenanceLink.objects.visible_to(person).select_related(
        "guidance__organisation", "practice__author", "practice__origin", "proposed_by"
    )


def published(guidance: Guidance) -> GuidanceVersion | None:
    """The newest version, if there is one."""
    return version_of(guidance, guidance.published) if guidance.published else None


def version_of(guidance: Guidance, number: int) -> GuidanceVersion | None:
    """The version of that number, if there is one."""
    versions = guidance.versions.select_related("published_by", "organisation_at_time")
    return versions.filter(number=number).first()


def edited_at(person: Person) -> list[Organisation]:
    """Organisations whose guidance the person edits."""
    ids = person.standing.organisations_as(Role.EDITOR)
    return list(Organisation.objects.filter(id__in=ids).order_by("name"))


def statement_of(body: str, short: str) -> Block | None:
    """The statement with these first digits of its hash."""
    return next((one for one in statements(body) if one.hash[:SHORT_HASH] == short), None)


@dataclass(frozen=True)
class Standing:
    """A link with whose experience it is and when it was last met."""

    link: ProvenanceLink
    people: list[str] = field(default_factory=list)
    adopted: int = 0
    last_on: date | None = None


def behind(guidance: Guidance, *, accepted: bool | None = True) -> Mapping[str, list[Standing]]:
    """Statement's hash → links of that standing; four queries, whatever the rows."""
    links = list(
        ProvenanceLink.objects.filter(guidance=guidance, accepted=accepted)
        .select_related("practice__author", "practice__origin", "practice__root", "proposed_by")
    )  # fmt: skip
    roots = {link.practice_id: _root(link.practice) for link in links}
    people, last = _experience(set(roots.values()))
    adopted = _adopted(set(roots.values()))
    found: dict[str, list[Standing]] = defaultdict(list)
    for link in links:
        root = roots[link.practice_id]
        met = last.get(root) or timezone.localdate(link.practice.created_at)
        names = people.get(root) or [link.practice.author.name]
        found[link.statement_hash].append(Standing(link, names, adopted.get(root, 0), met))
    return found


def _root(practice: Practice) -> int:
    return practice.root_id or practice.id


def _experience(ids: set[int]) -> tuple[dict[int, list[str]], dict[int, date]]:
    """Whose entries and the day of the newest, of each practice with those merged into it."""
    people: dict[int, list[str]] = defaultdict(list)
    last: dict[int, date] = {}
    rows = _whole(PracticeEntry.objects, ids).values_list(
        "practice_id", "practice__root_id", "entry__author__name",
        "entry__organisation_at_time__name", "entry__occurred_on",
    )  # fmt: skip
    for practice, root, name, organisation, day in rows.order_by("-entry__occurred_on", "id"):
        key = root or practice
        who = f"{name}, {organisation}" if organisation else name
        if who not in people[key]:
            people[key].append(who)
        last[key] = max(day, last.get(key, day))
    return people, last


def _adopted(ids: set[int]) -> dict[int, int]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = _whole(Adoption.objects, ids).values_list(
        "practice_id", "practice__root_id", "organisation_id"
    )
    for practice, root, organisation in rows:
        found[root or practice].add(organisation)
    return {key: len(organisations) for key, organisations in found.items()}


def _whole(rows, ids: Iterable[int]) -> QuerySet:
    return rows.filter(practice_id__in=ids) | rows.filter(practice__root_id__in=ids)


def to_judge(guidance: Guidance) -> QuerySet[ProvenanceLink]:
    """Proposed links that wait for an editor."""
    return ProvenanceLink.objects.filter(guidance=guidance, accepted=None).select_related(
        "practice", "proposed_by"
    )


def where_it_went(person: Person) -> list[Practice]:
    """Practices the person wrote or whose entries are theirs, with all that came of them."""
    mine = PracticeEntry.objects.filter(entry__author=person).values("practice")
    return list(
        (Practice.objects.filter(author=person) | Practice.objects.filter(id__in=mine))
        .select_related("origin", "root")
        .prefetch_related(
            "shares", "decisions", "adoptions__organisation", "adoptions__outcomes",
            "links__guidance",
        )
        .order_by("-created_at", "-id")
        .distinct()
    )  # fmt: skip
