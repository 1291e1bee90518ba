"""The published JSON Schemas: of a scheme's file and of a log's rows."""

from typing import Any

from permeate.core.cpd.format import NAME, TABLES, TOP, Table
from permeate.core.cpd.rows import COLUMNS, OPTIONAL

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scheme_schema() -> dict[str, Any]:
    """The schema of a scheme, as the JSON that its TOML stands for (dates in ISO form)."""
    whole = _table(TOP)
    whole["properties"]["format"] = {**whole["properties"]["format"], "const": 1}
    whole["properties"]["name"] = {**whole["properties"]["name"], "pattern": f"^{NAME}$"}
    for table in TABLES:
        one = _table(table)
        many = {"type": "array", "items": one, "description": table.words, "minItems": 1}
        whole["properties"][table.name] = many if table.many else one
    whole["required"] += [table.name for table in TABLES if table.required]
    return {"$schema": DIALECT, "title": "A professional body's CPD rules", **whole}


def _table(table: Table) -> dict[str, Any]:
    return {
        "type": "object",
        "description": table.words,
        "additionalProperties": False,
        "required": [key.name for key in table.keys if key.required],
        "properties": {
            key.name: {**key.sort.schema, "description": key.words} for key in table.keys
        },
    }


def rows_schema() -> dict[str, Any]:
    """The schema of one row of a log: every cell is text, as in CSV."""
    columns = {**COLUMNS, **OPTIONAL}
    return {
        "$schema": DIALECT,
        "title": "One activity of a CPD log (a row of CSV or XLSX)",
        "type": "object",
        "required": list(COLUMNS),
        "properties": {
            name: {"type": "string", "description": column.words}
            | ({"pattern": column.pattern} if column.pattern else {})
            for name, column in columns.items()
        },
    }
