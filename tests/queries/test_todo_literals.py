"""Codes of our own are written into the to-do statement; nothing else gets in unnoticed."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from permeate.queries.todo.asking import literal


@pytest.mark.parametrize("value", ["it's", "100%", "a''b", "", 7, -1, True, False, None])
def test_a_literal_is_read_back_as_it_was(db, value) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {literal(value)}".replace("%", "%%"), ())
        assert cursor.fetchone()[0] == value


@pytest.mark.parametrize("value", [1.5, b"x", datetime(2026, 11, 3, tzinfo=UTC), ["a"]])
def test_a_value_of_any_other_type_is_refused(value) -> None:
    with pytest.raises(TypeError):
        literal(value)
