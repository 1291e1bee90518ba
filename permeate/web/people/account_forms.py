"""allauth's forms with this service's labels, hints and errors; it checks, they only speak."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.http import HttpRequest
from django.utils import timezone

from permeate.actions import people
from permeate.models import Person
from permeate.web.people.words import EMAIL_SHAPE, PASSWORD_HINT


class Words(NamedTuple):
    """What a field says: label, hint, and the error where nothing was typed."""

    label: str
    hint: str
    missing: str


ADDRESS = Words("E-mail address", "", "Enter your e-mail address")
PASSWORD = Words("Password", "", "Enter your password")
NEW_PASSWORD = Words("New password", PASSWORD_HINT, "Choose a password")
AGAIN = Words("New password again", "", "Type the new password again")
CODE = Words(
    "Code",
    "The 6 digits that your app shows now, or one of your recovery codes.",
    "Enter the code",
)


class Worded(forms.Form):
    """Puts our words on the fields named in ``words``; placeholders go, labels say it all."""

    words: Mapping[str, Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, (label, hint, missing) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.error_messages["required"] = missing
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = EMAIL_SHAPE
                for validator in field.validators:
                    if hasattr(validator, "user_regex"):
                        validator.message = EMAIL_SHAPE


class LoginForm(Worded, account.LoginForm):
    words = {"login": ADDRESS, "password": PASSWORD}


class SignupForm(Worded, account.SignupForm):
    field_order = ["name", "email", "password1"]
    name = forms.CharField(max_length=150)
    words = {
        "name": Words("Your name", "As colleagues know you.", "Enter your name"),
        "email": Words(
            "Your work e-mail address",
            "It shows which organisation you belong to.",
            "Enter your work e-mail address",
        ),
        "password1": Words("Choose a password", PASSWORD_HINT, "Choose a password"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def save(self, request: HttpRequest) -> Person:
        """The new person; the address counts once its link has been opened."""
        return people.register_person(
            name=self.cleaned_data["name"],
            email=self.cleaned_data["email"],
            password=self.cleaned_data["password1"],
            now=timezone.now(),
        )


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    words = {"email": ADDRESS}


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    words = {
        "oldpassword": Words("Your current password", "", "Enter your current password"),
        "password1": NEW_PASSWORD,
        "password2": AGAIN,
    }


class SetPasswordForm(Worded, account.SetPasswordForm):
    words = {"password1": NEW_PASSWORD, "password2": AGAIN}


class AddEmailForm(Worded, account.AddEmailForm):
    words = {"email": Words("Another e-mail address", "", "Enter an e-mail address")}


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    words = {"password": PASSWORD}


class AuthenticateForm(Worded, mfa.AuthenticateForm):
    words = {"code": CODE}


class ReauthenticateCodeForm(Worded, mfa.ReauthenticateForm):
    words = {"code": CODE}


class ActivateAppForm(Worded, totp.ActivateTOTPForm):
    words = {"code": Words("Code", "The 6 digits that the app shows now.", "Enter the code")}


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    words = {
        "name": Words("A name for it", "For example, “work laptop” or “blue key”.", ""),
        "passwordless": Words(
            "Let me sign in with this passkey alone, without my password",
            "Your device then asks for your fingerprint, your face or a PIN.",
            "",
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = (
            "The passkey was not made. Press “Add passkey” and follow what your device asks."
        )


class RenamePasskeyForm(Worded, webauthn.EditWebAuthnForm):
    words = {"name": Words("A name for it", "", "Enter a name")}
