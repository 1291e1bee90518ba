"""Locking one row that is read together with others."""

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def lock(rows: "QuerySet[Row]", row_id: int) -> Row:
    """The row of that number with what ``rows`` joins, locked until the write ends.

    Locked first and read afterwards: in one statement PostgreSQL gives the locked row as it is
    after the wait, but the joined ones as they were before, or none where the row now points
    elsewhere. DoesNotExist where there is no such row.
    """
    rows.model.objects.select_for_update().values_list("id").get(id=row_id)
    return rows.get(id=row_id)
