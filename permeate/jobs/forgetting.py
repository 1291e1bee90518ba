"""Once a day: what is past its date goes."""

from django.utils import timezone

from permeate.actions.forgetting import forget_kept_names, forget_old_data


def forget() -> int:
    """How many names, mails and addresses went."""
    now = timezone.now()
    return forget_kept_names(now=now) + forget_old_data(now=now)
