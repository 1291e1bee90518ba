"""Concerns that nobody has dealt with yet, for the operator."""

from permeate.models import Concern
from permeate.queries.todo.waiting import Waiting, shaped


def _concerns():
    return shaped(Concern.objects.filter(closed_at=None), since_at="reported_at")


KINDS = (
    Waiting(
        "concern_to_read",
        _concerns,
        "Read what people are concerned about",
        "concerns",
        operator=True,
        bare=True,
    ),
)
