"""Forms for inviting people and for accepting."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from permeate.core.invitations import MAX_TEXT, Invitee
from permeate.core.roles import Role
from permeate.models import Person
from permeate.models.people import ROLE_CHOICES
from permeate.web.forms import Form
from permeate.web.people.words import EMAIL_SHAPE, PASSWORD_HINT

ROLE_HINTS = {
    Role.PARTICIPANT.value: "Looks for placements and goes on them",
    Role.MANAGER.value: "Decides on releases and bookings of their team",
    Role.HOST.value: "Offers placements and looks after those who come",
    Role.COORDINATOR.value: "Runs this for the organisation: people, pages, overview",
    Role.SIGNATORY.value: "Signs agreements for the organisation",
    Role.FINANCE.value: "Sees agreements and what they cost",
    Role.SENIOR.value: "Decides on what is shared with the organisation",
    Role.SECURITY.value: "Sees what is needed to let people on site",
    Role.PROGRAMME_OWNER.value: "Runs a regular series of placements",
    Role.EDITOR.value: "Writes guidance from what was learned",
}


class RolesField(forms.MultipleChoiceField):
    """Checkboxes of roles, each with what it is for."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.CheckboxSelectMultiple()
        super().__init__(choices=ROLE_CHOICES, widget=widget, **kwargs)
        self.widget.option_hints = ROLE_HINTS
        self.error_messages["required"] = "Select at least one role"


class InviteForm(Form):
    email = forms.EmailField(
        label="Work e-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": EMAIL_SHAPE},
    )
    name = forms.CharField(label="Name", required=False, max_length=MAX_TEXT)
    job_title = forms.CharField(label="Job title", required=False, max_length=MAX_TEXT)
    manager_email = forms.EmailField(
        label="Their manager’s e-mail address",
        help_text="Who decides on releases. The manager need not have joined yet.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": EMAIL_SHAPE},
    )
    roles = RolesField(label="What will they do here?", initial=[Role.PARTICIPANT.value])

    def invitee(self) -> Invitee:
        """The valid answers as the core knows them."""
        answers = self.cleaned_data
        return Invitee(
            email=answers["email"].lower(),
            name=" ".join(answers["name"].split()),
            job_title=" ".join(answers["job_title"].split()),
            manager_email=answers["manager_email"].lower(),
            roles=tuple(answers["roles"]),
        )


class UploadForm(Form):
    file = forms.FileField(
        label="Upload a CSV or XLSX file",
        help_text="Up to 10,000 people and 5 MB. You check everything before anybody is invited.",
        error_messages={"required": "Select a file", "empty": "The file is empty."},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class ConfirmForm(Form):
    """Invites those on the preview; ``people`` is signed, so it is what was shown."""

    people = forms.CharField(widget=forms.HiddenInput)


class JoinForm(Form):
    name = forms.CharField(
        label="Your name",
        help_text="As colleagues know you.",
        max_length=MAX_TEXT,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label="Choose a password",
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password"},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        person = Person(email=self.email, name=self.cleaned_data.get("name", ""))
        try:
            validate_password(password, person)
        except ValidationError as refused:
            self.add_error("password", refused)
        return password
