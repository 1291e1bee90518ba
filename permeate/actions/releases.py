"""Home's decision to let a person go, made before the application."""

from datetime import datetime

from permeate.core.lifecycles import RELEASE
from permeate.core.releases import check_can_decide, check_is_not_own_manager
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Person, Release


@write
def decide_release(
    *,
    release: Release,
    by: Person,
    granted: bool,
    cover: str,
    cover_note: str,
    reason: str,
    now: datetime,
) -> Release:
    """Grant or refuse; Refused where it was decided before, or says too little."""
    release = Release.objects.select_for_update().get(id=release.id)
    move = RELEASE.move("grant" if granted else "refuse")
    status = RELEASE.target(release.status, move.name)
    check_is_not_own_manager(person_id=release.person_id, manager_id=by.id)
    check_can_decide(granted=granted, cover=cover, reason=reason)
    release.status = status
    release.cover = cover if granted else ""
    release.cover_note = cover_note
    release.reason = reason.strip()
    release.decided_at, release.decided_by = now, by
    release.save()
    record(
        move.event,
        release,
        by=by,
        now=now,
        organisations=[release.home],
        cover=release.cover,
    )
    notify(
        move.event,
        to=release.person,
        wording="release_decided",
        now=now,
        release=release,
        granted=granted,
    )
    return release
