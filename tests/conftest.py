"""What every test may ask for: a clock's time, and builders of rows."""

from datetime import UTC, datetime

import pytest

from tests.build import Build


@pytest.fixture
def now() -> datetime:
    """A Tuesday morning."""
    return datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def build(db, now) -> Build:
    """Rows in a known state; what a test does not name is filled in sensibly."""
    return Build(now)


@pytest.fixture(autouse=True)
def _own_history_head(settings, tmp_path) -> None:
    settings.HISTORY_HEAD_FILE = tmp_path / "history-head"


@pytest.fixture
def sign_in(client):
    """Sign a person in: ``sign_in(person)`` returns the client."""

    def sign(person):
        client.force_login(person)
        return client

    return sign
