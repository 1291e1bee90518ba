"""The database itself refuses to change the history."""

import pytest
from django.db import DatabaseError, connection, transaction

from permeate.core.events import Event
from permeate.journal.record import record, write
from permeate.models import AuditEvent
from tests.conftest import history_triggers


@pytest.fixture
def triggers(db) -> None:
    history_triggers().lay(None, editor_of(connection))


def editor_of(connection):
    """What a migration's functions write with, in the transaction of the test."""

    class Editor:
        def __init__(self) -> None:
            self.connection = connection

        def execute(self, statement) -> None:
            with connection.cursor() as cursor:
                cursor.execute(statement)

    return Editor()


@write
def something_happens(by, now) -> None:
    record(Event.PERSON_UPDATED, by, by=by, now=now)


@pytest.mark.parametrize("how", ["update", "delete"])
def test_a_row_of_the_history_cannot_be_touched(build, now, triggers, how) -> None:
    something_happens(build.person(), now)

    rows = AuditEvent.objects.all()
    touch = (lambda: rows.update(event="NOTHING")) if how == "update" else rows.delete
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        touch()

    assert AuditEvent.objects.get().event == "PERSON_UPDATED"
