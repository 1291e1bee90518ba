"""The index that this process keeps in memory, and how it stays in step with the database.

Each search asks for the state (one small row). Where it has moved on, only the opportunities
that changed are read again; where their number is unknown or the history is another one (after
a restore), everything is.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from permeate.core.search.asking import Term
from permeate.core.search.bits import newest
from permeate.core.search.index import Index, OutOfOrder
from permeate.core.search.matching import with_all_words
from permeate.models import SearchChange, SearchRow, SearchState
from permeate.queries.search.documents import documents

State = tuple[int, str]

EMPTY: State = (0, "")
FEW = 500  # changes that are worth taking in one by one
MOST_PHRASES = 300
COLUMNS = {"title": "title", "tag": "tags", "prose": "prose"}


class StoredPhrases:
    """Which documents have words side by side; found out once for each phrase."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.known: dict[tuple[Term, tuple[str, ...]], int] = {}

    def __call__(self, term: Term, fields: tuple[str, ...]) -> int:
        """The set of documents with this phrase within one of the fields."""
        if (term, fields) not in self.known:
            if len(self.known) >= MOST_PHRASES:  # anybody may type any number of them
                self.known.clear()
            self.known[term, fields] = self._found(term, fields)
        return self.known[term, fields]

    def _found(self, term: Term, fields: tuple[str, ...]) -> int:
        may = with_all_words(self.index, term, fields)
        if not may:
            return 0
        phrase = f" {' '.join(term)} "
        opportunities = map(self.index.opportunities.__getitem__, newest([may]))
        rows = [self.index.places[opportunity][0] for opportunity in opportunities]
        columns = [COLUMNS[field] for field in fields]
        found = 0
        for start in range(0, len(rows), FEW):
            some = SearchRow.objects.filter(id__in=rows[start : start + FEW])
            for opportunity, *texts in some.values_list("opportunity_id", *columns):
                if any(phrase in text for text in texts):
                    found |= 1 << self.index.places[opportunity][1]
        return found


class Memory:
    """The index with the state it stands for."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.forget()

    def forget(self) -> None:
        """Begin anew at the next search."""
        self._hold(Index(), EMPTY)

    def _hold(self, index: Index, state: State) -> None:
        self.index, self.state = index, state
        self.phrases = StoredPhrases(index)

    @contextmanager
    def current(self) -> Iterator[tuple[Index, StoredPhrases]]:
        """The index as the database has it now, while nobody else changes it."""
        with self.lock:
            state = SearchState.objects.values_list("number", "stamp").first() or EMPTY
            if state != self.state:
                self._catch_up(state)
            yield self.index, self.phrases

    def _catch_up(self, state: State) -> None:
        changed = self._changed(state)
        if changed is None:
            self._hold(Index(documents(SearchRow.objects.all())), state)
            return
        again = list(documents(SearchRow.objects.filter(opportunity_id__in=changed)))
        gone = changed - {one.opportunity for one in again}
        try:
            self.index.change(again, gone)
        except OutOfOrder:
            self._hold(Index(documents(SearchRow.objects.all())), state)
        else:
            self._hold(self.index, state)

    def _changed(self, state: State) -> set[int] | None:
        """The opportunities changed since; None where everything must be read again."""
        number, stamp = self.state
        if not SearchChange.objects.filter(number=number, stamp=stamp).exists():
            return None
        since = SearchChange.objects.filter(number__gt=number, number__lte=state[0])
        changed = set(since.values_list("opportunity_id", flat=True)[: FEW + 1])
        return None if len(changed) > FEW or None in changed else changed


MEMORY = Memory()
