"""Each requirement's answer from what counts in its slots."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from permeate.core.cpd.planning import Group, Plan, Slot


class Status(StrEnum):
    """The answer to one requirement, and to all of them."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """Why an answer is unknown."""

    NONE = ""
    DOUBT = "doubt"
    CATEGORY = "category"
    DELEGATED = "delegated"
    FACTS = "facts"
    PART_TIME = "part time"
    NOT_IN_FORCE = "not in force"


class Verdict(NamedTuple):
    """One requirement's answer. ``slots`` are those of the variant that is shown."""

    id: str
    status: Status
    cause: Cause
    slots: tuple[int, ...]


RANK = {Status.MET: 0, Status.UNKNOWN: 1, Status.NOT_MET: 2}


Quick = tuple[int, int, Verdict, Verdict, Verdict]


def verdicts_of(plan: Plan, low: Sequence[int], high: Sequence[int]) -> tuple[Verdict, ...]:
    """The answer to each requirement from what counts in its slots."""
    if not plan.quick:
        plan.quick = [_quick(plan, group) for group in plan.groups]
    answers = []
    for group, quick in zip(plan.groups, plan.quick, strict=True):
        if quick is None:
            answers.append(_verdict(plan, group, low, high))
            continue
        slot, need, met, not_met, unknown = quick
        if low[slot] >= need:
            answers.append(met)
        else:
            answers.append(not_met if high[slot] < need else unknown)
    return tuple(answers)


def _quick(plan: Plan, group: Group) -> Quick | None:
    """The three answers made beforehand, where one least amount is all that is asked."""
    slots = group.variants[0]
    if len(group.variants) > 1 or slots is None or len(slots) > 1:
        return None
    slot = plan.slots[slots[0]]
    doubtful = plan.scheme.requirements[slot.at].doubt or group.delegated or not plan.in_force
    if doubtful or slot.most is not None or slot.need != slot.need_at_least:
        return None
    met, not_met, unknown = (
        Verdict(group.id, Status.MET, Cause.NONE, slots),
        Verdict(group.id, Status.NOT_MET, Cause.NONE, slots),
        Verdict(group.id, Status.UNKNOWN, Cause.FACTS, slots),
    )
    return slots[0], slot.need, met, not_met, unknown


def _verdict(plan: Plan, group: Group, low: Sequence[int], high: Sequence[int]) -> Verdict:
    answers = [
        (_of_variant(plan, slots, low, high), slots) if slots is not None else (Status.MET, ())
        for slots in group.variants
    ]
    status, shown = max(answers, key=lambda one: (bool(one[1]), RANK[one[0]]))
    asked = plan.scheme.requirements[plan.slots[shown[0]].at]
    cause = Cause.NONE
    if not plan.in_force:
        cause = Cause.NOT_IN_FORCE
    elif group.delegated:
        cause = Cause.DELEGATED
    elif len({one for one, _ in answers}) > 1:
        cause = Cause.CATEGORY
    elif asked.doubt:
        cause = Cause.DOUBT
    elif status is Status.UNKNOWN:
        cause = _unsure(plan, shown, low, high)
    return Verdict(group.id, Status.UNKNOWN if cause else status, cause, shown)


def _of_variant(
    plan: Plan, slots: Sequence[int], low: Sequence[int], high: Sequence[int]
) -> Status:
    if plan.scheme.requirements[plan.slots[slots[0]].at].doubt:
        return Status.UNKNOWN
    return _worst([_status(plan.slots[at], low[at], high[at]) for at in slots])


def _unsure(plan: Plan, shown: Iterable[int], low: Sequence[int], high: Sequence[int]) -> Cause:
    part_time = all(
        low[at] == high[at] or plan.slots[at].need == plan.slots[at].need_at_least for at in shown
    ) and any(plan.slots[at].need_at_least <= low[at] < plan.slots[at].need for at in shown)
    return Cause.PART_TIME if part_time else Cause.FACTS


def _status(slot: Slot, low: int, high: int) -> Status:
    most = slot.most
    if low >= slot.need and (most is None or high <= most):
        return Status.MET
    if high < slot.need_at_least or (most is not None and low > most):
        return Status.NOT_MET
    return Status.UNKNOWN


def _worst(statuses: Sequence[Status]) -> Status:
    if len(statuses) == 1:
        return statuses[0]
    return max(statuses, key=RANK.__getitem__)
