"""Many people, one date: never more of them than places, and none lost on the way."""

import contextlib
import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import OperationalError, connection

from permeate.actions.bookings import cancel_booking
from permeate.core.roles import Role
from permeate.journal.verify import verify_history
from permeate.models import Booking, OpportunityDate
from tests.booking_steps import ask

pytestmark = [pytest.mark.postgres, pytest.mark.soak, pytest.mark.django_db(transaction=True)]
PLACES = 10
SECONDS_TO_CONNECT = 120


def at_once(acts: Sequence[Callable[[], object]]) -> None:
    """Every act in a thread and connection of its own, all let go together; errors surface."""
    gate = Barrier(len(acts), timeout=SECONDS_TO_CONNECT)

    def run(act: Callable[[], object]) -> None:
        try:
            _connect()
            gate.wait()
            act()
        except BrokenBarrierError:
            pytest.fail("not everybody could connect")
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        for future in [pool.submit(run, act) for act in acts]:
            future.result()


def _connect() -> None:
    """A busy machine may keep the two seconds that a connection is given; then ask again."""
    for _ in range(20):
        with contextlib.suppress(OperationalError):
            return connection.ensure_connection()
    return connection.ensure_connection()


@pytest.fixture
def crowd(build):
    """Officers of one council, and the manager they share."""
    home = build.organisation()
    manager = build.person(home, Role.MANAGER)
    return lambda count: [build.person(home, manager=manager) for _ in range(count)]


def seats(day: OpportunityDate) -> list[int]:
    held = Booking.objects.filter(date=day, seat__isnull=False)
    return sorted(held.values_list("seat", flat=True))


def test_the_last_place_goes_to_one_and_nobody_is_the_eleventh(build, crowd, now, rounds) -> None:
    people = crowd(rounds(40, 200))
    for _ in range(rounds(2, 50)):
        day = build.date(places=PLACES)
        for seat, early in enumerate(crowd(PLACES - 1), start=1):
            build.booking(day, early, seat=seat, status="BOOKED")

        at_once([lambda day=day, one=one: ask(day, one, now) for one in people])

        assert seats(day) == list(range(1, PLACES + 1))
        got = Booking.objects.filter(date=day, person__in=people)
        assert got.filter(status="REQUESTED").count() == 1
        assert got.filter(status="WAITING").count() == len(people) - 1
    assert verify_history()[1] == []


def test_cancelled_places_go_to_those_who_wait_while_others_ask(build, crowd, now, rounds) -> None:
    chance = random.Random(11)
    people = crowd(rounds(25, 150))
    for _ in range(rounds(2, 50)):
        day = build.date(places=PLACES)
        held = [ask(day, one, now) for one in crowd(PLACES)]
        acts = [lambda day=day, one=one: ask(day, one, now) for one in people]
        acts += [
            lambda one=one: cancel_booking(booking=one, reason="", by=one.person, now=now)
            for one in chance.sample(held, 5)
        ]
        chance.shuffle(acts)

        at_once(acts)

        assert seats(day) == list(range(1, PLACES + 1))
        assert Booking.objects.filter(date=day, status="WAITING").count() == len(people) - 5
    assert verify_history()[1] == []
