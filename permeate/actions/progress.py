"""Move a practice to the furthest status that the facts bear out."""

from datetime import datetime

from permeate.core.adoptions import HIGHEST
from permeate.core.lifecycles import PRACTICE
from permeate.core.practices import status_reached
from permeate.journal.record import record, write
from permeate.models import Adoption, Decision, Outcome, Person, Practice
from permeate.queries.practices import family

ORDER = ("IDENTIFIED", "ACCEPTED", "IMPLEMENTED", "VALIDATED")
STEPS = {"ACCEPTED": "accept", "IMPLEMENTED": "implement", "VALIDATED": "validate"}


@write
def advance(*, practice: Practice, by: Person | None, now: datetime) -> None:
    """Record each status that was newly reached; never back, and never past the facts."""
    practice = practice.root or practice
    ids = family(practice)
    accepted = Decision.objects.filter(practice_id__in=ids, verdict__in=("ADOPT", "ADAPT"))
    known = accepted.exists()
    checked = Outcome.objects.filter(adoption__practice_id__in=ids, level=HIGHEST, change="BETTER")
    reached = status_reached(
        accepted=known,
        implemented=Adoption.objects.filter(practice_id__in=ids).exists(),
        validated=checked.exists(),
    )
    for status in ORDER[ORDER.index(practice.status) + 1 : ORDER.index(reached) + 1]:
        if status == "ACCEPTED" and not known:
            continue
        move = PRACTICE.move(STEPS[status])
        practice.status = PRACTICE.target(practice.status, move.name)
        record(move.event, practice, by=by, now=now)
    practice.save(update_fields=["status"])
