"""How allauth's sign-in fits this service: our outbox, our columns, our words, our history."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from permeate.actions import people
from permeate.journal.links import absolute
from permeate.queries.invitations import person_with_address
from permeate.queries.people import has_account
from permeate.web.people import changes, secrets_at_rest
from permeate.web.people.words import ACCOUNT_ERRORS, FLASHES, SECOND_FACTOR_ERRORS, WAYS

# What the letters may say; the rest of allauth's context stays behind.
LETTER_WORDS = ("link", "deleted_email", "from_email", "to_email")


class AccountAdapter(DefaultAccountAdapter):
    """allauth asks this for every decision that is the site's own."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ACCOUNT_ERRORS}

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, so that no mail is lost between commit and sending."""
        people.send_account_mail(
            address=email,
            letter=template_prefix.rsplit("/", 1)[-1],
            now=timezone.now(),
            **{key: context[key] for key in LETTER_WORDS if key in context},
        )

    def send_confirmation_mail(
        self, request: HttpRequest, emailconfirmation: EmailConfirmation, signup: bool
    ) -> None:
        letter = "email_confirmation_signup" if signup else "email_confirmation"
        link = absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))
        self.send_mail(letter, emailconfirmation.email_address.email, {"link": link})

    def send_password_reset_mail(
        self, user: AbstractBaseUser, email: str, context: dict[str, Any]
    ) -> None:
        path = reverse("account_reset_password_from_key", args=[context["uid"], context["key"]])
        self.send_mail("password_reset_key", email, {"link": absolute(path)})

    def send_account_already_exists_mail(self, email: str) -> None:
        link = absolute(reverse("account_reset_password"))
        self.send_mail("account_already_exists", email, {"link": link})

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words; what the next page says anyway is left out."""
        context = message_context or {}
        if context.get("signup"):
            return
        text = message or FLASHES[message_template or ""].format(**context)
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Record the change and tell the person, unless its route has done so (``changes``)."""
        change = template_prefix.rsplit("/", 1)[-1]
        if change not in changes.TOLD_BY_ROUTE.values():
            words = {key: value for key, value in (context or {}).items() if key in LETTER_WORDS}
            people.tell_account_changed(
                person=user, change=change, address=email, now=timezone.now(), **words
            )

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Refused while another account has the address; an empty one gives way."""
        now = timezone.now()
        other = person_with_address(email_address.email)
        if other and other != email_address.user:
            if has_account(other):
                failed = "account/messages/email_confirmation_failed.txt"
                self.add_message(request, messages.ERROR, failed, {"email": email_address.email})
                return False
            people.take_over_placeholder(placeholder=other, by=email_address.user, now=now)
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            people.record_account_changed(
                person=email_address.user, change="email_confirmed", now=now
            )
        return confirmed

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [{**one, "description": WAYS.get(one["id"], one["description"])} for one in methods]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """Whoever confirms an address elsewhere than they signed up signs in next."""
        return reverse("home" if self.request.user.is_authenticated else "account_login")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The words and names of second factors."""

    error_messages = {**DefaultMFAAdapter.error_messages, **SECOND_FACTOR_ERRORS}

    def encrypt(self, text: str) -> str:
        return secrets_at_rest.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets_at_rest.unlock(encrypted_text)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return "My passkey" if held == 0 else f"Passkey {held + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Permeate"}
