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


class PageForm(Form):
    body = forms.CharField(
        label="What the page says",
        help_text="Begin a heading with “## ” and each point of a list with “* ”. Leave an empty "
        "line between paragraphs. Addresses become links.",
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 25}),
        error_messages={"required": "Write what the page says"},
    )
