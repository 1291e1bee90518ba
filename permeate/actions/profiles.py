"""What people write about themselves."""

from collections.abc import Sequence
from datetime import datetime

from permeate.actions.locking import lock
from permeate.actions.suggestions import suggest_anew
from permeate.core.events import Event
from permeate.core.memberships import check_is_member
from permeate.core.profiles import all_skills
from permeate.journal.record import record, write
from permeate.models import Grade, Membership, Person, PersonSkill


@write
def change_profile(
    *,
    name: str,
    skills: Sequence[str],
    own_skills: str,
    prompt_weekday: int,
    by: Person,
    now: datetime,
) -> None:
    """Own name, skills and the weekday of the learning prompt (Monday is 0)."""
    wanted = all_skills(skills, own_skills)
    by.name = " ".join(name.split())
    by.prompt_weekday = prompt_weekday
    by.save(update_fields=["name", "prompt_weekday"])
    by.skills.exclude(skill__in=wanted).delete()
    PersonSkill.objects.bulk_create(
        [PersonSkill(person=by, skill=skill) for skill in wanted], ignore_conflicts=True
    )
    record(Event.PERSON_UPDATED, by, by=by, now=now, change="profile")
    suggest_anew(by)


@write
def change_own_place(
    *,
    membership: Membership,
    job_title: str,
    team: str,
    profession: str,
    grade: Grade | None,
    offers_shadowing: bool,
    shadowing_note: str,
    by: Person,
    now: datetime,
) -> None:
    """Own job in one organisation, and whether equivalents elsewhere may come and shadow."""
    membership = lock(Membership.objects.select_related("organisation"), membership.id)
    check_is_member(ended=membership.ended_at is not None)
    offer = (membership.offers_shadowing, membership.shadowing_note)
    membership.job_title, membership.team = job_title, team
    membership.profession, membership.grade = profession, grade
    membership.offers_shadowing = offers_shadowing
    membership.shadowing_note = shadowing_note if offers_shadowing else ""
    membership.save()
    changed = offer != (membership.offers_shadowing, membership.shadowing_note)
    record(
        Event.SHADOWING_OFFER_CHANGED if changed else Event.MEMBERSHIP_CHANGED,
        membership,
        by=by,
        now=now,
        organisations=[membership.organisation],
        offers_shadowing=offers_shadowing,
    )
    suggest_anew(by)
