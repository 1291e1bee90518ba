"""Writes about memberships: joining an organisation, changes, leaving."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from permeate.actions.calling_off import call_off_own
from permeate.actions.handing_over import hand_over
from permeate.core.events import Event
from permeate.core.memberships import (
    check_can_hold,
    check_can_take_over,
    check_coordinator_remains,
    check_is_member,
)
from permeate.core.refusals import Refused
from permeate.core.roles import ROLE_LABELS, Role
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Grade, Membership, MembershipRole, Organisation, Person
from permeate.queries.duties import Duties, duties
from permeate.queries.memberships import member_ids, other_coordinators, roles_of


@write
def join(
    *,
    person: Person,
    organisation: Organisation,
    roles: Iterable[str],
    by: Person,
    now: datetime,
    job_title: str = "",
    manager: Person | None = None,
) -> Membership:
    """Make somebody a member, or add the roles to the membership they have.

    The organisation counts as claimed once it has a coordinator. The caller has checked
    that ``by`` may let them in.
    """
    membership, joined = Membership.objects.get_or_create(
        person=person,
        organisation=organisation,
        ended_at=None,
        defaults={"job_title": job_title, "manager": manager, "started_at": now},
    )
    held = [MembershipRole(membership=membership, role=role) for role in sorted(set(roles))]
    MembershipRole.objects.bulk_create(held, ignore_conflicts=True)
    if Role.COORDINATOR.value in {one.role for one in held} and not organisation.claimed_at:
        organisation.claimed_at = now
        organisation.save(update_fields=["claimed_at"])
    person.__dict__.pop("standing", None)
    record(
        Event.MEMBERSHIP_STARTED if joined else Event.MEMBERSHIP_CHANGED,
        membership,
        by=by,
        now=now,
        organisations=[organisation],
        roles=[one.role for one in held],
    )
    return membership


@write
def change_membership(
    *,
    membership: Membership,
    job_title: str,
    team: str,
    grade: Grade | None,
    manager: Person | None,
    roles: Sequence[str],
    by: Person,
    now: datetime,
) -> Membership:
    """Change somebody's place in the organisation.

    What waits for a manager who is replaced passes to the new one. Refused where nobody
    would be left to decide or to coordinate.
    """
    membership = _locked(membership)
    check_can_hold(
        roles=roles,
        person_id=membership.person_id,
        manager_id=manager.id if manager else None,
    )
    _change_manager(membership, manager, by, now)
    membership.job_title, membership.team, membership.grade = job_title, team, grade
    membership.manager = manager
    membership.save(update_fields=["job_title", "team", "grade", "manager"])
    changed = _change_roles(membership, roles)
    record(
        Event.MEMBERSHIP_CHANGED,
        membership,
        by=by,
        now=now,
        organisations=[membership.organisation],
        roles=sorted(roles),
    )
    if changed and by != membership.person:
        notify(
            Event.MEMBERSHIP_CHANGED,
            to=membership.person,
            wording="membership_changed",
            now=now,
            organisation=membership.organisation,
            by=by.name,
            roles=[ROLE_LABELS[Role(role)] for role in sorted(roles)],
        )
    return membership


def _change_roles(membership: Membership, roles: Sequence[str]) -> bool:
    """Whether anything changed; Refused where the only coordinator would stop being one."""
    before = roles_of(membership)
    if Role.COORDINATOR.value in before and Role.COORDINATOR.value not in roles:
        check_coordinator_remains(
            others=other_coordinators(membership),
            leaver_id=membership.person_id,
            successor_id=None,
            members=(),
        )
    membership.roles.exclude(role__in=roles).delete()
    MembershipRole.objects.bulk_create(
        [MembershipRole(membership=membership, role=role) for role in set(roles) - set(before)]
    )
    return sorted(roles) != before


def _change_manager(
    membership: Membership, manager: Person | None, by: Person, now: datetime
) -> None:
    if manager == membership.manager:
        return
    in_it = member_ids(membership.organisation)
    if manager and manager.id not in in_it:
        raise Refused(
            "The manager must belong to the organisation. Invite them first.",
            field="manager_email",
        )
    if membership.manager is None:
        return
    waiting = duties(membership.manager, membership.organisation, of=membership.person)
    waiting = replace(waiting, reports=[])
    if waiting.count() and manager is None:
        raise Refused(
            "Name another manager: somebody must decide on what they have asked for.",
            field="manager_email",
        )
    if waiting.count() and manager:
        _hand_to(waiting, membership.manager, manager, membership.organisation, by, now)


@write
def replace_manager(
    *, membership: Membership, replacement: Person | None, by: Person, now: datetime
) -> None:
    """Pass on everything that waits for this member, who stays; Refused where nothing does."""
    membership = _locked(membership)
    waiting = duties(membership.person, membership.organisation)
    if not waiting.count():
        raise Refused(f"Nothing waits for {membership.person.name}.")
    _pass_on(membership, waiting, replacement, by, now)


@write
def end_membership(
    *,
    membership: Membership,
    by: Person,
    now: datetime,
    replacement: Person | None = None,
    successor: Person | None = None,
) -> Membership:
    """End it, by the coordinator or the person themselves; access ends with the commit.

    Refused while something waits for the person and nobody takes over, and for the only
    coordinator without a successor. The person keeps their account and their own log.
    """
    membership = _locked(membership)
    organisation = membership.organisation
    if Role.COORDINATOR.value in roles_of(membership):
        _hand_on_coordination(membership, successor, by, now)
    _pass_on(membership, duties(membership.person, organisation), replacement, by, now)
    call_off_own(person=membership.person, organisation=organisation, by=by, now=now)
    membership.ended_at = now
    membership.offers_shadowing = False
    membership.save(update_fields=["ended_at", "offers_shadowing"])
    membership.person.__dict__.pop("standing", None)
    record(Event.MEMBERSHIP_ENDED, membership, by=by, now=now, organisations=[organisation])
    notify(
        Event.MEMBERSHIP_ENDED,
        to=membership.person,
        wording="membership_ended",
        now=now,
        organisation=organisation,
    )
    return membership


def _locked(membership: Membership) -> Membership:
    """The row as it is now, locked; the organisation's lock keeps two last coordinators apart."""
    Organisation.objects.select_for_update().get(id=membership.organisation_id)
    found = Membership.objects.select_related("person", "organisation", "manager").get(
        id=membership.id
    )
    check_is_member(ended=found.ended_at is not None)
    return found


