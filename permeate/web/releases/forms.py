from django import forms

from permeate.core.vocabulary import Cover, choices
from permeate.web.forms import Form


class DecideForm(Form):
    granted = forms.TypedChoiceField(
        label="Do you release them?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no"},
    )
    cover = forms.ChoiceField(
        label="How will the post be covered?",
        help_text="Needed for a yes.",
        choices=choices(Cover),
        required=False,
        widget=forms.RadioSelect,
    )
    cover_note = forms.CharField(
        label="Anything about the cover that others should know",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.CharField(
        label="Why?",
        help_text="The person reads this.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Give your reason"},
    )
