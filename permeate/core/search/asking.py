"""What somebody typed into the search box, understood; nothing typed is ever an error."""

import re
from dataclasses import dataclass

from permeate.core.search.stemming import stem
from permeate.core.search.words import FUNCTION_WORDS, words

MOST_TERMS = 20

# One stem, or several for words that must stand side by side.
Term = tuple[str, ...]

PIECES = re.compile(
    r"""(?P<minus>(?<!\S)[-−])?
        (?: ["“”«»](?P<quoted>[^"“”«»]*)["“”«»] | (?P<plain>[^\s"“”«»]+) )""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Ask:
    """Every group must be there (any one of its terms), nothing of ``without``."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    cut: bool = False  # more was typed than is looked for

    def __bool__(self) -> bool:
        return bool(self.groups or self.without)


@dataclass(frozen=True)
class _Piece:
    term: Term
    minus: bool = False
    joins: bool = False  # the word OR
    passing: bool = False  # a function word


def understand(text: str) -> Ask:
    """Words that must all be there; “quoted phrases”, ``-without`` and ``this OR that``."""
    pieces = _pieces(text)
    if all(piece.passing or piece.joins for piece in pieces):
        pieces = [_Piece(piece.term) for piece in pieces]
    else:
        pieces = [piece for piece in pieces if not piece.passing]
    kept = pieces[:MOST_TERMS]
    groups: list[list[Term]] = []
    joining = False
    for piece in kept:
        if piece.joins:
            joining = True
        elif not piece.minus:
            if joining and groups:
                groups[-1].append(piece.term)
            else:
                groups.append([piece.term])
            joining = False
    return Ask(
        groups=tuple(dict.fromkeys(tuple(group) for group in groups)),
        without=tuple(dict.fromkeys(piece.term for piece in kept if piece.minus)),
        cut=len(pieces) > MOST_TERMS,
    )


def _pieces(text: str) -> list[_Piece]:
    found = []
    for match in PIECES.finditer(text):
        minus = match["minus"] is not None
        if match["quoted"] is not None:
            term = tuple(stem(word) for word in words(match["quoted"]))
            found += [_Piece(term, minus)] if term else []
            continue
        if match["plain"] == "OR" and not minus:
            found.append(_Piece(("or",), joins=True))
            continue
        for word in words(match["plain"]):
            found.append(_Piece((stem(word),), minus, passing=word in FUNCTION_WORDS and not minus))
    return found
