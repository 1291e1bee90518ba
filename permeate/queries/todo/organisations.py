"""Requests to coordinate an organisation, for the operator."""

from django.db.models.functions import Coalesce

from permeate.models import Claim
from permeate.queries.todo.waiting import Waiting, shaped


def _claims():
    return shaped(
        Claim.objects.filter(status="REQUESTED"),
        who="requested_by__name",
        where=Coalesce("organisation__name", "proposed_name"),
        since_at="requested_at",
    )


KINDS = (
    Waiting(
        "claim_to_answer",
        _claims,
        "Answer a request to coordinate {where}",
        "claim",
        "From {who}",
        operator=True,
    ),
)
