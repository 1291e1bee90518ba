"""Entries, practices, shares, acknowledgements and decisions as events.

A merged practice counts with the one it was merged into. An entry that was shared without
a practice stands for one: practices have even numbers here, such entries odd ones.
"""

from array import array

from django.db.models import Case, Expression, F, IntegerField, Value, When
from django.db.models.functions import Coalesce

from permeate.core.vocabulary import Direction, GradeBand, Receipt, Verdict
from permeate.models import Acknowledgement, Decision, PracticeTopic, ShareAudience
from permeate.queries.measures.columns import (
    NOTHING,
    Days,
    Rows,
    Seconds,
    code,
    columns_of,
    or_nothing,
    pairs_of,
)
from permeate.queries.measures.scope import Scope

BAND = code("band_at_time", GradeBand)


def unit(*practices: str, entry: str = "") -> Expression:
    """One number for the first practice there is (its root first), or for an entry instead."""
    of = [F(field) for name in practices for field in (f"{name}__root_id", f"{name}_id")]
    whole = IntegerField()
    twice = Coalesce(*of, Value(NOTHING), output_field=whole) * Value(2)
    if not entry:
        return twice
    odd = Coalesce(F(entry) * Value(2) + Value(1), Value(NOTHING), output_field=whole)
    none = {f"{name}_id": None for name in practices}
    return Case(When(**none, then=odd), default=twice, output_field=whole)


def entries(scope: Scope) -> Rows:
    """What people wrote down."""
    return Rows(
        columns_of(
            scope.entries(),
            ordinal="id",
            entry="id",
            actor="author_id",
            placement=or_nothing("placement_id"),
            direction=code("direction", Direction),
            organisation=or_nothing("organisation_at_time_id"),
            grade=BAND,
            occurred=Days("occurred_on"),
            second=Seconds("recorded_at"),
        )
    )


def practices(scope: Scope, topics: dict[str, int]) -> Rows:
    """Practices as they were first written; ``topics`` is filled with each topic's number."""
    columns = columns_of(
        scope.practices(),
        ordinal="id",
        practice=Coalesce(F("root_id"), F("id")) * Value(2),
        origin="origin_id",
        second=Seconds("created_at"),
    )
    rows, items = array("q"), array("q")
    named = PracticeTopic.objects.filter(practice__in=scope.practices().values("id"))
    for number, topic in named.order_by().values_list("practice_id", "topic").iterator():
        rows.append(number)
        items.append(topics.setdefault(topic, len(topics)))
    return Rows(columns, {"topics": (rows, items)})


def shares(scope: Scope) -> Rows:
    """What was put before organisations; its text or file is always kept."""
    columns = columns_of(
        scope.shares(),
        ordinal="id",
        share="id",
        actor="shared_by_id",
        practice=unit("practice", entry="entry_id"),
        entry=or_nothing("entry_id"),
        placement=or_nothing("entry__placement_id"),
        artefact=Value(1),
        organisation=Coalesce(
            F("organisation_at_time_id"), F("entry__organisation_at_time_id"), Value(NOTHING)
        ),
        second=Seconds("shared_at"),
    )
    audiences = ShareAudience.objects.all()
    if not scope.whole:
        audiences = audiences.filter(share__in=scope.shares().values("id"))
    return Rows(columns, {"organisations": pairs_of(audiences, "share_id", "organisation_id")})


def acknowledgements(scope: Scope) -> Rows:
    """Receivers' words."""
    rows = Acknowledgement.objects.all()
    if not scope.whole:
        rows = rows.filter(share__in=scope.shares().values("id"))
    return Rows(
        columns_of(
            rows,
            ordinal="id",
            share="share_id",
            actor="person_id",
            organisation="organisation_id",
            grade=BAND,
            receipt=code("receipt", Receipt),
            second=Seconds("acknowledged_at"),
        )
    )


def decisions(scope: Scope) -> Rows:
    """Verdicts of organisations."""
    rows = Decision.objects.all()
    if not scope.whole:
        rows = rows.filter(share__in=scope.shares().values("id"))
    delegated = Case(When(delegated_by=None, then=Value(0)), default=Value(1))
    return Rows(
        columns_of(
            rows,
            ordinal="id",
            practice=unit("practice", "share__practice", entry="share__entry_id"),
            actor="decided_by_id",
            organisation="organisation_id",
            grade=BAND,
            verdict=code("verdict", Verdict),
            delegated=delegated,
            second=Seconds("decided_at"),
        )
    )
