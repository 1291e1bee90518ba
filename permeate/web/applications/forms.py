from django import forms

from permeate.web.forms import Form


class ApplyForm(Form):
    statement = forms.CharField(
        label="What would you bring?",
        help_text="Say how your experience fits the objectives and skills. The host reads this.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "Say what you would bring"},
    )


class OfferForm(Form):
    message = forms.CharField(
        label="Anything you want to tell them with the offer",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TurnDownForm(Form):
    message = forms.CharField(
        label="What they will read",
        help_text="Say why in a sentence or two, and whether they may ask you for feedback.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write what they will read"},
    )


class AnswerForm(Form):
    accepted = forms.TypedChoiceField(
        label="Do you take the place?",
        choices=[("yes", "Yes, I accept"), ("no", "No, I decline")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you take the place"},
    )
    note = forms.CharField(
        label="If no, anything you want to tell the host",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
