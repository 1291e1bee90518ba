from django import forms

from permeate.core.costs.terms import WORDS, Treatment
from permeate.web.forms import Form


class VatForm(Form):
    treatment = forms.ChoiceField(
        label="How is VAT treated?",
        choices=[(one.value, WORDS[one]) for one in Treatment],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how VAT is treated"},
    )
    reason = forms.CharField(
        label="The reason",
        help_text="It stands on the schedule and on every invoice.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Give the reason"},
    )
