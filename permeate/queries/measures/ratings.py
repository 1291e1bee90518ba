"""Participants' own levels of skill as events; they count in means of twenty people or more."""

from array import array

from permeate.models import SkillRating
from permeate.queries.measures.columns import Rows, Seconds
from permeate.queries.measures.scope import Scope

PRE, THEN, POST = range(3)
WHENS = 3


def ratings(scope: Scope) -> Rows:
    """Before, the start as seen at the end, and the end, of each skill in each placement."""
    names = ("ordinal", "actor", "item", "when", "rating", "second")
    columns = {name: array("d" if name == "rating" else "q") for name in names}
    rows = SkillRating.objects.exclude(now_at=None).exclude(before_at=None)
    if not scope.whole:
        rows = rows.filter(placement__in=scope.placements().values("id"))
    asked = rows.order_by().values_list(
        "id", "placement__participant_id", "before", "start_now", "now",
        Seconds("before_at"), Seconds("now_at"),
    )  # fmt: skip
    for number, who, before, start, end, first, last in asked.iterator():
        for when, level, at in ((PRE, before, first), (THEN, start, last), (POST, end, last)):
            values = number * WHENS + when, who, number, when, level, at
            for column, value in zip(columns.values(), values, strict=True):
                column.append(value)
    return Rows(columns)
