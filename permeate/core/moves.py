"""What a lifecycle is: statuses, and moves between them with their owners and facts."""

from collections.abc import Mapping
from dataclasses import dataclass

from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.core.relations import Relation as R


@dataclass(frozen=True)
class Move:
    """One allowed move: from any of ``sources`` to ``target`` by any of ``owners``."""

    name: str
    sources: tuple[str, ...]
    target: str
    owners: tuple[R, ...]
    event: Event


@dataclass(frozen=True)
class Lifecycle:
    """The statuses of one subject (label by value), where it begins, and its moves."""

    subject: str
    initial: str
    statuses: Mapping[str, str]
    moves: tuple[Move, ...]

    def move(self, name: str) -> Move:
        """The move of that name; KeyError where there is none."""
        for move in self.moves:
            if move.name == name:
                return move
        raise KeyError(f"{self.subject} has no move {name!r}")

    def may(self, status: str, name: str) -> bool:
        """Whether the move can be made from this status."""
        return status in self.move(name).sources

    def target(self, status: str, name: str) -> str:
        """The status after the move; Refused where it cannot be made from here."""
        move = self.move(name)
        if status not in move.sources:
            raise Refused(
                f"This {self.subject} is “{self.statuses[status].lower()}”, so that cannot be "
                "done now. Reload the page to see what is possible."
            )
        return move.target

    def label(self, status: str) -> str:
        """What people read for a status."""
        return self.statuses[status]
