"""Writes of what is shared: an entry or a practice put before organisations, acknowledged."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from permeate.core.artefacts import Artefact
from permeate.core.cadence import DECISION_DUE_DAYS
from permeate.core.events import Event
from permeate.core.learning import check_can_acknowledge, check_can_share
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.sharing import check_can_share_practice
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import (
    Acknowledgement,
    LearningEntry,
    Membership,
    Organisation,
    Person,
    Practice,
    ShareAudience,
    ShareEvent,
    ShareFile,
)
from permeate.queries.as_they_were import as_they_are


@write
def share_entry(
    *,
    entry: LearningEntry,
    by: Person,
    title: str,
    audience: Collection[Organisation],
    now: datetime,
) -> ShareEvent:
    """Put an entry before organisations: its text is fixed as it is now, and they are told."""
    check_can_share(title=title, audience=[o.reference for o in audience])
    entry = (
        LearningEntry.objects.select_for_update(of=("self",))
        .select_related("placement")
        .get(id=entry.id)
    )
    already = set(
        ShareAudience.objects.filter(share__entry=entry, organisation__in=audience).values_list(
            "organisation__name", flat=True
        )
    )
    if already:
        raise Refused(
            f"This was already shared with {', '.join(sorted(already))}.", field="audience"
        )
    share = ShareEvent.objects.create(
        entry=entry,
        shared_by=by,
        title=title.strip(),
        what=entry.what,
        so_what=entry.so_what,
        now_what=entry.now_what,
        direction=entry.direction,
        theme=entry.theme,
        shared_at=now,
        **as_they_are(by, entry.placement.home_id if entry.placement else None),
    )
    record(Event.ENTRY_SHARED, share, by=by, now=now, organisations=audience, entry=entry.reference)
    _put_before(share, audience, Event.ENTRY_SHARED, now)
    return share


def _put_before(
    share: ShareEvent, audience: Collection[Organisation], event: Event, now: datetime
) -> None:
    """Ask each organisation for a decision, unless it was asked on this practice; tell them."""
    asked = set()
    if share.practice_id:
        asked = set(
            ShareAudience.objects.filter(
                share__practice=share.practice, organisation__in=audience
            ).values_list("organisation_id", flat=True)
        )
    due_on = timezone.localdate(now) + timedelta(days=DECISION_DUE_DAYS)
    ShareAudience.objects.bulk_create(
        ShareAudience(
            share=share,
            organisation=organisation,
            decision_due_on=None if organisation.id in asked else due_on,
        )
        for organisation in audience
    )
    for person in _to_tell(share, audience):
        notify(event, to=person, wording="entry_shared", now=now, share=share, due_on=due_on)


@dataclass(frozen=True)
class Shown:
    """How a practice was put before people: what is kept of it, when, for how many."""

    channel: str
    title: str
    text: str = ""
    file: Artefact | None = None
    held_on: date | None = None
    people: int | None = None


@write
def share_practice(
    *,
    practice: Practice,
    shown: Shown,
    audience: Collection[Organisation],
    by: Person,
    now: datetime,
) -> ShareEvent:
    """Put a practice before organisations, with a text or file that is kept as it was."""
    practice = Practice.objects.select_for_update().get(id=practice.id)
    check_can_share(title=shown.title, audience=[one.reference for one in audience])
    _check(practice, shown, audience, now)
    share = _share_of(practice, shown, by, now)
    record(
        Event.PRACTICE_SHARED,
        share,
        by=by,
        now=now,
        organisations=audience,
        practice=practice.reference,
        channel=shown.channel,
        held_on=shown.held_on,
    )
    _put_before(share, audience, Event.PRACTICE_SHARED, now)
    return share


def _check(
    practice: Practice, shown: Shown, audience: Collection[Organisation], now: datetime
) -> None:
    check_can_share_practice(
        merged=practice.merged_into_id is not None,
        audience=[one.reference for one in audience],
        channel=shown.channel,
        text=shown.text,
        has_file=shown.file is not None,
        held_on=shown.held_on,
        people=shown.people,
        today=timezone.localdate(now),
    )


def _share_of(practice: Practice, shown: Shown, by: Person, now: datetime) -> ShareEvent:
    """The share's row, and the file's where there is one."""
    link = practice.entries.filter(entry__author=by).select_related("entry__placement").first()
    share = ShareEvent.objects.create(
        entry=link.entry if link else None,
        practice=practice,
        practice_version=practice.version,
        channel=shown.channel,
        held_on=shown.held_on,
        people=shown.people,
        shared_by=by,
        title=shown.title.strip(),
        what=shown.text.strip(),
        direction=link.entry.direction if link else "",
        shared_at=now,
        **as_they_are(by),
    )
    if shown.file:
        ShareFile.objects.create(
            share=share,
            name=shown.file.name,
            media_type=shown.file.media_type,
            size=len(shown.file.content),
            sha256=hashlib.sha256(shown.file.content).hexdigest(),
            content=shown.file.content,
        )
    return share


def _to_tell(share: ShareEvent, audience: Collection[Organisation]) -> list[Person]:
    """Seniors of each organisation, and the placement's managers who belong to one."""
    seniors = Person.objects.filter(
        id__in=Membership.objects.active()
        .filter(organisation__in=audience, roles__role=Role.SENIOR.value)
        .values("person_id")
    )
    people = {person.id: person for person in seniors}
    placement = share.entry.placement if share.entry else None
    if placement:
        reached = {organisation.id for organisation in audience}
        sides = (
            (placement.home_id, placement.home_manager),
            (placement.host_id, placement.host_manager),
        )
        people |= {manager.id: manager for side, manager in sides if side in reached}
    people.pop(share.shared_by_id, None)
    return sorted(people.values(), key=lambda person: person.id)


@write
def acknowledge_share(
    *, share: ShareEvent, by: Person, receipt: str, reason: str, now: datetime
) -> Acknowledgement:
    """Record the receiver's own word on something shared with their organisation."""
    check_can_acknowledge(is_author=share.shared_by_id == by.id, receipt=receipt, reason=reason)
    organisation = Organisation.objects.filter(
        id__in=by.standing.organisations, shares_received__share=share
    ).first()
    if organisation is None:
        raise Refused("This was not shared with an organisation you belong to.")
    try:
        with transaction.atomic():
            word = Acknowledgement.objects.create(
                share=share,
                person=by,
                organisation=organisation,
                receipt=receipt,
                reason=reason.strip(),
                acknowledged_at=now,
                **as_they_are(by, organisation.id),
            )
    except IntegrityError:
        raise Refused("You have already said this. Your word stands.") from None
    record(
        Event.SHARE_ACKNOWLEDGED,
        share,
        by=by,
        now=now,
        organisations=[organisation],
        receipt=receipt,
    )
    notify(
        Event.SHARE_ACKNOWLEDGED,
        to=share.shared_by,
        wording="share_acknowledged",
        now=now,
        share=share,
        word=word,
    )
    return word
