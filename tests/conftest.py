"""What every test may ask for: a clock's time, and builders of rows."""

from datetime import UTC, datetime
from importlib import import_module

import hypothesis
import pytest
from django.db import connection

from tests.build import Build
from tests.empty_database import django_db_modify_db_settings  # noqa: F401 - a fixture

# How fast a machine is says nothing about the code: no example is timed.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Between tests with real transactions all rows go, which the history forbids.

    ``tests/journal/test_append_only.py`` lays the triggers again to test them.
    """
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        history_triggers().lift(None, editor)
        credential_triggers().lift(None, editor)


def history_triggers():
    return import_module("permeate.migrations.0002_append_only_history")


def credential_triggers():
    return import_module("permeate.migrations.0021_credentials")


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


@pytest.fixture(autouse=True)
def _passwords_are_hashed_fast(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def sign_in(client):
    """Sign a person in: ``sign_in(person)`` returns the client."""

    def sign(person):
        client.force_login(person)
        return client

    return sign
