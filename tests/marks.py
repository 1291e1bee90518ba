"""Marks that need something of the machine, and the short and long form of trials."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ops.needs import chromium, everything_required, soaking

CORE = Path(__file__).parent / "core"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--soak` runs the long trials in full, as PERMEATE_SOAK=1 does."""
    parser.addoption("--soak", action="store_true", help="run the long trials in full")


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out what `-m` does not ask for
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what cannot run here, or let it fail where everything is required.

    What tests the core says nothing about a database: it is run once.
    """
    for item in items:
        if CORE in item.path.parents:
            item.add_marker(pytest.mark.once)
    if everything_required():
        return
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    for item in items:
        if item.get_closest_marker("journey") and chromium() is None:
            item.add_marker(pytest.mark.skip(reason="no Chromium: apt install chromium"))
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="not on PostgreSQL: run `make test`"))


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """Return how often a trial repeats: `rounds(short, full)`."""
    full_length = soaking(request.config.getoption("--soak"))
    return lambda short, full: full if full_length else short
