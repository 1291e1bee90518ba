"""The event file's JSON Schema, and the same for people."""

from typing import Any

from permeate.core.event_file.fields import LONGEST, MOST_LISTED, Field
from permeate.core.event_file.kinds import COMMON, FIELDS, KINDS, VERSION

TYPES: dict[str, dict[str, Any]] = {
    "id": {"type": "string", "minLength": 1, "maxLength": LONGEST},
    "date": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "moment": {"type": "string", "format": "date-time"},
    "number": {"type": "number"},
    "amount": {"type": "number", "minimum": 0},
    "whole": {"type": "integer", "minimum": 0},
    "yes": {"type": "boolean"},
}
WORDS = {
    "id": "identifier",
    "ids": "list of identifiers",
    "date": "date",
    "moment": "date and time with offset",
    "number": "number",
    "amount": "number, 0 or more",
    "whole": "whole number",
    "yes": "true or false",
}


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one line; nothing is allowed that is not named."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:permeate:event:{VERSION}",
        "title": f"Permeate event, version {VERSION}",
        "description": "One line of an event file (JSON Lines, UTF-8).",
        "oneOf": [_kind(name) for name in KINDS],
    }


def _kind(name: str) -> dict[str, Any]:
    fields = FIELDS[name]
    properties = {field.name: _property(field) for field in fields.values()}
    properties["event"] = {"const": name, "description": fields["event"].what}
    return {
        "title": name,
        "description": KINDS[name].what,
        "type": "object",
        "properties": properties,
        "required": [field.name for field in fields.values() if field.required],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    if field.kind == "word":
        return {"enum": list(field.words), "description": field.what}
    if field.kind == "ids":
        item = {"type": "array", "maxItems": MOST_LISTED, "items": TYPES["id"]}
        return {**item, "description": field.what}
    return {**TYPES[field.kind], "description": field.what}


def event_tables() -> list[str]:
    """The data dictionary of events: lines of Markdown."""
    lines = ["### Every event has", "", *_table(COMMON)]
    for kind in KINDS.values():
        lines += ["", f"### {kind.name}", "", kind.what]
        if kind.fields:
            lines += ["", *_table(kind.fields)]
    return lines


def _table(fields: tuple[Field, ...]) -> list[str]:
    rows = ["| field | holds | needed | says |", "|---|---|---|---|"]
    for field in fields:
        holds = ", ".join(f"`{word}`" for word in field.words) or WORDS.get(field.kind, "one of:")
        if field.name == "event":
            holds = "one of the names below"
        needed = "yes" if field.required else ""
        rows.append(f"| `{field.name}` | {holds} | {needed} | {field.what} |")
    return rows
