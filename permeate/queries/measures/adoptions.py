"""Adoptions, checks of use and outcomes as events."""

from permeate.core.ledger_words import InUse
from permeate.models import InUseCheck, OutcomeStep
from permeate.queries.measures.columns import Columns, Table, day, rows_of, second
from permeate.queries.measures.learning import OF_PRACTICE, unit
from permeate.queries.measures.people import BANDS
from permeate.queries.measures.scope import Scope

MONTHS = {6: 0, 12: 1}
IN_USE = {InUse.YES.value: 0, InUse.PARTLY.value: 0, InUse.NO.value: 1}


def adoptions(scope: Scope) -> Columns:
    """What organisations attest to have taken up."""
    table = Table("adoption", "practice", "actor", "organisation", "grade")
    fields = (
        "id", *OF_PRACTICE, "attested_by_id", "organisation_id", "band_at_time", "adopted_on",
        "attested_at",
    )  # fmt: skip
    for number, practice, root, who, organisation, band, on, at in rows_of(
        scope.adoptions(), *fields
    ):
        table.add(
            number, day(on), second(at), number, unit(practice, root, None), who,
            organisation, BANDS.get(band),
        )  # fmt: skip
    return table.done()


def checks(scope: Scope) -> Columns:
    """Answers to whether it is still in use."""
    table = Table("adoption", "month", "answer", "carrier_left")
    rows = InUseCheck.objects.exclude(answered_at=None)
    if not scope.whole:
        rows = rows.filter(adoption__in=scope.adoptions().values("id"))
    fields = ("id", "adoption_id", "months", "in_use", "carrier_left", "answered_at")
    for number, adoption, months, in_use, left, at in rows_of(rows, *fields):
        if months in MONTHS:
            told = second(at)
            table.add(
                number, told // 86_400, told, adoption, MONTHS[months], IN_USE[in_use],
                None if left is None else int(left),
            )  # fmt: skip
    return table.done()


def outcomes(scope: Scope, units: dict[str, int]) -> Columns:
    """Each outcome as claimed, and each level it reached since."""
    table = Table("outcome", "adoption", "level", "claimed", "unit", amounts=("claimed",))
    known = {}
    fields = ("id", "adoption_id", "baseline", "value", "unit", "claimed_at")
    for number, adoption, baseline, value, word, at in rows_of(scope.outcomes(), *fields):
        rest = adoption, abs(float(value - baseline)), units.setdefault(word, len(units))
        known[number] = rest
        told = second(at)
        table.add(2 * number, told // 86_400, told, number, rest[0], 0, *rest[1:])
    steps = OutcomeStep.objects.filter(outcome__in=scope.outcomes().values("id"))
    for number, outcome, level, at in rows_of(steps, "id", "outcome_id", "level", "at"):
        adoption, *rest = known[outcome]
        told = second(at)
        table.add(2 * number + 1, told // 86_400, told, outcome, adoption, level, *rest)
    return table.done()
