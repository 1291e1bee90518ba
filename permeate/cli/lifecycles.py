"""Draw ``docs/lifecycles.md`` from the tables in ``core.lifecycles``."""

from permeate.core.lifecycles import LIFECYCLES
from permeate.core.moves import Lifecycle, Move
from permeate.core.relations import RELATION_LABELS

HEADER = """\
# Lifecycles

Drawn from `permeate/core/lifecycles.py` by `permeate lifecycles`; `make check` fails when
the two differ. Change the table, not this page.
"""


def document() -> str:
    """The whole page: for each subject a diagram and a table of its moves."""
    return "\n".join([HEADER, *(_section(life) for life in LIFECYCLES)])


def _section(life: Lifecycle) -> str:
    return "\n".join([f"## {life.subject.capitalize()}", "", _diagram(life), "", _table(life), ""])


def _diagram(life: Lifecycle) -> str:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {life.initial}"]
    lines += [f"    {status}: {label}" for status, label in life.statuses.items()]
    for move in life.moves:
        lines += [f"    {source} --> {move.target}: {_words(move)}" for source in move.sources]
    return "\n".join([*lines, "```"])


def _table(life: Lifecycle) -> str:
    rows = ["| move | from | to | who may | recorded as |", "|---|---|---|---|---|"]
    for move in life.moves:
        sources = ", ".join(life.label(source) for source in move.sources)
        who = ", ".join(RELATION_LABELS[owner] for owner in move.owners)
        target = life.label(move.target)
        rows.append(f"| {_words(move)} | {sources} | {target} | {who} | `{move.event}` |")
    return "\n".join(rows)


def _words(move: Move) -> str:
    return move.name.replace("_", " ")
