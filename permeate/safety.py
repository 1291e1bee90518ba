"""What must not start: production on the demonstration's data."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

REFUSAL = (
    "This database holds the demonstration, whose people all have a known password. Start "
    "production on a database of its own (DATABASE_URL)."
)


def refuse_demonstration_data() -> None:
    """ImproperlyConfigured where production would run on the demonstration's data.

    Said nothing where the database does not answer or has no tables yet: the site says that
    by itself. The connection is closed, so that processes forked afterwards open their own.
    """
    if settings.MODE != "production":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM permeate_auditevent WHERE event = 'DEMONSTRATION_LOADED' LIMIT 1"
            )
            loaded = cursor.fetchone()
    except DatabaseError:
        loaded = None
    finally:
        connection.close()
    if loaded:
        raise ImproperlyConfigured(REFUSAL)
