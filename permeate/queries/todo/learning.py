"""The ledger's waiting things: this week's question, decisions of seniors."""

from django.db.models import Exists, F, OuterRef, Q, Subquery

from permeate.core.roles import Role
from permeate.models import (
    Adoption,
    Decision,
    InUseCheck,
    Prompt,
    ProvenanceLink,
    Review,
    ReviewAnswer,
)
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


def _in_use():
    waiting = InUseCheck.objects.filter(adoption__attested_by_id=ME, in_use="")
    return shaped(
        waiting,
        who="adoption__organisation__name",
        where="adoption__practice__claim",
        due_on="due_on",
    )


def _to_attest():
    """Practices they decided to adopt, which nobody of theirs has attested yet."""
    attested = Adoption.objects.filter(
        practice=OuterRef("practice"), organisation=OuterRef("organisation")
    )
    decided = Decision.objects.filter(
        ~Exists(attested),
        decided_by_id=ME,
        practice__merged_into=None,
        practice__isnull=False,
        verdict__in=("ADOPT", "ADAPT"),
        organisation_id__in=mine_as(Role.SENIOR, Role.COORDINATOR),
    ).exclude(organisation_id=F("practice__origin_id"))
    return shaped(
        decided,
        reference="practice__reference",
        who="organisation__name",
        where="practice__claim",
        since_at="decided_at",
    )


def _to_judge():
    waiting = ProvenanceLink.objects.filter(
        accepted=None, guidance__organisation_id__in=mine_as(Role.EDITOR)
    ).exclude(practice__author_id=ME)
    return shaped(waiting, who="proposed_by__name", where="guidance__title", since_at="proposed_at")


def _to_review():
    """Months under way or just over that this side has not looked back on."""
    answered = ReviewAnswer.objects.filter(review=OuterRef("pk"), answered_by_id=ME)
    waiting = Review.objects.filter(
        ~Exists(answered),
        Q(placement__participant_id=ME) | Q(placement__host_manager_id=ME),
        placement__status="ACTIVE",
    )
    newest = waiting.filter(
        due_on=Subquery(
            Review.objects.filter(placement=OuterRef("placement"))
            .order_by("-due_on")
            .values("due_on")[:1]
        )
    )
    return shaped(
        newest,
        who="placement__participant__name",
        where="placement__host__name",
        since_at="asked_at",
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
    Waiting(
        "practice_to_attest",
        _to_attest,
        "Say when you work like this: “{where}”",
        "attest_adoption",
        "{who} decided to take it up",
        roles=frozenset({Role.SENIOR, Role.COORDINATOR}),
    ),
    Waiting(
        "link_to_judge",
        _to_judge,
        "Accept or decline experience for “{where}”",
        "judge_link",
        "Proposed by {who}",
        roles=frozenset({Role.EDITOR}),
    ),
    Waiting(
        "month_to_review",
        _to_review,
        "Look back on the month of {who} at {where}",
        "review",
        "Four questions, together",
    ),
    Waiting(
        "in_use_to_answer",
        _in_use,
        "Say whether this is still in use: “{where}”",
        "answer_in_use",
        "{who}",
    ),
)
