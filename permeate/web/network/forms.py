from django import forms

from permeate.web.forms import Form
from permeate.web.practices.forms import prose


class FindForm(Form):
    """Comes with the address, so what it cannot read it leaves out."""

    q = forms.CharField(label="Which organisation or work?", max_length=100, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].conditional = True


class OfferForm(Form):
    willing = forms.ChoiceField(
        label="Are you willing to talk about it?",
        choices=[("yes", "Yes: others find my name, where I was and when"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no"},
    )
    note = forms.CharField(
        label="What can you tell about?",
        help_text="For example: how grants are decided, and who does what",
        required=False,
        max_length=300,
    )


class AskForm(Form):
    message = prose(
        "What would you like to know?",
        "They see your name and e-mail address, and answer by e-mail.",
        "Say what you would like to know",
    )


class ReviewForm(Form):
    expected = prose("What did we expect?", "", "Say what you expected", rows=3)
    happened = prose("What happened?", "", "Say what happened", rows=3)
    why = forms.CharField(
        label="Why?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    keep_or_change = forms.CharField(
        label="What will we keep or change?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
