from django import forms

from permeate.web.forms import Form


class SaveSearchForm(Form):
    name = forms.CharField(
        label="Name of the search",
        max_length=150,
        error_messages={"required": "Give the search a name"},
    )
    alerts = forms.BooleanField(
        label="E-mail me when something new matches",
        help_text="At most one message a day, in the morning. Each has a link to stop them.",
        required=False,
    )
