"""A file that outgrows its limit is two subjects; so is a function."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
MODULE_LINES = 400
FUNCTION_LINES = 50


def modules() -> Iterator[tuple[str, str]]:
    """Yield each of our source modules' path and text; migrations are made by a program."""
    for folder in ("permeate", "ops", "bench"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text("utf-8")


def test_no_module_is_too_long() -> None:
    lengths = {path: len(text.splitlines()) for path, text in modules()}
    assert {path: length for path, length in lengths.items() if length > MODULE_LINES} == {}


def test_no_function_is_too_long() -> None:
    too_long = [
        f"{path}:{node.lineno} {node.name}"
        for path, text in modules()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]
    assert too_long == []
