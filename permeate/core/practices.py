"""When a practice may be written, changed, linked and merged, and what may be called learned.

The statuses follow NATO's lessons-learned capability: an observation (an entry) becomes a
lesson identified, an action accepted, implemented, and only validated a lesson *learned*.
"""

from permeate.core.refusals import Refused, refuse_all

CLAIM_LENGTH = 150
VERY_NEAR = 0.6  # likeness from which one must say what is different


def check_can_write(*, claim: str, what: str, applies: str, not_applies: str) -> None:
    """Refused, naming each gap, unless a practice says what, where, and where not."""
    needed = (
        ("claim", claim, "Say in one sentence what the practice is."),
        ("what", what, "Say how it is done, so that others can do it."),
        ("applies", applies, "Say where it applies: which places, people or conditions."),
        (
            "not_applies",
            not_applies,
            "Say where it does not apply. If you do not know that yet, say so.",
        ),
    )
    refuse_all([Refused(words, field=name) for name, text, words in needed if not text.strip()])


def check_is_new(*, nearest: float, claim: str, differs: str) -> None:
    """Refused where one that exists is very near and nobody says what is different.

    ``nearest`` is the likeness of the nearest practice, 0 to 1; ``claim`` is its claim.
    """
    if nearest >= VERY_NEAR and not differs.strip():
        raise Refused(
            f"“{claim}” is very near to this. Link your entry to it instead, or say how yours "
            "is different.",
            field="differs",
        )


def check_can_link(*, is_author: bool, linked: bool, merged: bool) -> None:
    """Refused unless the entry's own author links it, once, to a practice that stands."""
    if not is_author:
        raise Refused("Only its author can link an entry: it is their private record.")
    if merged:
        raise Refused("This practice was merged into another. Link your entry to that one.")
    if linked:
        raise Refused("This entry is linked to this practice already.", field="entry")


def check_can_change(*, merged: bool, changed: bool) -> None:
    """Refused for a practice that was merged, and for a version that says the same."""
    if merged:
        raise Refused("This practice was merged into another. Change that one.")
    if not changed:
        raise Refused("Nothing is different from the version that stands.")


def check_can_merge(*, same: bool, merged: bool, into_merged: bool, reason: str) -> None:
    """Refused unless two different practices that stand are merged, with a reason."""
    if same:
        raise Refused("Select another practice to merge this one into.", field="into")
    if merged:
        raise Refused("This practice was merged already.")
    if into_merged:
        raise Refused(
            "That practice was itself merged. Select the one it was merged into.", field="into"
        )
    if not reason.strip():
        raise Refused("Say why they are the same practice.", field="reason")


def status_reached(*, accepted: bool, implemented: bool, validated: bool) -> str:
    """The furthest status that the facts bear out; validated alone is *learned*."""
    if validated:
        return "VALIDATED"
    if implemented:
        return "IMPLEMENTED"
    return "ACCEPTED" if accepted else "IDENTIFIED"
