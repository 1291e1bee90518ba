"""How a rule says no, in words a person can act on."""


class Refused(Exception):
    """A rule's expected no.

    ``reason`` is one or two sentences that say what stands in the way and what to do
    about it. ``field`` names the answer on a form that caused it, if one did.
    """

    def __init__(self, reason: str, *, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class SeveralRefused(Refused):
    """Several rules said no at once; the page lists them all."""

    def __init__(self, refusals: list[Refused]) -> None:
        super().__init__(" ".join(refusal.reason for refusal in refusals))
        self.refusals = refusals


def refuse_all(refusals: list[Refused]) -> None:
    """Raise nothing, the one refusal, or all of them together."""
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise SeveralRefused(refusals)
