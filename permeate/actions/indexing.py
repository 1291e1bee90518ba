"""Keep what is searched in step with the opportunities, inside the write that changes them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from django.db import connection, transaction

from permeate.journal.record import current
from permeate.models import Opportunity, Organisation, SearchRow
from permeate.queries.search.documents import (
    AGE_ROWS,
    BREAK,
    Document,
    age_code,
    document,
    indexable,
)

BATCH = 500
CHANGING = [
    field.name for field in SearchRow._meta.fields if field.name not in ("id", "opportunity")
]
FIELD_GAP = 10  # positions; farther than words of a phrase stand apart


def index_opportunity(*, opportunity: Opportunity) -> None:
    """Call last in every action that changes an opportunity, its topics, dates or audience.

    A published one is indexed anew under its own number; any other leaves the index.
    NotWriting outside a write.
    """
    current()
    _index([opportunity.id])


def index_hosts(*, organisations: Iterable[Organisation]) -> None:
    """Call last in every action that changes organisations' names, sectors, types or regions.

    NotWriting outside a write.
    """
    current()
    hosts = [organisation.id for organisation in organisations]
    for some in _batches(hosts):
        hosted = SearchRow.objects.filter(host_id__in=some)
        for ids in _batches(hosted.values_list("opportunity_id", flat=True)):
            _index(ids)


def rebuild_index() -> int:
    """Index everything anew, a part at a time, so that people can search and write meanwhile.

    Returns how many opportunities are in the index.
    """
    stale = SearchRow.objects.exclude(opportunity__status="PUBLISHED")
    published = indexable(Opportunity.objects.all()).values_list("id", flat=True)
    for ids in [*_batches(stale.values_list("opportunity_id", flat=True)), *_batches(published)]:
        with transaction.atomic():
            _index(ids)
    return SearchRow.objects.count()


def _index(ids: Sequence[int]) -> None:
    known = dict(
        SearchRow.objects.filter(opportunity_id__in=ids).values_list("opportunity_id", "id")
    )
    documents = [document(one) for one in indexable(Opportunity.objects.filter(id__in=ids))]
    gone = set(known) - {made.row.opportunity_id for made in documents}
    SearchRow.objects.filter(opportunity_id__in=gone).delete()
    for made in documents:
        made.row.id = known.get(made.row.opportunity_id)
    SearchRow.objects.bulk_create(
        [made.row for made in documents if made.row.id],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=CHANGING,
    )
    SearchRow.objects.bulk_create([made.row for made in documents if made.row.id is None])
    if documents:
        WRITERS[connection.vendor](documents)


def _batches(items: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _write_sqlite(documents: Sequence[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM permeate_searchtext WHERE rowid = %s",
            [(made.row.id,) for made in documents],
        )
        cursor.executemany(
            "INSERT INTO permeate_searchtext (rowid, title, body, codes) VALUES (%s, %s, %s, %s)",
            [
                (made.row.id, " ".join(made.title), " ".join(made.body), " ".join(made.codes))
                for made in documents
            ],
        )


def _write_postgresql(documents: Sequence[Document]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE permeate_searchrow SET words = %s::tsvector, title_words = %s::tsvector "
            "WHERE id = %s",
            [
                (
                    vector(
                        [*made.title, BREAK, *made.body],
                        [*made.codes, age_code(made.row.id // AGE_ROWS)],
                    ),
                    vector(made.title),
                    made.row.id,
                )
                for made in documents
            ],
        )


def vector(stems: Sequence[str], codes: Sequence[str] = ()) -> str:
    """A tsvector's text: each stem with its positions, each code without."""
    places: dict[str, list[int]] = {}
    position = 0
    for stem in stems:
        position += FIELD_GAP if stem == BREAK else 1
        if stem != BREAK:
            places.setdefault(stem, []).append(position)
    parts = [f"'{stem}':{','.join(map(str, found))}" for stem, found in places.items()]
    return " ".join([*parts, *(f"'{code}'" for code in codes)])


WRITERS: Mapping[str, Callable[[Sequence[Document]], None]] = {
    "sqlite": _write_sqlite,
    "postgresql": _write_postgresql,
}
