from django import forms

from permeate.web.forms import Form


class CheckForm(Form):
    reference = forms.CharField(
        label="Reference",
        help_text="Ten letters and digits, printed at the end of the evidence.",
        max_length=40,
        error_messages={"required": "Enter the reference"},
    )
    code = forms.CharField(
        label="Check code",
        help_text="Sixteen letters and digits, like 0f3a 9c21 77be 4d10, or the whole hash.",
        max_length=120,
        error_messages={"required": "Enter the check code"},
    )
