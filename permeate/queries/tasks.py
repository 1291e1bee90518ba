"""One thing somebody has to do."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Task:
    """Words, the route where it is done, since or until when."""

    text: str
    route: str
    reference: str = ""
    detail: str = ""
    due_on: date | None = None
