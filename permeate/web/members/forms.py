"""Forms about members: search, their place, and who takes over from them."""

from typing import Any

from django import forms

from permeate.core.invitations import MAX_TEXT
from permeate.models import Membership, Person
from permeate.models.people import ROLE_CHOICES
from permeate.queries.invitations import person_with_address
from permeate.web.forms import Form
from permeate.web.invitations.forms import RolesField
from permeate.web.people.words import EMAIL_SHAPE


class PersonField(forms.EmailField):
    """A person by their e-mail address."""

    widget = forms.EmailInput(attrs={"autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid"] = EMAIL_SHAPE
        for validator in self.validators:
            if hasattr(validator, "user_regex"):
                validator.message = EMAIL_SHAPE

    def clean(self, value: Any) -> Person | None:
        address = super().clean(value)
        if not address:
            return None
        person = person_with_address(address.lower())
        if person is None:
            raise forms.ValidationError(
                f"Nobody here has the address {address}. Check it, or invite them first."
            )
        return person


class SearchForm(Form):
    q = forms.CharField(label="Name, address, job title or team", required=False, max_length=100)
    role = forms.ChoiceField(
        label="Role", required=False, choices=[("", "Every role"), *ROLE_CHOICES]
    )
    q.conditional = role.conditional = True  # a filter need not say that it is optional


class MemberForm(Form):
    job_title = forms.CharField(label="Job title", required=False, max_length=MAX_TEXT)
    team = forms.CharField(label="Team", required=False, max_length=MAX_TEXT)
    grade = forms.ChoiceField(label="Grade", required=False)
    manager_email = PersonField(
        label="Their manager’s e-mail address",
        help_text="Who decides on releases and bookings. What waits for the manager before "
        "passes to this one.",
        required=False,
    )
    roles = RolesField(label="What do they do here?")

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grades = {str(grade.id): grade for grade in membership.organisation.grades.all()}
        if self.grades:
            names = [(key, grade.name) for key, grade in self.grades.items()]
            self.fields["grade"].choices = [("", "Not given"), *names]
        else:
            del self.fields["grade"]

    def answers(self, membership: Membership) -> dict[str, Any]:
        """The valid answers as ``change_membership`` takes them."""
        given = self.cleaned_data
        grade = self.grades.get(given["grade"]) if self.grades else membership.grade
        return {
            "job_title": given["job_title"],
            "team": given["team"],
            "grade": grade,
            "manager": given["manager_email"],
            "roles": given["roles"],
        }


class EndForm(Form):
    """Asks only for what is needed: who takes over, who coordinates."""

    replacement = PersonField(
        label="Who takes over? Their e-mail address",
        help_text="Somebody who belongs to the organisation.",
        error_messages={"required": "Enter the e-mail address of whoever takes over"},
    )
    successor = PersonField(
        label="Who becomes coordinator? Their e-mail address",
        help_text="Somebody who belongs to the organisation.",
        error_messages={"required": "Enter the e-mail address of the new coordinator"},
    )

    def __init__(
        self, *args: Any, needs_replacement: bool, needs_successor: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not needs_replacement:
            del self.fields["replacement"]
        if not needs_successor:
            del self.fields["successor"]
