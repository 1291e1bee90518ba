"""Forms about oneself."""

from typing import Any

from django import forms

from permeate.core.invitations import MAX_TEXT
from permeate.core.profiles import WEEKDAYS
from permeate.core.vocabulary import PROFESSIONS, SKILLS
from permeate.models import Membership
from permeate.web.forms import Form


class ProfileForm(Form):
    name = forms.CharField(
        label="Your name",
        max_length=MAX_TEXT,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    skills = forms.MultipleChoiceField(
        label="What are you good at?",
        help_text="Hosts look for these.",
        choices=list(SKILLS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    own_skills = forms.CharField(
        label="Other skills, in your own words",
        help_text="Each on a line of its own.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    prompt_weekday = forms.TypedChoiceField(
        label="On which day shall we ask what you learned?",
        help_text="One e-mail a week, only while you are on a placement.",
        choices=[(day, WEEKDAYS[day]) for day in range(5)],
        coerce=int,
        widget=forms.RadioSelect,
    )


class PlaceForm(Form):
    job_title = forms.CharField(label="Job title", required=False, max_length=MAX_TEXT)
    team = forms.CharField(label="Team", required=False, max_length=MAX_TEXT)
    profession = forms.ChoiceField(
        label="Profession", required=False, choices=[("", "Not given"), *PROFESSIONS.items()]
    )
    grade = forms.ChoiceField(label="Grade", required=False)
    offers_shadowing = forms.BooleanField(
        label="People who do the same work elsewhere may find me and ask to shadow me",
        help_text="They see your name, job title and organisation, and the note below.",
        required=False,
    )
    shadowing_note = forms.CharField(
        label="What they could see with you",
        help_text="For example: budget setting in autumn, a day with the duty team.",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grades = {str(grade.id): grade for grade in membership.organisation.grades.all()}
        if self.grades:
            names = [(key, grade.name) for key, grade in self.grades.items()]
            self.fields["grade"].choices = [("", "Not given"), *names]
        else:
            del self.fields["grade"]

    def answers(self) -> dict[str, Any]:
        """The valid answers as ``change_own_place`` takes them."""
        return {**self.cleaned_data, "grade": self.grades.get(self.cleaned_data.get("grade", ""))}
