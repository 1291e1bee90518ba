"""The ledger's waiting things: this week's question, decisions of seniors."""

from permeate.core.roles import Role
from permeate.models import Prompt
from permeate.queries.shares import undecided
from permeate.queries.todo.waiting import ME, Waiting, mine_as, shaped


def _prompts():
    """The newest unanswered question of each placement under way."""
    newest = Prompt.objects.filter(
        placement__participant_id=ME, placement__status="ACTIVE", answered_at=None
    )
    return shaped(newest, reference="", where="placement__host__name", due_on="due_on")


def _decisions():
    waiting = (
        undecided()
        .select_related(None)
        .filter(organisation_id__in=mine_as(Role.SENIOR))
        .exclude(share__shared_by_id=ME)
    )
    return shaped(
        waiting,
        reference="share__reference",
        who="share__shared_by__name",
        where="share__title",
        due_on="decision_due_on",
    )


def _delegated():
    waiting = undecided().select_related(None).filter(delegate_id=ME)
    return shaped(
        waiting,
        reference="share__reference",
        who="delegated_by__name",
        where="share__title",
        due_on="decision_due_on",
    )


KINDS = (
    Waiting(
        "prompt_to_answer",
        _prompts,
        "Say what you learned this week at {where}",
        "record_entry",
        "Or use the link in your e-mail.",
        bare=True,
    ),
    Waiting(
        "share_to_decide",
        _decisions,
        "Decide what to do with “{where}”",
        "share",
        "Shared by {who}",
        roles=frozenset({Role.SENIOR}),
    ),
    Waiting(
        "decision_left_to_me",
        _delegated,
        "Decide what to do with “{where}”",
        "share",
        "Left to you by {who}",
    ),
)
