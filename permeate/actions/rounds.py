"""Setting up a round: its days, places, limits; opening it and closing rankings."""

import secrets
from datetime import datetime
from typing import Any

from django.utils import timezone

from permeate.core import rounds as rules
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.core.round_lifecycles import ROUND
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import (
    Opportunity,
    Organisation,
    Person,
    Programme,
    Round,
    RoundExclusion,
    RoundPlace,
    RoundTarget,
)
from permeate.queries import rounds as reads

SEED_BITS = 63


@write
def set_up_round(
    *,
    programme: Programme,
    name: str,
    method: str,
    calendar: rules.Calendar,
    by: Person,
    now: datetime,
) -> Round:
    """A round that only its owner sees until it is opened."""
    rules.check_round(name=name, calendar=calendar, method=method, today=timezone.localdate(now))
    made = Round.objects.create(
        programme=programme,
        name=name.strip(),
        method=method,
        rankings_close_on=calendar.rankings_close_on,
        answers_due_on=calendar.answers_due_on,
        created_at=now,
    )
    record_round(Event.ROUND_SET_UP, made, by, now, method=method)
    return made


@write
def change_round(
    *,
    round_: Round,
    name: str,
    method: str,
    calendar: rules.Calendar,
    by: Person,
    now: datetime,
) -> None:
    """Change what it says, while it is being set up."""
    locked = lock(round_)
    rules.check_can_change(locked.status)
    rules.check_round(name=name, calendar=calendar, method=method, today=timezone.localdate(now))
    locked.name, locked.method = name.strip(), method
    locked.rankings_close_on = calendar.rankings_close_on
    locked.answers_due_on = calendar.answers_due_on
    locked.save()
    record_round(Event.ROUND_CHANGED, locked, by, now, method=method)


@write
def put_place(
    *,
    round_: Round,
    opportunity: Opportunity,
    least: int,
    most: int,
    by: Person,
    now: datetime,
) -> None:
    """Put an opportunity into the round, or change how many it needs and holds."""
    locked = lock(round_)
    rules.check_can_change(locked.status)
    rules.check_place(least=least, most=most)
    RoundPlace.objects.update_or_create(
        round=locked, opportunity=opportunity, defaults={"least": least, "most": most}
    )
    record_round(Event.ROUND_CHANGED, locked, by, now, place=opportunity.reference)


@write
def remove_place(*, round_: Round, reference: str, by: Person, now: datetime) -> None:
    """Take a place out of the round."""
    locked = lock(round_)
    rules.check_can_change(locked.status)
    gone, _ = locked.places.filter(reference=reference).delete()
    if gone:
        record_round(Event.ROUND_CHANGED, locked, by, now, removed=reference)


@write
def put_target(
    *,
    round_: Round,
    dimension: str,
    value: str,
    least: int,
    most: int | None,
    by: Person,
    now: datetime,
) -> None:
    """Say how many people should go to hosts of a sector, region or type."""
    locked = lock(round_)
    rules.check_can_change(locked.status)
    rules.check_target(dimension=dimension, value=value, least=least, most=most)
    RoundTarget.objects.update_or_create(
        round=locked, dimension=dimension, value=value, defaults={"least": least, "most": most}
    )
    record_round(Event.ROUND_CHANGED, locked, by, now, dimension=dimension, least=least)


@write
def remove_target(*, round_: Round, dimension: str, value: str, by: Person, now: datetime) -> None:
    """No longer aim at it."""
    locked = lock(round_)
    rules.check_can_change(locked.status)
    locked.targets.filter(dimension=dimension, value=value).delete()
    record_round(Event.ROUND_CHANGED, locked, by, now, dimension=dimension)


@write
def exclude_pair(
    *, round_: Round, home: Organisation, host: Organisation, by: Person, now: datetime
) -> None:
    """Let nobody go from one organisation to the other."""
    locked = lock(round_)
    rules.check_can_change(locked.status)
    RoundExclusion.objects.get_or_create(round=locked, home=home, host=host)
    record_round(Event.ROUND_CHANGED, locked, by, now, home=home.reference, host=host.reference)


@write
def allow_pair(*, round_: Round, home: str, host: str, by: Person, now: datetime) -> None:
    """Allow an excluded pair again; organisations by reference."""
    locked = lock(round_)
    rules.check_can_change(locked.status)
    locked.exclusions.filter(home__reference=home, host__reference=host).delete()
    record_round(Event.ROUND_CHANGED, locked, by, now, home=home, host=host)


@write
def open_round(*, round_: Round, by: Person, now: datetime) -> None:
    """Open rankings: draw the seed, commit to it, tell coordinators and hosts."""
    locked = lock(round_)
    target = ROUND.target(locked.status, "open")
    rules.check_can_open(
        places=locked.places.count(),
        calendar=rules.Calendar(locked.rankings_close_on, locked.answers_due_on),
        today=timezone.localdate(now),
    )
    locked.seed = secrets.randbits(SEED_BITS)
    locked.commitment = rules.commitment(locked.seed, locked.reference)
    locked.status = target
    locked.save()
    record_round(Event.ROUND_OPENED, locked, by, now, commitment=locked.commitment)
    hosts = {place.opportunity.host_manager for place in reads.places_of(locked)}
    told = sorted({*hosts, *reads.members_to_invite(locked)} - {by}, key=lambda one: one.id)
    for person in told:
        notify(Event.ROUND_OPENED, to=person, wording="round_opened", now=now, round=locked)


@write
def close_rankings(*, round_: Round, by: Person | None, now: datetime) -> None:
    """End rankings; ``by`` is None when their last day is over."""
    locked = lock(round_)
    if by is None and locked.status != "RANKING":
        return
    locked.status = ROUND.target(locked.status, "close")
    locked.save(update_fields=["status"])
    record_round(Event.ROUND_CLOSED, locked, by, now)
    owner = locked.programme.owner
    if by != owner:
        notify(Event.ROUND_CLOSED, to=owner, wording="round_closed", now=now, round=locked)


def lock(round_: Round) -> Round:
    """The row, held until the write ends."""
    try:
        return Round.objects.select_for_update().get(id=round_.id)
    except Round.DoesNotExist as error:
        raise Refused("The round is gone.") from error


def record_round(
    event: Event, round_: Round, by: Person | None, now: datetime, **facts: Any
) -> None:
    """One fact about a round in the history."""
    record(event, round_, by=by, now=now, organisations=[round_.programme.organisation], **facts)
