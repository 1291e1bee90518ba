"""When home's decision to release somebody is a decision."""

from permeate.core.refusals import Refused, refuse_all


def check_can_decide(*, granted: bool, cover: str, reason: str) -> None:
    """Refused unless the decision has a reason, and a yes says how the post is covered."""
    refusals = []
    if not reason.strip():
        refusals.append(
            Refused(
                "Give your reason. The person reads it, and so does your coordinator.",
                field="reason",
            )
        )
    if granted and not cover:
        refusals.append(Refused("Say how the post will be covered.", field="cover"))
    refuse_all(refusals)


def check_is_not_own_manager(*, person_id: int, manager_id: int) -> None:
    """Refused where people would release themselves: that never counts as consent."""
    if person_id == manager_id:
        raise Refused(
            "You cannot decide on your own release. Ask your coordinator to name your manager."
        )
