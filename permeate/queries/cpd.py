"""Reads of a person's CPD: their bodies, their log, the schemes they may use."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from permeate.core.cpd.activities import Activity as Judged
from permeate.core.cpd.assessing import Assessment, assess
from permeate.core.cpd.catalogue import TEXTS, family, shipped
from permeate.core.cpd.keeping import digest_of
from permeate.core.cpd.member import Member
from permeate.core.cpd.proposing import questions
from permeate.core.cpd.scheme import Scheme
from permeate.core.cpd.stored import judged_activity, member_of, scheme_of
from permeate.models import Activity, CpdBody, Person, SchemeVersion

FIELDS = ("evidence", "reflection", "confirmed_by", "objective", "code")
SHIPPED = "shipped:"


def activities(person: Person) -> QuerySet[Activity]:
    """The person's own log, newest first."""
    return Activity.objects.visible_to(person)


def bodies(person: Person) -> QuerySet[CpdBody]:
    """The person's own bodies, with the rules each is judged by."""
    return CpdBody.objects.visible_to(person).select_related("scheme__organisation")


def schemes(person: Person) -> QuerySet[SchemeVersion]:
    """Kept versions of rules that the person may see."""
    return SchemeVersion.objects.visible_to(person).select_related("organisation", "added_by")


@dataclass(frozen=True)
class Choice:
    """Rules that may be chosen: ``key`` names those that come with the service, or a row."""

    key: str
    family: str
    words: str
    scheme: Scheme


def choices(person: Person) -> list[Choice]:
    """Every rules a person may name: the service's own and those added since."""
    own = [
        Choice(f"{SHIPPED}{one.name}", family(one.name), f"{one.body}, {one.year}", one)
        for one in shipped()
    ]
    added = [
        Choice(row.reference, row.family, _words(row), scheme_of(row.text))
        for row in schemes(person).exclude(scope="SHIPPED")
    ]
    return sorted([*own, *added], key=lambda one: one.words.lower())


def _words(row: SchemeVersion) -> str:
    whose = row.organisation.name if row.organisation else "your own"
    return f"{row.body}, {row.year} ({whose}, {row.added_at.date().isoformat()})"


def shipped_text(key: str) -> str:
    """The text of rules that come with the service; KeyError for an unknown name."""
    return TEXTS[key.removeprefix(SHIPPED)]


def key_of(version: SchemeVersion) -> str:
    """The choice a kept version stands for, while the service still ships the same text."""
    if version.scope == "SHIPPED":
        text = TEXTS.get(version.name)
        if text and digest_of(text) == version.digest:
            return f"{SHIPPED}{version.name}"
    return version.reference


def member(body: CpdBody) -> Member:
    """What the person said about themselves and this body."""
    return member_of(
        category=body.category,
        before=body.category_before,
        since=body.category_since,
        starts_on=body.starts_on,
        member_since=body.member_since,
        fte=body.fte,
    )


def filled(row: Activity) -> list[str]:
    """Fields of an activity that hold something."""
    return [name for name in FIELDS if getattr(row, name)]


def open_questions(row: Activity, own: Iterable[CpdBody]) -> list[str]:
    """Predicates the person's bodies ask about and this activity does not answer."""
    rules = [scheme_of(body.scheme.text) for body in own]
    return questions(rules, row.type, row.answers, filled(row))


def judged(row: Activity, own: Sequence[CpdBody]) -> Judged:
    """An activity of the log as it is judged."""
    return judged_activity(
        on=row.occurred_on,
        hours=row.hours,
        points=row.points,
        type_=row.type,
        title=row.title,
        answers=row.answers,
        filled=filled(row),
        asked=open_questions(row, own),
        reference=row.reference,
    )


@dataclass(frozen=True)
class Standing:
    """Where a person stands with one body."""

    body: CpdBody
    scheme: Scheme
    assessment: Assessment
    newer: bool  # the same body's rules have been written anew since


def standings(
    person: Person, own: Sequence[CpdBody], log: Sequence[Judged], *, today: date
) -> list[Standing]:
    """The verdicts of each of the person's bodies on the same log."""
    if not own:
        return []
    newest = newest_keys(person)
    return [
        Standing(
            body,
            (scheme := scheme_of(body.scheme.text)),
            assess(scheme, log, member(body), as_of=today),
            newest.get(body.scheme.family) not in (None, key_of(body.scheme)),
        )
        for body in own
    ]


def newest_keys(person: Person) -> dict[str, str]:
    """For each family the rules written last that the person may choose."""
    newest = {family(one.name): f"{SHIPPED}{one.name}" for one in shipped()}
    rows = schemes(person).exclude(scope="SHIPPED").order_by("year", "added_at")
    newest |= {row.family: row.reference for row in rows}
    return newest
