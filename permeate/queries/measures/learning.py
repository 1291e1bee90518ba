"""Entries, practices, shares, acknowledgements and decisions as events.

A merged practice counts with the one it was merged into. An entry that was shared without
a practice stands for one: practices have even numbers here, such entries odd ones.
"""

from array import array

from permeate.core.vocabulary import Direction, Receipt, Verdict
from permeate.models import Acknowledgement, Decision, PracticeTopic, ShareAudience
from permeate.queries.measures.columns import (
    Columns,
    Table,
    code_of,
    day,
    pairs_of,
    rows_of,
    second,
)
from permeate.queries.measures.people import BANDS
from permeate.queries.measures.scope import Scope

DIRECTIONS, RECEIPTS, VERDICTS = code_of(Direction), code_of(Receipt), code_of(Verdict)
OF_PRACTICE = ("practice_id", "practice__root_id")


def unit(practice: int | None, root: int | None, entry: int | None) -> int | None:
    """One number for a practice, or for an entry in its stead."""
    if practice is not None:
        return 2 * (root or practice)
    return None if entry is None else 2 * entry + 1


def entries(scope: Scope) -> Columns:
    """What people wrote down."""
    table = Table("entry", "actor", "placement", "direction", "organisation", "grade")
    fields = (
        "id", "author_id", "placement_id", "direction", "organisation_at_time_id",
        "band_at_time", "occurred_on", "recorded_at",
    )  # fmt: skip
    for number, author, placement, direction, organisation, band, on, at in rows_of(
        scope.entries(), *fields
    ):
        table.add(
            number, day(on), second(at), number, author, placement, DIRECTIONS[direction],
            organisation, BANDS.get(band),
        )  # fmt: skip
    return table.done()


def practices(scope: Scope, topics: dict[str, int]) -> Columns:
    """Practices as they were first written; ``topics`` is filled with each topic's number."""
    table = Table("practice", "origin")
    for number, root, origin, at in rows_of(
        scope.practices(), "id", "root_id", "origin_id", "created_at"
    ):
        written = second(at)
        table.add(number, written // 86_400, written, unit(number, root, None), origin)
    rows, items = array("q"), array("q")
    named = PracticeTopic.objects.filter(practice__in=scope.practices().values("id"))
    for number, topic in rows_of(named, "practice_id", "topic"):
        rows.append(number)
        items.append(topics.setdefault(topic, len(topics)))
    return table.done(topics=(rows, items))


def shares(scope: Scope) -> Columns:
    """What was put before organisations; its text or file is always kept."""
    table = Table("share", "actor", "practice", "entry", "placement", "artefact", "organisation")
    fields = (
        "id", "shared_by_id", *OF_PRACTICE, "entry_id", "entry__placement_id",
        "organisation_at_time_id", "entry__organisation_at_time_id", "shared_at",
    )  # fmt: skip
    for number, who, practice, root, entry, placement, organisation, writer, at in rows_of(
        scope.shares(), *fields
    ):
        told = second(at)
        table.add(
            number, told // 86_400, told, number, who, unit(practice, root, entry), entry,
            placement, 1, organisation or writer,
        )  # fmt: skip
    audiences = ShareAudience.objects.all()
    if not scope.whole:
        audiences = audiences.filter(share__in=scope.shares().values("id"))
    return table.done(organisations=pairs_of(audiences, "share_id", "organisation_id"))


def acknowledgements(scope: Scope) -> Columns:
    """Receivers' words."""
    table = Table("share", "actor", "organisation", "grade", "receipt")
    rows = Acknowledgement.objects.all()
    if not scope.whole:
        rows = rows.filter(share__in=scope.shares().values("id"))
    fields = (
        "id", "share_id", "person_id", "organisation_id", "band_at_time", "receipt",
        "acknowledged_at",
    )  # fmt: skip
    for number, share, who, organisation, band, receipt, at in rows_of(rows, *fields):
        said = second(at)
        table.add(
            number, said // 86_400, said, share, who, organisation, BANDS.get(band),
            RECEIPTS[receipt],
        )  # fmt: skip
    return table.done()


def decisions(scope: Scope) -> Columns:
    """Verdicts of organisations."""
    table = Table("practice", "actor", "organisation", "grade", "verdict", "delegated")
    rows = Decision.objects.all()
    if not scope.whole:
        rows = rows.filter(share__in=scope.shares().values("id"))
    fields = (
        "id", *OF_PRACTICE, "share__practice_id", "share__practice__root_id",
        "share__entry_id", "decided_by_id", "organisation_id", "band_at_time", "verdict",
        "delegated_by_id", "decided_at",
    )  # fmt: skip
    for row in rows_of(rows, *fields):
        number, practice, root, shared, shared_root, entry, who, organisation, *rest = row
        band, verdict, senior, at = rest
        of = unit(practice, root, None) or unit(shared, shared_root, entry)
        made = second(at)
        table.add(
            number, made // 86_400, made, of, who, organisation, BANDS.get(band),
            VERDICTS[verdict], int(senior is not None),
        )  # fmt: skip
    return table.done()
