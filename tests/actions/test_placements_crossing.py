"""Two writes cross: a placement never starts on terms that somebody has just changed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from permeate.actions.placement_moves import start_placement
from permeate.actions.placements import agree_placement, plan_placement, reopen_placement
from permeate.core.refusals import Refused
from permeate.journal.record import write
from permeate.models import Agreement, AuditEvent, Placement, Signature

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@write
def change_terms(agreement: Agreement, now) -> None:
    """What a change of the agreement does: signatures lapse, the placement is open again."""
    agreement = Agreement.objects.select_for_update().get(id=agreement.id)
    reopen_placement(placement=agreement.placement, by=None, now=now)
    Signature.objects.filter(version__agreement=agreement).update(lapsed_at=now)
    Agreement.objects.filter(id=agreement.id).update(status="DRAFT", signed_at=None)


def together(*acts) -> list:
    """Every act in its own thread, let go at the same moment; results or Refused."""
    gate = Barrier(len(acts))

    def run(act):
        try:
            gate.wait()
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


def test_a_change_and_the_start_never_both_win(build, now, rounds) -> None:
    outcomes = set()
    for _ in range(rounds(10, 200)):
        agreement = build.agreement(build.placement(status="AGREED"), status="SIGNED")
        placement = agreement.placement
        first_day = placement.starts_on

        together(
            lambda row=placement, day=first_day: start_placement(placement=row, today=day, now=now),
            lambda row=agreement: change_terms(row, now),
        )

        placement.refresh_from_db()
        standing = Signature.objects.filter(version__agreement=agreement, lapsed_at=None).count()
        outcomes.add((placement.status, standing))
    assert outcomes <= {("ACTIVE", 3), ("PLANNED", 0)}


def test_two_workers_start_it_once(build, now) -> None:
    placement = build.agreement(build.placement(status="AGREED"), status="SIGNED").placement

    together(
        *[
            lambda: start_placement(placement=placement, today=placement.starts_on, now=now)
            for _ in range(4)
        ]
    )

    assert AuditEvent.objects.filter(event="PLACEMENT_STARTED").count() == 1
    assert placement.check_ins.count() == 5


def test_planned_once_and_agreed_once_whoever_calls(build, now) -> None:
    application = build.application(status="ACCEPTED")
    planned = together(
        *[lambda: plan_placement(application=application, by=None, now=now) for _ in range(4)]
    )
    assert Placement.objects.count() == 1
    assert {row.id for row in planned} == {Placement.objects.get().id}

    build.agreement(planned[0], status="SIGNED")
    agreed = together(*[lambda: agree_placement(placement=planned[0], now=now) for _ in range(4)])
    assert sum(isinstance(result, Placement) for result in agreed) == 1
