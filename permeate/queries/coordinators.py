"""Who runs the scheme for an organisation."""

from permeate.core.roles import Role
from permeate.models import Person


def coordinators_of(organisation_id: int) -> list[Person]:
    """The organisation's coordinators now, in the order they joined the service."""
    return list(
        Person.objects.filter(
            is_active=True,
            memberships__organisation_id=organisation_id,
            memberships__ended_at=None,
            memberships__roles__role=Role.COORDINATOR.value,
        )
        .distinct()
        .order_by("id")
    )
