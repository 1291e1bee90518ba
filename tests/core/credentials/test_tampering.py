"""Whatever single thing is changed in an issued credential, it is found."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.issued import credential, judged, keys, status_list

pytestmark = pytest.mark.once

ISSUER = keys()
ISSUED = credential(ISSUER)
HELD = (ISSUER.document, status_list(ISSUER))


def leaves(value: Any, path: tuple = ()) -> Iterator[tuple]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from leaves(one, (*path, name))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from leaves(one, (*path, number))
    else:
        yield path


def changes(value: Any) -> Iterator[Any]:
    """Other values: near ones, of other types, and those that JSON-LD drops."""
    if isinstance(value, bool):
        yield from (not value, str(value).lower(), int(value))
    elif isinstance(value, str):
        yield from (value + " ", "x" + value, value[:-1], 1, [value, "another"])
    yield from (None, {}, [[value]])


def at(document: Any, path: tuple) -> Any:
    for step in path:
        document = document[step]
    return document


def changed(path: tuple, value: Any) -> Any:
    document = copy.deepcopy(ISSUED)
    at(document, path[:-1])[path[-1]] = value
    return document


LEAVES = list(leaves(ISSUED))


def test_as_issued_it_is_valid() -> None:
    verdict = judged(ISSUED, *HELD)
    assert verdict.valid
    assert verdict.reasons == ()
    assert len(LEAVES) > 70


@pytest.mark.parametrize("path", LEAVES, ids=lambda path: ".".join(map(str, path)))
def test_every_leaf_that_is_changed_is_found(path) -> None:
    for value in changes(at(ISSUED, path)):
        verdict = judged(changed(path, value), *HELD)
        assert not verdict.intact, (path, value)
        assert not verdict.valid
        assert verdict.reasons


@pytest.mark.parametrize("path", LEAVES, ids=lambda path: ".".join(map(str, path)))
def test_every_leaf_that_is_taken_out_is_found(path) -> None:
    document = copy.deepcopy(ISSUED)
    del at(document, path[:-1])[path[-1]]
    assert not judged(document, *HELD).intact


def objects(value: Any, path: tuple = ()) -> Iterator[tuple]:
    if isinstance(value, dict):
        yield path
    for name, one in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(one, dict | list):
            yield from objects(one, (*path, name))


@pytest.mark.parametrize("name", ["hours", "creditsEarned", "description", "@id", "@index", "_:x"])
def test_whatever_is_added_anywhere_is_found(name) -> None:
    for path in objects(ISSUED):
        document = copy.deepcopy(ISSUED)
        at(document, path).setdefault(name, "40")
        if document != ISSUED:
            assert not judged(document, *HELD).intact, path


def test_lists_that_lose_gain_or_repeat_something_are_found() -> None:
    def lists(value: Any, path: tuple = ()) -> Iterator[tuple]:
        for name, one in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(one, list):
                yield (*path, name)
            if isinstance(one, dict | list):
                yield from lists(one, (*path, name))

    for path in lists(ISSUED):
        for change in (lambda old: old[1:], lambda old: [*old, old[0]], lambda old: [*old, "x"]):
            document = changed(path, change(at(ISSUED, path)))
            repeated = isinstance(at(ISSUED, path)[0], dict) and len(at(document, path)) > len(
                at(ISSUED, path)
            )
            verdict = judged(document, *HELD)
            # The same object with the same id, said twice, says nothing else.
            assert not verdict.intact or (repeated and at(document, path)[-1] != "x"), path
