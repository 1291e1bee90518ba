"""What the docs say of schemes and logs, drawn from the code: a page and two schemas."""

import json

from permeate.core.cpd.catalogue import shipped
from permeate.core.cpd.format import TABLES, TOP, Table
from permeate.core.cpd.rows import COLUMNS, OPTIONAL
from permeate.core.cpd.schema import rows_schema, scheme_schema
from permeate.core.cpd.scheme import Scheme
from permeate.core.cpd.vocabulary import PREDICATES, TYPES

HEAD = """\
# Professional bodies’ rules on CPD

Drawn from `permeate/core/cpd` by `permeate cpd docs`; `make check` fails when the two differ.
A scheme is one body’s rules of one year. `permeate cpd check FILE` says whether a file is sound;
`permeate cpd assess` judges a log by it.

## The schemes that come with Permeate

Certainty H: seen on the body’s own page; M: from a secondary source or not known to be current;
L: weak. A rule with a doubt is always answered *unknown*.
"""
LOG = """\
## A log

A row of CSV or XLSX is one activity. The heading names these columns; those after the line may
be left out.
"""
CONDITIONS = """\
A condition is the name of a predicate, `type:NAME` or `has:FIELD` (evidence, reflection,
confirmed_by, objective, code); alternatives are joined by `|`. A predicate that is not in the
list below needs a `[[definition]]`.
"""


def page() -> str:
    """docs/cpd.md."""
    tables = [_format(table) for table in (TOP, *TABLES)]
    rows = [f"| {name} | {column.words} |" for name, column in COLUMNS.items()]
    rows += ["| | |", *(f"| {name} | {column.words} |" for name, column in OPTIONAL.items())]
    return "\n".join(
        [
            HEAD,
            *_schemes(),
            "",
            LOG,
            "| column | holds |\n|---|---|",
            *rows,
            "",
            f"Types: {', '.join(f'`{name}`' for name in TYPES)}. Others may be used.",
            "",
            "| predicate | asked as |\n|---|---|",
            *(f"| `{name}` | {one.question} |" for name, one in PREDICATES.items()),
            "",
            "## The format of a scheme’s file",
            "",
            CONDITIONS,
            "\n\n".join(tables),
            "",
        ]
    )


def _schemes() -> list[str]:
    head = "| scheme | body | asks | certainty | source | seen |\n|---|---|---|---|---|---|"
    return [head, *(_scheme(one) for one in shipped())]


def _scheme(scheme: Scheme) -> str:
    asked = dict.fromkeys(
        f"{one.words}{' (unknown)' if one.doubt else ''}" for one in scheme.requirements
    )
    return (
        f"| `{scheme.name}` | {scheme.body} | {'; '.join(asked)} | {scheme.certainty.value} | "
        f"{scheme.source.address} {scheme.source.page} | {scheme.source.seen.isoformat()} |"
    )


def _format(table: Table) -> str:
    brackets = f"[[{table.name}]]" if table.many else f"[{table.name}]"
    name = f"`{brackets}`: {table.words}" if table.name else "At the top"
    rows = [
        f"| `{key.name}` | {key.sort.words} | {'yes' if key.required else ''} | {key.words} |"
        for key in table.keys
    ]
    return "\n".join(
        [f"### {name}\n", "| key | holds | needed | meaning |\n|---|---|---|---|", *rows]
    )


def documents() -> dict[str, str]:
    """Every generated file of `docs`, by name."""
    return {
        "cpd.md": page(),
        "cpd-scheme.schema.json": as_json(scheme_schema()),
        "cpd-activities.schema.json": as_json(rows_schema()),
    }


def as_json(schema: object) -> str:
    """A schema as it is printed and kept."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
