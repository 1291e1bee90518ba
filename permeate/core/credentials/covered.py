"""Whether every part of a document reaches its RDF, and so its signature."""

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from permeate.core.credentials.reading import as_list
from permeate.core.refusals import Refused

VALUE_KEYS = {"@value", "@type", "@language"}
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
DOUBLE = "http://www.w3.org/2001/XMLSchema#double"


def check_plain(value: Any, name: str = "") -> None:
    """Refuse what RDF has no place for: nulls, empty lists, repetitions, JSON-LD's own syntax."""
    if value is None:
        _refuse(f"“{name}” is null")
    if isinstance(value, list):
        _check_list(value, name)
        for one in value:
            check_plain(one, name)
    elif isinstance(value, dict):
        _check_keywords(value)
        for key, one in value.items():
            if key != "@context":
                check_plain(one, key)


def _check_list(values: list[Any], name: str) -> None:
    if not values:
        _refuse(f"“{name}” is an empty list")
    scalars = [repr(one) for one in values if not isinstance(one, dict | list)]
    if len(scalars) != len(set(scalars)):
        _refuse(f"“{name}” says the same thing twice")
    if any(isinstance(one, list) for one in values):
        _refuse(f"“{name}” has a list in a list")


def _check_keywords(value: Mapping[str, Any]) -> None:
    allowed = VALUE_KEYS if "@value" in value else {"@context"}
    for key in value:
        if key.startswith("@") and key not in allowed:
            _refuse(f"“{key}”")


# For each id and property, the values of every place that describes it.
Described = dict[tuple[str, str], list[list[str]]]


def check_expanded(expanded: list[Any]) -> None:
    """Refuse relative addresses, and things described in several places that overlap."""
    _check_graph(expanded)


def _check_graph(nodes: list[Any]) -> None:
    described: Described = {}
    for node in nodes:
        _check_node(node, described, alone=True)
    for (name, _), places in described.items():
        if len(places) > 1 and not _is_clear(places):
            _refuse(f"“{name}”, described several times in ways that overlap,")


def _is_clear(places: list[list[str]]) -> bool:
    """Whether all places say the same or nothing in common: a change in one then shows."""
    said = [one for values in places for one in values]
    return all(one == places[0] for one in places) or len(said) == len(set(said))


def _check_node(node: Any, described: Described, *, alone: bool = False) -> None:
    if "@value" in node:
        return _check_value(node)
    if "@list" in node:
        return _check_items(node["@list"], described)
    if alone and set(node) == {"@id"}:
        _refuse(f"“{node['@id']}” where a whole object belongs")
    _check_names(node)
    _note(node, described)
    for key, items in node.items():
        if key == "@graph":
            _check_graph(items)
        elif not key.startswith("@"):
            if not IRI.fullmatch(key):
                _refuse(f"“{key}”, a name for this document only,")
            _check_items(items, described)
    return None


def _check_items(items: list[Any], described: Described) -> None:
    for item in items:
        _check_node(item, described)


def check_names(expanded: Any) -> None:
    """Refuse, anywhere in an expanded document, an id or type that is no full address."""
    for item in expanded if isinstance(expanded, list) else [expanded]:
        if isinstance(item, dict) and "@value" not in item:
            _check_names(item)
            for key, items in item.items():
                if key not in ("@id", "@type"):
                    check_names(items)


def _check_names(node: Mapping[str, Any]) -> None:
    for one in [*([node["@id"]] if "@id" in node else []), *node.get("@type", [])]:
        if not IRI.fullmatch(one):
            _refuse(f"“{one}”, which no context defines and which is no full address,")


def _note(node: Mapping[str, Any], described: Described) -> None:
    for key, items in node.items():
        if "@id" in node and key != "@id":
            said = sorted(json.dumps(one, sort_keys=True) for one in as_list(items))
            described.setdefault((node["@id"], key), []).append(said)


def _check_value(value: Mapping[str, Any]) -> None:
    if "@direction" in value or "@index" in value:
        _refuse("the direction of a text")
    if "@language" in value and not LANGUAGE.fullmatch(value["@language"]):
        _refuse(f"the language “{value['@language']}”")
    if value.get("@type") == DOUBLE and isinstance(value["@value"], str):
        _refuse(f"the number “{value['@value']}”, written as text,")


def _refuse(what: str) -> NoReturn:
    raise Refused(f"{what[0].upper()}{what[1:]} would not be covered by the signature.")
