"""Tables of counts from any plain shape, with their labels.

Accepted: a nested list (row i, column j; labels 0, 1, 2 … unless given), a nested mapping
(origin → host → count), a mapping from pairs (origin, host) → count, or rows of (origin,
host) or (origin, host, count), which are added up.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from permeate.core.measures.figures import NotCountableError, whole

Label = Hashable
SHAPE = (
    "A table of flows is a square list of lists, a mapping from origin to host to count, or "
    "rows of (origin, host, count)."
)


@dataclass(frozen=True)
class Square:
    """Counts by origin (row) and host (column), the same labels both ways."""

    labels: list[Label]
    rows: list[list[int]]

    @property
    def total(self) -> int:
        """All together."""
        return sum(map(sum, self.rows))

    @property
    def inside(self) -> int:
        """Those that stayed within their own label."""
        return sum(self.rows[i][i] for i in range(len(self.rows)))

    @property
    def out(self) -> list[int]:
        """Cross-boundary departures by label, in the labels' order."""
        return [sum(row) - row[i] for i, row in enumerate(self.rows)]

    @property
    def into(self) -> list[int]:
        """Cross-boundary arrivals by label."""
        return [sum(row[i] for row in self.rows) - self.rows[i][i] for i in range(len(self.rows))]


def square(flows: Any, labels: Sequence[Label] | None = None) -> Square:
    """The table of any accepted shape; NotCountableError says what is wrong."""
    if isinstance(flows, Square):
        return flows
    if isinstance(flows, Mapping):
        return _of_triples(_from_mapping(flows))
    rows = [list(row) for row in flows]
    if labels is None and rows and _are_triples(rows):
        return _of_triples([(*row[:2], row[2] if len(row) > 2 else 1) for row in rows])
    return _of_lists(rows, labels)


def _are_triples(rows: list[list[Any]]) -> bool:
    """Rows of (origin, host[, count]) rather than a square of numbers."""
    if len(rows) in (2, 3) and all(len(row) == len(rows) for row in rows):
        return any(isinstance(row[0], str | bytes | tuple) for row in rows)
    return all(len(row) in (2, 3) for row in rows)


def _from_mapping(flows: Mapping[Any, Any]) -> Iterable[tuple[Label, Label, Any]]:
    for origin, inner in flows.items():
        if isinstance(inner, Mapping):
            for host, count in inner.items():
                yield origin, host, count
        elif isinstance(origin, tuple) and len(origin) == 2:
            yield origin[0], origin[1], inner
        else:
            raise NotCountableError(SHAPE)


def _of_triples(triples: Iterable[tuple[Label, Label, Any]]) -> Square:
    counts: dict[tuple[Label, Label], int] = {}
    for origin, host, count in triples:
        counts[origin, host] = counts.get((origin, host), 0) + whole(count, "a count")
    labels = list(dict.fromkeys(label for pair in counts for label in pair))
    return Square(labels, [[counts.get((i, j), 0) for j in labels] for i in labels])


def _of_lists(rows: list[list[Any]], labels: Sequence[Label] | None) -> Square:
    if any(len(row) != len(rows) for row in rows):
        raise NotCountableError(SHAPE)
    names: list[Label] = [*range(len(rows))] if labels is None else list(labels)
    if len(names) != len(rows):
        raise NotCountableError("There must be one label for each row of the table.")
    return Square(names, [[whole(count, "a count") for count in row] for row in rows])


def merged(table: Square, into: Mapping[Label, Label]) -> Square:
    """The table with labels put together; all together stay as many."""
    triples = [
        (into.get(i, i), into.get(j, j), table.rows[a][b])
        for a, i in enumerate(table.labels)
        for b, j in enumerate(table.labels)
    ]
    return _of_triples(triples)
