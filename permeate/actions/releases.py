"""Home's decision to let a person go, made before the application."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from permeate.actions.locking import lock
from permeate.core.delegations import check_decides
from permeate.core.events import Event
from permeate.core.lifecycles import RELEASE
from permeate.core.refusals import Refused
from permeate.core.releases import (
    check_can_ask,
    check_can_decide,
    check_can_name_manager,
    check_can_withdraw,
    check_is_not_own_manager,
    check_request,
    reminder_number,
)
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Membership, Need, Opportunity, Person, Release
from permeate.queries.applications import live_of_release
from permeate.queries.coordinators import coordinators_of
from permeate.queries.delegations import given_by, stand_ins


@write
def request_release(
    *,
    opportunity: Opportunity,
    membership: Membership,
    by: Person,
    purpose: str,
    home_gains: str,
    now: datetime,
    need: Need | None = None,
) -> Release:
    """Ask home to let ``by`` go; the manager comes from ``membership``.

    ``need`` is the person's plan it rests on: the manager reads its objectives.

    Where it names none, the coordinators of home are asked to. Refused where the
    opportunity takes no applications, or the same was asked before and still stands.
    """
    membership = Membership.objects.select_for_update().get(id=membership.id)
    if membership.person_id != by.id or membership.ended_at:
        raise Refused("Choose an organisation you belong to now.", field="membership")
    check_can_ask(
        kind=opportunity.kind,
        status=opportunity.status,
        closes_on=opportunity.closes_on,
        today=timezone.localdate(now),
        is_host_manager=opportunity.host_manager_id == by.id,
    )
    check_request(purpose=purpose, home_gains=home_gains)
    live = Release.objects.filter(
        person=by, opportunity=opportunity, status__in=("REQUESTED", "GRANTED")
    )
    if live.exists():
        raise Refused("You asked for this before. Your earlier request is on your home page.")
    manager = membership.manager if membership.manager_id != by.id else None
    release = Release.objects.create(
        person=by,
        home=membership.organisation,
        manager=manager,
        opportunity=opportunity,
        purpose=purpose.strip(),
        home_gains=home_gains.strip(),
        need=need if need and need.owner_id == by.id else None,
        requested_at=now,
        asked_at=now if manager else None,
    )
    _record(Event.RELEASE_REQUESTED, release, by=by, now=now)
    _ask(Event.RELEASE_REQUESTED, release, now)
    return release


@write
def name_manager(*, release: Release, manager: Person, by: Person, now: datetime) -> Release:
    """Name who decides, in the request and in the membership it came from.

    Refused unless the request still waits and the manager is somebody else at home.
    """
    release = _locked(release)
    check_can_name_manager(
        status=release.status, person_id=release.person_id, manager_id=manager.id
    )
    at_home = Membership.objects.active().filter(organisation_id=release.home_id)
    if not at_home.filter(person=manager).exists():
        raise Refused("Choose somebody who belongs to your organisation now.", field="manager")
    release.manager = manager
    release.chased = 0
    release.asked_at = now
    release.save(update_fields=["manager", "chased", "asked_at"])
    at_home.filter(person=release.person).update(manager=manager)
    _record(Event.RELEASE_MANAGER_NAMED, release, by=by, now=now, manager=manager.reference)
    _ask(Event.RELEASE_MANAGER_NAMED, release, now)
    notify(
        Event.RELEASE_MANAGER_NAMED,
        to=release.person,
        wording="release_passed_on",
        now=now,
        release=release,
    )
    return release


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
    other_dates: tuple[date | None, date | None] = (None, None),
    cover_cost: Decimal | None = None,
) -> Release:
    """Grant or refuse; Refused where it was decided before, or says too little.

    ``by`` is the manager, or stands in for them on this day. ``other_dates`` are the first
    and last day of a yes to others than asked; ``cover_cost`` is in pounds, where it was
    worked out.
    """
    release = _locked(release)
    move = RELEASE.move("grant" if granted else "refuse")
    status = RELEASE.target(release.status, move.name)
    check_is_not_own_manager(person_id=release.person_id, manager_id=by.id)
    check_decides(
        by=by.id,
        manager=release.manager_id,
        given=given_by(release.manager_id, release.home_id),
        today=timezone.localdate(now),
    )
    if not granted:
        other_dates, cover_cost = (None, None), None
    check_can_decide(granted=granted, cover=cover, reason=reason, other_dates=other_dates)
    release.granted_starts_on, release.granted_ends_on = other_dates
    release.cover_cost = cover_cost
    release.status = status
    release.cover = cover if granted else ""
    release.cover_note = cover_note.strip() if granted else ""
    release.reason = reason.strip()
    release.decided_at, release.decided_by = now, by
    release.save()
    _record(move.event, release, by=by, now=now, cover=release.cover)
    notify(
        move.event,
        to=release.person,
        wording="release_decided",
        now=now,
        release=release,
        granted=granted,
    )
    return release


@write
def withdraw_release(*, release: Release, by: Person, now: datetime) -> Release:
    """Take the request or the granted release back; Refused while an application rests on it."""
    release = _locked(release)
    move = RELEASE.move("withdraw")
    status = RELEASE.target(release.status, move.name)
    check_can_withdraw(has_live_application=live_of_release(release).exists())
    release.status = status
    release.save(update_fields=["status"])
    _record(move.event, release, by=by, now=now)
    if release.manager:
        notify(
            move.event, to=release.manager, wording="release_withdrawn", now=now, release=release
        )
    return release


@write
def remind_of_release(*, release: Release, now: datetime) -> bool:
    """Send the reminder that is due, if any: two to the manager, then to the coordinators."""
    release = _locked(release)
    number = reminder_number(
        asked_on=timezone.localdate(release.asked_at or release.requested_at),
        today=timezone.localdate(now),
        chased=release.chased,
    )
    if release.status != "REQUESTED" or number is None:
        return False
    release.chased = number
    release.save(update_fields=["chased"])
    _record(Event.RELEASE_CHASED, release, by=None, now=now, number=number)
    if release.manager is None:
        _tell_coordinators(Event.RELEASE_CHASED, release, "release_needs_manager", now)
    elif number < 3:
        notify(
            Event.RELEASE_CHASED,
            to=release.manager,
            wording="release_reminder",
            now=now,
            release=release,
        )
    else:
        _tell_coordinators(Event.RELEASE_CHASED, release, "release_stuck", now)
    return True


def _locked(release: Release) -> Release:
    return lock(
        Release.objects.select_related("person", "home", "manager", "opportunity__host"), release.id
    )


def _record(event: Event, release: Release, *, by: Person | None, now: datetime, **facts) -> None:
    record(event, release, by=by, now=now, organisations=[release.home], **facts)


def _ask(event: Event, release: Release, now: datetime) -> None:
    if release.manager:
        today = timezone.localdate(now)
        others = stand_ins(release.manager_id, release.home_id, today)
        for person in (release.manager, *(one for one in others if one != release.person)):
            notify(event, to=person, wording="release_requested", now=now, release=release)
    else:
        _tell_coordinators(event, release, "release_needs_manager", now)


def _tell_coordinators(event: Event, release: Release, wording: str, now: datetime) -> None:
    for person in coordinators_of(release.home_id):
        notify(event, to=person, wording=wording, now=now, release=release)
