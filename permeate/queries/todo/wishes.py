"""Invitations that wait for whoever advertised."""

from django.db.models import QuerySet

from permeate.models import WishInvitation
from permeate.queries.todo.waiting import ME, Waiting, shaped


def _invitations() -> QuerySet:
    waiting = WishInvitation.objects.filter(
        wish__person_id=ME, status="SENT", opportunity__status="PUBLISHED"
    )
    return shaped(
        waiting, who="opportunity__title", where="opportunity__host__name", since_at="invited_at"
    )


KINDS = (
    Waiting(
        "wish_invitation_to_answer",
        _invitations,
        "A host invites you: {who}",
        "wish_invitation",
    ),
)