def _hand_on_coordination(
    membership: Membership, successor: Person | None, by: Person, now: datetime
) -> None:
    check_coordinator_remains(
        others=other_coordinators(membership),
        leaver_id=membership.person_id,
        successor_id=successor.id if successor else None,
        members=member_ids(membership.organisation),
    )
    if successor:
        join(
            person=successor,
            organisation=membership.organisation,
            roles=[Role.COORDINATOR.value],
            by=by,
            now=now,
        )


def _pass_on(
    membership: Membership,
    waiting: Duties,
    replacement: Person | None,
    by: Person,
    now: datetime,
) -> None:
    check_can_take_over(
        name=membership.person.name,
        leaver_id=membership.person_id,
        replacement_id=replacement.id if replacement else None,
        members=member_ids(membership.organisation),
        participants=waiting.participants(),
        matters=waiting.count(),
    )
    if replacement and waiting.count():
        waiting = _without_own_place(membership, waiting, replacement)
        _hand_to(waiting, membership.person, replacement, membership.organisation, by, now)


def _without_own_place(membership: Membership, waiting: Duties, replacement: Person) -> Duties:
    """A deputy who takes over gets the leaver's manager, not themselves."""
    own = [report for report in waiting.reports if report.person_id == replacement.id]
    for report in own:
        above = membership.manager if membership.manager_id != replacement.id else None
        Membership.objects.filter(id=report.id).update(manager=above)
    return replace(waiting, reports=[one for one in waiting.reports if one not in own])


def _hand_to(
    waiting: Duties,
    from_person: Person,
    to: Person,
    organisation: Organisation,
    by: Person,
    now: datetime,
) -> None:
    """Hand over, with the roles by which it shows on the new manager's pages."""
    held = to.standing.roles.get(organisation.id, frozenset())
    missing = [role.value for role in waiting.roles() - held]
    if missing:
        join(person=to, organisation=organisation, roles=missing, by=by, now=now)
    hand_over(
        duties=waiting,
        from_person=from_person,
        to=to,
        organisation=organisation,
        by=by,
        now=now,
    )
