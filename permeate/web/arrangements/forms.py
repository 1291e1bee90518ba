from django import forms

from permeate.web.forms import Form


class ArrangementsForm(Form):
    adjustments = forms.CharField(
        label="Reasonable adjustments",
        help_text="What you need to work well, at a desk, in meetings or in the building. The "
        "host manager sees this, and nobody else.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    emergency_name = forms.CharField(
        label="Emergency contact: name",
        help_text="Your host and home managers see this.",
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    emergency_phone = forms.CharField(
        label="Emergency contact: telephone number",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    site_access = forms.CharField(
        label="Site access",
        help_text="What security needs to let you in: a car’s number plate, days on site, a pass "
        "you hold. The host manager and host security see this.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
