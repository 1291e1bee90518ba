"""What may go into one pack."""

from permeate.core.refusals import Refused

AT_MOST = 60


def check_can_make(*, activities: int, can_sign: bool) -> None:
    """Refused without an activity, with too many, or while the service cannot sign."""
    if not activities:
        raise Refused("Select at least one activity.", field="activities")
    if activities > AT_MOST:
        raise Refused(
            f"A pack holds at most {AT_MOST} activities. Make one for each year.",
            field="activities",
        )
    if not can_sign:
        raise Refused("The service cannot sign at the moment. Try again tomorrow.")
