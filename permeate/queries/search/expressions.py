"""What is asked, in each database's own full-text language. Stems are letters and digits."""

from collections.abc import Sequence

from permeate.core.search.asking import Ask, Term
from permeate.queries.search.documents import ANY_CODE

# Each group of codes must be there with at least one of its codes.
Codes = Sequence[Sequence[str]]


def fts5(ask: Ask, codes: Codes = (), *, title: bool = False) -> str:
    """For SQLite's MATCH; ``title`` wants every group in the title."""
    groups = [_either([_phrase(term) for term in group], " OR ") for group in ask.groups]
    parts = [f"{{title}} : ({' AND '.join(groups)})"] if title and groups else groups
    parts += [_either([f'"{code}"' for code in group], " OR ") for group in codes]
    wanted = " AND ".join(parts) or f'"{ANY_CODE}"'
    if not ask.without:
        return wanted
    return f"({wanted}) NOT {_either([_phrase(term) for term in ask.without], ' OR ')}"


def tsquery(ask: Ask, codes: Codes = ()) -> str:
    """For PostgreSQL's tsquery."""
    parts = [_either([_adjacent(term) for term in group], " | ") for group in ask.groups]
    parts += [_either([f"'{code}'" for code in group], " | ") for group in codes]
    parts += [f"!{_adjacent(term)}" for term in ask.without]
    if not (ask.groups or codes):
        parts.insert(0, f"'{ANY_CODE}'")
    return " & ".join(parts)


def _either(alternatives: Sequence[str], joint: str) -> str:
    return f"({joint.join(alternatives)})"


def _phrase(term: Term) -> str:
    return f'"{" ".join(term)}"'


def _adjacent(term: Term) -> str:
    stems = " <-> ".join(f"'{stem}'" for stem in term)
    return f"({stems})"
