"""Writes about memberships: joining an organisation, changes, leaving."""

from collections.abc import Iterable
from datetime import datetime

from permeate.core.events import Event
from permeate.core.roles import Role
from permeate.journal.record import record, write
from permeate.models import Membership, MembershipRole, Organisation, Person


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
