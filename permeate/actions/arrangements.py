"""What the participant tells those who need it; every look at it is a fact of the history."""

from datetime import datetime

from permeate.actions.locking import lock
from permeate.core.access import check_may
from permeate.core.arrangements import BY_CODE, check_can_give, check_can_see, check_emergency
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Arrangements, Person, Placement
from permeate.queries.arrangements import arrangements_of, security_of
from permeate.queries.relations import relations_to


@write
def give_arrangements(
    *,
    placement: Placement,
    adjustments: str,
    emergency_name: str,
    emergency_phone: str,
    site_access: str,
    by: Person,
    now: datetime,
) -> Arrangements:
    """Keep what the host needs to know; whoever needs it is told that there is news, not what."""
    placement = lock(
        Placement.objects.select_related(
            "participant", "home", "host", "home_manager", "host_manager"
        ),
        placement.id,
    )
    check_can_give(placement_status=placement.status)
    check_emergency(name=emergency_name, phone=emergency_phone)
    given = {
        "adjustments": adjustments.strip(),
        "emergency_name": emergency_name.strip(),
        "emergency_phone": emergency_phone.strip(),
        "site_access": site_access.strip(),
    }
    before = arrangements_of(placement)
    changed = _changed(before, given)
    if before and not changed:
        return before
    kept, _ = Arrangements.objects.update_or_create(
        placement=placement, defaults={**given, "updated_at": now}
    )
    record(
        Event.ARRANGEMENTS_CHANGED,
        placement,
        by=by,
        now=now,
        organisations=[placement.home, placement.host],
        parts=changed,
    )
    _tell(placement, changed, now)
    return kept


@write
def see_arrangements(*, placement: Placement, part: str, by: Person, now: datetime) -> Arrangements:
    """Show one part to somebody who needs it, and record that they saw it.

    Refused where they may not, the placement is over, or nothing was given.
    """
    check_may(BY_CODE[part].act, relations_to(placement, by))
    check_can_see(placement_status=placement.status)
    given = arrangements_of(placement)
    if given is None:
        raise Refused(f"{placement.participant.name} has not given anything yet.")
    record(
        Event.ARRANGEMENTS_SEEN,
        placement,
        by=by,
        now=now,
        organisations=[placement.home, placement.host],
        part=part,
    )
    return given


def _changed(before: Arrangements | None, given: dict[str, str]) -> list[str]:
    return [
        part.code
        for part in BY_CODE.values()
        if any(given[name] != getattr(before, name, "") for name in part.fields)
    ]


def _tell(placement: Placement, changed: list[str], now: datetime) -> None:
    for person in _who_needs(placement, changed):
        notify(
            Event.ARRANGEMENTS_CHANGED,
            to=person,
            wording="arrangements_changed",
            now=now,
            placement=placement,
        )


def _who_needs(placement: Placement, changed: list[str]) -> list[Person]:
    people = [placement.host_manager] if changed else []
    if "emergency" in changed:
        people.append(placement.home_manager)
    if "access" in changed:
        people += security_of(placement.host_id)
    return list({person.id: person for person in people}.values())
