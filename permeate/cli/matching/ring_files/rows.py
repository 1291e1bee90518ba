"""Rows of a file, and how a bad one is named: by file and line, with what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.core.management.base import CommandError

from permeate.core.matching.rings.problem import Floats, Graph, Ints, make_graph


@dataclass(frozen=True, eq=False)
class RingFile:
    """A graph as a file told it. ``names[vertex]`` is what the file calls it.

    ``weights`` and ``failure`` (chance of falling out, 0 to 1): one entry an arc of the graph.
    ``organisation``, ``sector`` and ``left_out``: one entry a vertex, or none told.
    """

    graph: Graph
    names: Sequence[str | int]
    weights: Floats
    failure: Floats
    organisation: Sequence[str] = ()
    sector: Sequence[str] = ()
    left_out: Sequence[bool] = ()


def bad_row(path: Path, line: int, words: str) -> CommandError:
    """The error that names a row."""
    return CommandError(f"{path}, line {line}: {words}", returncode=2)


def lines_of(path: Path) -> list[str]:
    """The file's lines, without their ends."""
    try:
        return path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=2) from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not text in UTF-8.", returncode=2) from error


def whole(path: Path, line: int, text: str, what: str) -> int:
    """A whole number of 0 or more."""
    if not text.strip().isascii() or not text.strip().isdigit():
        raise bad_row(path, line, f"{what} is a whole number from 0, not “{text.strip()}”.")
    return int(text)


def number(path: Path, line: int, text: str, what: str) -> float:
    """A finite number."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not np.isfinite(value):
        raise bad_row(path, line, f"{what} is a number, not “{text.strip()}”.")
    return value


@dataclass
class Arcs:
    """Arcs being read: where each came from is kept, so that a bad one can be named."""

    tails: list[int]
    heads: list[int]
    weights: list[float]
    failure: list[float]
    origin: list[tuple[Path, int]]

    @classmethod
    def none(cls) -> "Arcs":
        """No arcs yet."""
        return cls([], [], [], [], [])

    def add(
        self, path: Path, line: int, tail: int, head: int, weight: float, failure: float = 0.0
    ) -> None:
        """One more; a release cannot send to itself."""
        if tail == head:
            raise bad_row(path, line, "from and to are the same.")
        self.tails.append(tail)
        self.heads.append(head)
        self.weights.append(weight)
        self.failure.append(failure)
        self.origin.append((path, line))

    def graph(self, releases: int, givers: int) -> tuple[Graph, Floats, Floats]:
        """The graph, and each of its arcs' weight and chance of falling out.

        Arcs into givers are dropped; an arc given twice is an error.
        """
        tails, heads = np.array(self.tails, np.int64), np.array(self.heads, np.int64)
        size = max(releases + givers, 1)
        codes = tails * size + heads
        order = np.argsort(codes, kind="stable")
        again = order[1:][np.diff(codes[order]) == 0]
        if len(again):
            path, line = self.origin[int(again.min())]
            raise bad_row(path, line, "this pair of from and to is there already.")
        graph = make_graph(releases, givers, np.column_stack([tails, heads]))
        kept: Ints = order[heads[order] < releases]
        return graph, np.array(self.weights)[kept], np.array(self.failure)[kept]

    def within(self, first: int, size: int) -> Iterator[tuple[Path, int, int]]:
        """Arcs with an end outside ``first`` to ``size``: where they stand and the end."""
        for at, ends in enumerate(zip(self.tails, self.heads, strict=True)):
            for end in ends:
                if not first <= end < size:
                    yield (*self.origin[at], end)
