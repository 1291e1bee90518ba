"""When a membership may change or end, and who may take over what hung on it."""

from collections.abc import Collection, Sequence

from permeate.core.refusals import Refused


def check_can_take_over(
    *,
    name: str,
    leaver_id: int,
    replacement_id: int | None,
    members: Collection[int],
    participants: Collection[int],
    matters: int,
) -> None:
    """Refused unless somebody else of the organisation takes over everything that hangs on one.

    ``participants`` are those whose releases, bookings or placements they would manage;
    ``matters`` is how many things wait for somebody.
    """
    if replacement_id is None:
        if matters:
            raise Refused(
                f"Name who takes over: {matters} matter{'s' if matters > 1 else ''} would have "
                "nobody to decide.",
                field="replacement",
            )
        return
    if replacement_id == leaver_id:
        raise Refused(f"{name} cannot take over from themselves.", field="replacement")
    if replacement_id not in members:
        raise Refused(
            "Whoever takes over must belong to the organisation. Invite them first.",
            field="replacement",
        )
    if replacement_id in participants:
        raise Refused(
            "They have a request or a placement of their own among these, and nobody manages "
            "their own. Name somebody else.",
            field="replacement",
        )


def check_coordinator_remains(
    *,
    others: int,
    leaver_id: int,
    successor_id: int | None,
    members: Collection[int],
) -> None:
    """Refused where the organisation would be left without a coordinator.

    ``others`` is how many more coordinators it has.
    """
    if others:
        return
    if successor_id is None:
        raise Refused(
            "This is the organisation’s only coordinator. Name a member who becomes "
            "coordinator instead.",
            field="successor",
        )
    if successor_id == leaver_id or successor_id not in members:
        raise Refused(
            "The new coordinator must be another member of the organisation. Invite them first.",
            field="successor",
        )


def check_is_member(ended: bool) -> None:
    """Refused where the membership is over already."""
    if ended:
        raise Refused("This membership has ended already.")


def check_can_hold(*, roles: Sequence[str], person_id: int, manager_id: int | None) -> None:
    """Refused for a member without any role, or one who would manage themselves."""
    if not roles:
        raise Refused("Choose at least one role, or end the membership.", field="roles")
    if person_id == manager_id:
        raise Refused("Nobody is their own manager. Name somebody else.", field="manager_email")
