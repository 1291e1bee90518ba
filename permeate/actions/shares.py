"""Writes of what is shared: put before organisations, acknowledged, decided on."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from permeate.core.cadence import DECISION_DUE_DAYS
from permeate.core.events import Event
from permeate.core.learning import check_can_acknowledge, check_can_decide, check_can_share
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import (
    Acknowledgement,
    Decision,
    LearningEntry,
    Membership,
    Organisation,
    Person,
    ShareAudience,
    ShareEvent,
)


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
    entry = LearningEntry.objects.select_for_update().get(id=entry.id)
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
    )
    due_on = timezone.localdate(now) + timedelta(days=DECISION_DUE_DAYS)
    ShareAudience.objects.bulk_create(
        ShareAudience(share=share, organisation=organisation, decision_due_on=due_on)
        for organisation in audience
    )
    record(Event.ENTRY_SHARED, share, by=by, now=now, organisations=audience, entry=entry.reference)
    for person in _to_tell(share, audience):
        notify(
            Event.ENTRY_SHARED,
            to=person,
            wording="entry_shared",
            now=now,
            share=share,
            due_on=due_on,
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
    placement = share.entry.placement
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
            )
    except IntegrityError:
        raise Refused("You have already said what you make of this.") from None
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


@write
def decide_on_share(
    *,
    share: ShareEvent,
    organisation: Organisation,
    by: Person,
    verdict: str,
    reason: str,
    deferred_until: date | None,
    now: datetime,
) -> Decision:
    """A senior decides for their organisation: adopt, adapt, reject, or defer until a date.

    The audience's row is locked, so that two seniors cannot both decide.
    """
    audience = ShareAudience.objects.select_for_update().get(share=share, organisation=organisation)
    standing = (
        Decision.objects.filter(share=share, organisation=organisation)
        .order_by("-decided_at", "-id")
        .first()
    )
    check_can_decide(
        is_author=share.shared_by_id == by.id,
        verdict=verdict,
        reason=reason,
        deferred_until=deferred_until,
        standing_verdict=standing.verdict if standing else "",
        today=timezone.localdate(now),
    )
    decision = Decision.objects.create(
        share=share,
        organisation=organisation,
        decided_by=by,
        band_at_time=_band(by, organisation),
        verdict=verdict,
        reason=reason.strip(),
        deferred_until=deferred_until if verdict == "DEFER" else None,
        decided_at=now,
    )
    if decision.deferred_until:
        audience.decision_due_on, audience.chased = decision.deferred_until, 0
        audience.save(update_fields=["decision_due_on", "chased"])
    _tell_decision(decision)
    return decision


def _tell_decision(decision: Decision) -> None:
    share, now = decision.share, decision.decided_at
    record(
        Event.DECISION_MADE,
        share,
        by=decision.decided_by,
        now=now,
        organisations=[decision.organisation],
        verdict=decision.verdict,
    )
    notify(
        Event.DECISION_MADE,
        to=share.shared_by,
        wording="decision_made",
        now=now,
        share=share,
        decision=decision,
    )


def _band(person: Person, organisation: Organisation) -> str:
    membership = (
        Membership.objects.active()
        .filter(person=person, organisation=organisation)
        .select_related("grade")
        .first()
    )
    return membership.grade.band if membership and membership.grade else ""


@write
def chase_decision(*, audience: ShareAudience, number: int, now: datetime) -> bool:
    """Remind the seniors that a decision is overdue, once for each number."""
    mine = ShareAudience.objects.filter(id=audience.id, chased=number - 1).update(chased=number)
    if not mine:
        return False
    seniors = Person.objects.filter(
        id__in=Membership.objects.active()
        .filter(organisation=audience.organisation, roles__role=Role.SENIOR.value)
        .values("person_id")
    )
    for senior in seniors:
        notify(
            Event.DECISION_DUE,
            to=senior,
            wording="decision_due",
            now=now,
            share=audience.share,
            due_on=audience.decision_due_on,
        )
    record(
        Event.DECISION_DUE,
        audience.share,
        by=None,
        now=now,
        organisations=[audience.organisation],
        number=number,
    )
    return True
