"""Placements' waiting things: check-ins, returns, and what chasers did not bring in."""

from django.db.models import Exists, OuterRef, QuerySet

from permeate.core.cadence import TOLD_TO_COORDINATOR
from permeate.core.placements import ENDED
from permeate.core.roles import Role
from permeate.models import CheckIn, CheckInAnswer, Placement
from permeate.queries.placements import PERSON_FIELDS
from permeate.queries.todo.waiting import ME, Waiting, mine_as, shaped

COORDINATOR = frozenset({Role.COORDINATOR})
CHECK_IN_WORDS = ((False, "Answer the check-in"), (True, "Say how the placement went"))


def _unanswered(party: str, *, closing: bool) -> QuerySet:
    answered = CheckInAnswer.objects.filter(check_in=OuterRef("pk"), party=party)
    waiting = CheckIn.objects.filter(
        **{f"placement__{PERSON_FIELDS[party]}_id": ME},
        asked_at__isnull=False,
        completed_at=None,
        closing=closing,
        placement__status__in=("ACTIVE", *ENDED),
    ).exclude(Exists(answered))
    return _shaped(waiting)


def _shaped(check_ins: QuerySet, reference: str = "reference") -> QuerySet:
    return shaped(
        check_ins,
        reference=reference,
        who="placement__participant__name",
        where="placement__host__name",
        due_on="due_on",
    )


def _overdue(side: str) -> QuerySet:
    late = CheckIn.objects.filter(
        **{f"placement__{side}_id__in": mine_as(Role.COORDINATOR)},
        chased__gte=TOLD_TO_COORDINATOR,
        completed_at=None,
        placement__status__in=("ACTIVE", *ENDED),
    )
    return _shaped(late, "placement__reference")


def _returns(**whose) -> QuerySet:
    waiting = Placement.objects.filter(
        **whose, status="ACTIVE", return_asked_at__isnull=False, return_plan=None
    )
    return shaped(waiting, who="participant__name", where="host__name", since_at="return_asked_at")


def _check_in_kinds():
    for party in PERSON_FIELDS:
        for closing, words in (
            (False, "Answer the check-in"),
            (True, "Say how the placement went"),
        ):
            yield Waiting(
                f"{'evaluation' if closing else 'check_in'}_{party.value.lower()}",
                lambda party=party, closing=closing: _unanswered(party, closing=closing),
                words,
                "check_in",
                "{who} at {where}",
            )


KINDS = (
    *_check_in_kinds(),
    *(
        Waiting(
            f"check_in_overdue_{side}",
            lambda side=side: _overdue(side),
            "A check-in is overdue: {who}",
            "placement",
            "At {where}. They were reminded twice.",
            roles=COORDINATOR,
        )
        for side in ("home", "host")
    ),
    Waiting(
        "return_to_plan",
        lambda: _returns(home_manager_id=ME),
        "Plan the return of {who}",
        "plan_return",
        "Comes back from {where}",
    ),
    Waiting(
        "return_left",
        lambda: _returns(
            home_id__in=mine_as(Role.COORDINATOR), return_chased__gte=TOLD_TO_COORDINATOR
        ),
        "Plan the return of {who}",
        "plan_return",
        "Comes back from {where}",
        roles=COORDINATOR,
    ),
)
