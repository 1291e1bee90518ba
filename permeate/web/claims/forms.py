from typing import Any

from django import forms

from permeate.core.vocabulary import Sector, choices
from permeate.web.forms import Form


class ClaimForm(Form):
    reason = forms.CharField(
        label="What do you do there, and why should you coordinate it?",
        help_text="The operator reads this to check who you are.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what you do there and why you should coordinate it"},
    )


class JoinForm(Form):
    name = forms.CharField(label="Name of the organisation", max_length=250)
    sector = forms.ChoiceField(label="Sector", choices=choices(Sector), widget=forms.RadioSelect)
    website = forms.URLField(
        label="Website",
        max_length=200,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
        error_messages={"invalid": "Enter a website like www.example.org.uk"},
    )
    reason = forms.CharField(
        label="What does your organisation want to use Permeate for?",
        help_text="Say also what you do there. The operator reads this.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what your organisation wants to use Permeate for"},
    )


class AnswerForm(Form):
    approved = forms.TypedChoiceField(
        label="Do you approve?",
        choices=[("yes", "Yes, they become its coordinator"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no"},
    )
    reason = forms.CharField(
        label="Reason, if you do not approve",
        help_text="The person who asked reads this.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason.conditional = True

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        if answers.get("approved") is False and not answers.get("reason", "").strip():
            self.add_error("reason", "Give your reason. The person who asked reads it.")
        return answers
