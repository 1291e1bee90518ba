"""Asking somebody elsewhere, whose name one need not know, to be shadowed."""

from datetime import datetime

from permeate.core.equivalents import check_can_ask
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Membership, Person
from permeate.queries import equivalents as reads


@write
def ask_to_shadow(
    *, membership: Membership, mine: Membership, message: str, when: str, by: Person, now: datetime
) -> int:
    """Send the request to them and to their coordinators; returns how many those are.

    ``mine`` is the membership the person asks from. Refused as ``check_can_ask`` has it,
    and where the offer has been taken back meanwhile.
    """
    Person.objects.select_for_update().get(id=by.id)  # two requests at once are counted
    held = reads.findable(by).filter(id=membership.id).select_related("person").first()
    if held is None:
        raise Refused("This person no longer offers shadowing. Ask somebody else.")
    check_can_ask(
        asked_today=reads.asked_lately(by, now),
        days_since=reads.asked_before(by, held, now),
        message=message,
    )
    record(
        Event.SHADOWING_ASKED,
        held,
        by=by,
        now=now,
        organisations=[held.organisation, mine.organisation],
    )
    told = {"asker": by, "mine": mine, "theirs": held, "message": message.strip(), "when": when}
    notify(Event.SHADOWING_ASKED, to=held.person, wording="shadowing_asked", now=now, **told)
    also = list(reads.coordinators(held))
    for coordinator in also:
        notify(
            Event.SHADOWING_ASKED,
            to=coordinator,
            wording="shadowing_asked_coordinator",
            now=now,
            **told,
        )
    return len(also)
