"""Send the notices that are due."""

from django.utils import timezone

from permeate.journal.deliver import send_due


def send_due_notices() -> int:
    """How many notices were sent."""
    return send_due(timezone.now())
