"""An inverted index in memory: for each value of each field, the set of documents that have it.

Documents stand in order of publication: a later one has a higher position. A value that fewer
than one document in 128 has is kept as their positions (4 bytes each), any other as a set of
bits (``core.search.bits``); asking gives bits in both cases.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from permeate.core.search.bits import bits_of

Posting = int | array  # type: ignore[type-arg]  # array("I"), ascending
FEW = 128


@dataclass(frozen=True, slots=True)
class Document:
    """One opportunity as it is searched: its values by field. ``row`` ascends as published."""

    row: int
    opportunity: int
    values: Mapping[str, Iterable[str]]


class OutOfOrder(Exception):
    """A new document was published before one that is there: the index must be made anew."""


class Index:
    """See the module."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self.opportunities: list[int] = []  # by position
        self.places: dict[int, tuple[int, int]] = {}  # opportunity → (row, position)
        self.newest = 0  # the highest row there has been
        self.live = 0
        self.fields: dict[str, dict[str, Posting]] = {}
        for document in documents:
            self._append(document)
        self.live = (1 << len(self.opportunities)) - 1
        for postings in self.fields.values():
            for value, posting in postings.items():
                postings[value] = self._smaller(posting)

    def bits(self, field: str, value: str) -> int:
        """The documents that have this value; some of them may no longer be live."""
        posting = self.fields.get(field, {}).get(value, 0)
        return posting if isinstance(posting, int) else bits_of(posting)

    def values(self, field: str) -> Iterable[str]:
        """Every value that a document has had in this field."""
        return self.fields.get(field, {})

    def change(self, documents: Iterable[Document], gone: Iterable[int]) -> None:
        """Take in documents that are new or changed, and let go of these opportunities.

        OutOfOrder, with nothing changed, where a new one was published before the newest.
        Takes as long as to read the whole index once, however many change.
        """
        documents = sorted(documents, key=lambda one: one.row)
        again = [one for one in documents if self._row(one.opportunity) == one.row]
        fresh = [one for one in documents if self._row(one.opportunity) != one.row]
        if fresh and fresh[0].row <= self.newest:
            raise OutOfOrder
        for opportunity in [*gone, *(one.opportunity for one in fresh)]:
            _, place = self.places.pop(opportunity, (0, None))
            if place is not None:
                self.live &= ~(1 << place)
        self._forget([self.places[one.opportunity][1] for one in again])
        for one in again:
            self._put(self.places[one.opportunity][1], one.values)
        for one in fresh:
            self.live |= 1 << len(self.opportunities)
            self._append(one)

    def _row(self, opportunity: int) -> int:
        return self.places.get(opportunity, (0, 0))[0]

    def _append(self, document: Document) -> None:
        place = len(self.opportunities)
        self.opportunities.append(document.opportunity)
        self.places[document.opportunity] = (document.row, place)
        self.newest = document.row
        for field, values in document.values.items():
            postings = self.fields.setdefault(field, {})
            for value in values:
                posting = postings.get(value)
                if posting is None:
                    postings[value] = array("I", (place,))
                elif isinstance(posting, int):
                    postings[value] = posting | 1 << place
                else:
                    posting.append(place)

    def _put(self, place: int, values_by_field: Mapping[str, Iterable[str]]) -> None:
        for field, values in values_by_field.items():
            postings = self.fields.setdefault(field, {})
            for value in values:
                posting = postings.get(value, 0)
                if isinstance(posting, int):
                    postings[value] = posting | 1 << place
                else:
                    posting.insert(bisect_left(posting, place), place)

    def _forget(self, places: list[int]) -> None:
        """Take these positions out of every posting."""
        if not places:
            return
        taken = bits_of(sorted(places))
        for postings in self.fields.values():
            for value, posting in postings.items():
                if isinstance(posting, int):
                    postings[value] = posting ^ (posting & taken)
                    continue
                for place in places:
                    found = bisect_left(posting, place)
                    if found < len(posting) and posting[found] == place:
                        posting.pop(found)

    def _smaller(self, posting: Posting) -> Posting:
        if isinstance(posting, int):
            return posting
        return posting if len(posting) * FEW < len(self.opportunities) else bits_of(posting)
