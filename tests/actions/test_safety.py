"""Production does not open its doors to people whose password stands in the documentation."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from permeate import safety
from permeate.core.events import Event
from permeate.journal.record import record, write


@pytest.fixture
def loaded(db, now) -> None:
    write(lambda: record(Event.DEMONSTRATION_LOADED, None, by=None, now=now))()


@pytest.fixture(autouse=True)
def _connection_stays_open(monkeypatch) -> None:
    """The test's own transaction lives in it."""
    monkeypatch.setattr(safety.connection, "close", lambda: None)


def test_production_refuses_the_demonstrations_data(loaded, settings) -> None:
    settings.MODE = "production"
    with pytest.raises(ImproperlyConfigured, match="database of its own"):
        safety.refuse_demonstration_data()


@pytest.mark.parametrize("mode", ["demonstration", "development"])
def test_other_modes_start_on_it(loaded, settings, mode) -> None:
    settings.MODE = mode
    safety.refuse_demonstration_data()


def test_production_starts_on_data_of_its_own(db, settings) -> None:
    settings.MODE = "production"
    safety.refuse_demonstration_data()
