"""What is searched is read when a process starts, not at somebody's first search."""

from django.db import DatabaseError, connection

from permeate.queries.search.memory import MEMORY


def warm_search() -> None:
    """Read the index. Nothing is said where the database does not answer: the site says that.

    The connection is closed, so that processes forked afterwards open their own; they share
    the index's memory.
    """
    try:
        with MEMORY.current():
            pass
    except DatabaseError:
        MEMORY.forget()
    finally:
        connection.close()
