"""Tell people what is new in their saved searches."""

from django.utils import timezone

from permeate.actions.searches import alert
from permeate.queries.searches import alerting


def send_search_alerts() -> int:
    """How many mails were written; each search's is a write of its own."""
    now = timezone.now()
    return sum(alert(search=search, now=now) > 0 for search in list(alerting()))
