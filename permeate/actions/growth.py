"""Writes of what a person gained: their own levels, the host's, and what goes to the profile."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from permeate.actions.locking import lock
from permeate.core.events import Event
from permeate.core.growth import LONGEST, MOST_SKILLS, check_levels, check_stage
from permeate.core.refusals import Refused
from permeate.journal.record import record, write
from permeate.models import Person, PersonSkill, Placement, SkillRating


@write
def rate_before(
    *, placement: Placement, levels: Mapping[str, int], by: Person, now: datetime
) -> None:
    """Where the participant stands before; again, it replaces what they said."""
    placement = _open(placement, "before", now)
    _check(levels)
    for skill, level in levels.items():
        SkillRating.objects.update_or_create(
            placement=placement, skill=skill, defaults={"before": level, "before_at": now}
        )
    _record(placement, by, now, "before", len(levels))


@write
def rate_end(
    *,
    placement: Placement,
    levels: Mapping[str, int],
    start_now: Mapping[str, int],
    by: Person,
    now: datetime,
) -> None:
    """Where the participant stands at the end, and how they now see their start."""
    placement = _open(placement, "end", now)
    if levels.keys() != start_now.keys():
        raise Refused("Of each skill say both where you are and where you now think you started.")
    _check(levels)
    _check(start_now)
    for skill, level in levels.items():
        SkillRating.objects.update_or_create(
            placement=placement,
            skill=skill,
            defaults={"now": level, "start_now": start_now[skill], "now_at": now},
        )
    _record(placement, by, now, "end", len(levels))


@write
def rate_as_host(
    *, placement: Placement, levels: Mapping[str, int], by: Person, now: datetime
) -> None:
    """Where the host sees the participant at the end: an endorsement of these skills."""
    placement = _open(placement, "end", now)
    _check(levels)
    for skill, level in levels.items():
        SkillRating.objects.update_or_create(
            placement=placement,
            skill=skill,
            defaults={"host": level, "host_by": by, "host_at": now},
        )
    _record(placement, by, now, "host", len(levels))


@write
def keep_on_profile(*, skills: Sequence[str], by: Person, now: datetime) -> int:
    """Put skills that hosts endorsed on the person's profile; returns how many are new."""
    endorsed = set(
        SkillRating.objects.filter(placement__participant=by, host__isnull=False).values_list(
            "skill", flat=True
        )
    )
    if not skills or not set(skills) <= endorsed:
        raise Refused("Choose among the skills that a host has endorsed.", field="skills")
    held = set(by.skills.values_list("skill", flat=True))
    fresh = [skill for skill in dict.fromkeys(skills) if skill not in held]
    PersonSkill.objects.bulk_create(PersonSkill(person=by, skill=skill) for skill in fresh)
    record(Event.PERSON_UPDATED, by, by=by, now=now, change="endorsed", skills=len(fresh))
    return len(fresh)


def _open(placement: Placement, stage: str, now: datetime) -> Placement:
    row = lock(Placement.objects.select_related("home", "host"), placement.id)
    today = timezone.localdate(now)
    check_stage(stage, status=row.status, ends_on=row.ends_on, today=today)
    return row


def _check(levels: Mapping[str, int]) -> None:
    check_levels(dict(levels))
    if len(levels) > MOST_SKILLS * 2 or any(len(skill) > LONGEST for skill in levels):
        raise Refused(f"Name at most {MOST_SKILLS} skills.", field="skills")


def _record(placement: Placement, by: Person, now: datetime, stage: str, skills: int) -> None:
    record(
        Event.SKILLS_RATED,
        placement,
        by=by,
        now=now,
        organisations=[placement.home, placement.host],
        stage=stage,
        skills=skills,
    )
