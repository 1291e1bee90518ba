"""Keep what is searched in step with the opportunities, inside the write that changes them."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.db.models import F

from permeate.journal.record import current
from permeate.models import Opportunity, Organisation, SearchChange, SearchRow, SearchState
from permeate.queries.search.documents import indexable, search_row

BATCH = 500
KEPT_CHANGES = 10_000  # a process that lags behind further reads everything again
CHANGING = [
    field.name for field in SearchRow._meta.fields if field.name not in ("id", "opportunity")
]


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
            _index(ids, told=False)
    with transaction.atomic():
        _change([None])
    return SearchRow.objects.count()


def _index(ids: Sequence[int], *, told: bool = True) -> None:
    """``told``: every process takes the change in at its next search."""
    if told:
        _change(ids)
    known = dict(
        SearchRow.objects.filter(opportunity_id__in=ids).values_list("opportunity_id", "id")
    )
    rows = [search_row(one) for one in indexable(Opportunity.objects.filter(id__in=ids))]
    gone = set(known) - {row.opportunity_id for row in rows}
    SearchRow.objects.filter(opportunity_id__in=gone).delete()
    for row in rows:
        row.id = known.get(row.opportunity_id)
    SearchRow.objects.bulk_create(
        [row for row in rows if row.id],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=CHANGING,
    )
    SearchRow.objects.bulk_create([row for row in rows if row.id is None])


def _change(opportunities: Sequence[int | None]) -> None:
    """Count the change. Holds a lock until the write ends, so that numbers and rows ascend in
    the order of the writes."""
    stamp = secrets.token_hex(8)
    SearchState.objects.get_or_create(id=1)
    SearchState.objects.filter(id=1).update(number=F("number") + 1, stamp=stamp)
    number = SearchState.objects.values_list("number", flat=True).get(id=1)
    SearchChange.objects.filter(number__lte=number - KEPT_CHANGES).delete()
    SearchChange.objects.bulk_create(
        SearchChange(number=number, stamp=stamp, opportunity_id=one) for one in opportunities
    )


def _batches(items: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
