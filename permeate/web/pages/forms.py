from django import forms

from permeate.web.forms import Form


class ConcernForm(Form):
    body = forms.CharField(
        label="What is your concern?",
        help_text="Say what happened, when and where. Leave out what we do not need to know.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Say what your concern is"},
    )
    reply_to = forms.EmailField(
        label="Your e-mail address",
        help_text="Only if you would like an answer.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
