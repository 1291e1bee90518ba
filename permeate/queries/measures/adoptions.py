"""Adoptions, checks of use, outcomes and guidance as events."""

from array import array

from django.db.models import Case, Value, When

from permeate.core.ledger_words import InUse
from permeate.core.vocabulary import GradeBand
from permeate.models import InUseCheck, OutcomeStep
from permeate.queries.measures.columns import (
    Days,
    Rows,
    Seconds,
    code,
    columns_of,
)
from permeate.queries.measures.learning import unit
from permeate.queries.measures.scope import Scope

MONTHS = (6, 12)
IN_USE = {InUse.YES.value: 0, InUse.PARTLY.value: 0, InUse.NO.value: 1}


def adoptions(scope: Scope) -> Rows:
    """What organisations attest to have taken up."""
    return Rows(
        columns_of(
            scope.adoptions(),
            ordinal="id",
            adoption="id",
            practice=unit("practice"),
            actor="attested_by_id",
            organisation="organisation_id",
            grade=code("band_at_time", GradeBand),
            occurred=Days("adopted_on"),
            second=Seconds("attested_at"),
        )
    )


def checks(scope: Scope) -> Rows:
    """Answers to whether it is still in use."""
    rows = InUseCheck.objects.exclude(answered_at=None).filter(months__in=MONTHS)
    if not scope.whole:
        rows = rows.filter(adoption__in=scope.adoptions().values("id"))
    months = [When(months=month, then=Value(place)) for place, month in enumerate(MONTHS)]
    return Rows(
        columns_of(
            rows,
            ordinal="id",
            adoption="adoption_id",
            month=Case(*months),
            answer=code("in_use", IN_USE),
            carrier_left=Case(
                When(carrier_left=True, then=Value(1)),
                When(carrier_left=False, then=Value(0)),
                default=Value(-1),
            ),
            second=Seconds("answered_at"),
        )
    )


def outcomes(scope: Scope, units: dict[str, int]) -> Rows:
    """Each outcome as claimed, and each level it reached since."""
    names = ("ordinal", "outcome", "adoption", "level", "claimed", "unit", "second")
    columns = {name: array("d" if name == "claimed" else "q") for name in names}

    def add(*values: float) -> None:
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)

    known = {}
    fields = ("id", "adoption_id", "baseline", "value", "unit")
    claimed = scope.outcomes().order_by().values_list(*fields, Seconds("claimed_at"))
    for number, adoption, baseline, value, word, at in claimed:
        size = abs(float(value - baseline)), units.setdefault(word, len(units))
        known[number] = adoption, size
        add(2 * number, number, adoption, 0, *size, at)
    steps = OutcomeStep.objects.filter(outcome__in=scope.outcomes().values("id"))
    for number, outcome, level, at in steps.values_list("id", "outcome_id", "level", Seconds("at")):
        adoption, size = known[outcome]
        add(2 * number + 1, outcome, adoption, level, *size, at)
    return Rows(columns)
