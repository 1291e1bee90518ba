"""A row that is waited for is read as it is after the wait, with what it points to by then."""

import time
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from permeate.actions.locking import lock
from permeate.models import Opportunity, Release

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return cursor.fetchone()[0] > 0


def test_what_is_joined_is_as_new_as_the_row(build) -> None:
    release = build.release()
    successor = build.person(release.home)
    held, read = Event(), {}

    def wait_for_it() -> None:
        held.wait(10)
        try:
            with transaction.atomic():
                row = lock(Release.objects.select_related("manager", "opportunity"), release.id)
            read.update(manager=row.manager, status=row.opportunity.status)
        finally:
            connection.close()

    other = Thread(target=wait_for_it)
    other.start()
    with transaction.atomic():
        Release.objects.filter(id=release.id).update(manager=successor)
        Opportunity.objects.filter(id=release.opportunity_id).update(status="CLOSED")
        held.set()
        limit = time.monotonic() + 10
        while not waiting() and time.monotonic() < limit:
            time.sleep(0.01)
    other.join(10)

    assert read == {"manager": successor, "status": "CLOSED"}
