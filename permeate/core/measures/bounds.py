"""What is not known, said as the worst and the best it could be."""

from dataclasses import dataclass

from permeate.core.measures.figures import Figure, NotCountableError, Number, not_defined, whole
from permeate.core.measures.intervals import wilson

ENOUGH_ANSWERED = 0.7


@dataclass(frozen=True)
class Retention:
    """Practices still in use, of those whose check was due.

    ``complete`` leaves the unknown out; ``worst`` takes them as stopped, ``best`` as in use.
    """

    complete: Figure
    worst: Figure
    best: Figure

    @property
    def bounds(self) -> tuple[Number | None, Number | None]:
        """The share if every unknown had stopped, and if none had."""
        return self.worst.value, self.best.value


def retention(in_use: int, stopped: int, unknown: int) -> Retention:
    """From the answers to checks that were due."""
    used, gone = whole(in_use, "in use"), whole(stopped, "stopped")
    missing = whole(unknown, "unknown")
    due = used + gone + missing
    return Retention(wilson(used, used + gone), wilson(used, due), wilson(used + missing, due))


@dataclass(frozen=True)
class Response:
    """Answered of delivered, and the share among the answered.

    ``lowest`` and ``highest`` are what the share would be had all the silent said no, or
    yes: given where fewer than 70% answered.
    """

    answered: Figure
    share: Figure
    lowest: Figure | None = None
    highest: Figure | None = None


def response(delivered: int, answered: int, with_entry: int) -> Response:
    """Response to prompts; ``with_entry`` is how many of the answers brought something."""
    delivered, answered = whole(delivered, "delivered"), whole(answered, "answered")
    with_entry = whole(with_entry, "with an entry")
    if not with_entry <= answered <= delivered:
        raise NotCountableError("Entries are at most answers, and answers at most prompts.")
    rate, share = wilson(answered, delivered), wilson(with_entry, answered)
    if not delivered or answered / delivered >= ENOUGH_ANSWERED:
        return Response(rate, share)
    silent = delivered - answered
    return Response(
        rate, share, wilson(with_entry, delivered), wilson(with_entry + silent, delivered)
    )


def bounded(k: int, n: int, eligible: int) -> tuple[Figure, Figure]:
    """A share of those who answered, were all others no, and were all yes."""
    if not eligible:
        return not_defined(), not_defined()
    return wilson(k, eligible), wilson(k + eligible - n, eligible)
