from typing import Any

from django import forms

from permeate.core.vocabulary import PROFESSIONS, Region, Sector, choices
from permeate.web.forms import Form


class WantedForm(Form):
    """Narrows the list; comes with the address, so what it cannot read it leaves out."""

    text = forms.CharField(label="Job title, team or organisation", max_length=100, required=False)
    profession = forms.ChoiceField(
        label="Profession", choices=[("", "Any profession"), *PROFESSIONS.items()], required=False
    )
    sector = forms.ChoiceField(
        label="Sector", choices=[("", "Any sector"), *choices(Sector)], required=False
    )
    region = forms.ChoiceField(
        label="Region", choices=[("", "Any region"), *choices(Region)], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.conditional = True  # a filter need not say that it is optional


class AskForm(Form):
    message = forms.CharField(
        label="What would you like to see and learn?",
        help_text="Say a few words about your own work too.",
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say what you would like to see and learn"},
    )
    when = forms.CharField(
        label="When would it suit you?",
        help_text="For example, “a day in March, any Tuesday”.",
        max_length=150,
        required=False,
    )
