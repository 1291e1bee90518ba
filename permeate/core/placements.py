"""When a placement may be planned, agreed and started."""

from collections.abc import Sequence
from datetime import date

from permeate.core.refusals import Refused
from permeate.core.signing import SignatureFact, missing_parties
from permeate.core.vocabulary import LABELS


def check_can_plan(*, status: str, plannable: Sequence[str], home_manager_id: int | None) -> None:
    """Refused unless what the placement comes from is far enough and home has a manager."""
    if status not in plannable:
        raise Refused("The place must be accepted by everyone before the placement is planned.")
    if home_manager_id is None:
        raise Refused(
            "Nobody is named as home manager. Ask the home coordinator to name one first."
        )


def check_is_signed(
    *, kind: str, agreement_status: str, signatures: Sequence[SignatureFact], current_hash: str
) -> None:
    """Refused unless every party its kind needs has signed what the agreement says now."""
    missing = missing_parties(kind, signatures, current_hash)
    if missing:
        names = " and ".join(LABELS[party].lower() for party in missing)
        raise Refused(f"The agreement still needs a signature from: {names}.")
    if agreement_status != "SIGNED":
        raise Refused("The agreement is not complete. Ask for it to be signed by all sides.")


def check_is_due(*, starts_on: date, today: date) -> None:
    """Refused before the first day."""
    if today < starts_on:
        raise Refused(f"The placement starts on {starts_on.day} {starts_on:%B %Y}, and not before.")
