"""How allauth's sign-in fits this service: our outbox, our columns, by invitation or claim."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone

from permeate.actions import people


class AccountAdapter(DefaultAccountAdapter):
    """allauth asks this for every decision that is the site's own."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, so that no mail is lost between commit and sending."""
        message = self.render_mail(template_prefix, email, context)
        people.send_account_mail(
            address=email, subject=message.subject, body=message.body, now=timezone.now()
        )

    def format_email_subject(self, subject: str) -> str:
        return subject

    def new_user(self, request: HttpRequest) -> Any:
        person = super().new_user(request)
        person.created_at = timezone.now()
        return person
