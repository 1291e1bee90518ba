from typing import Any

from django import forms

from permeate.core.vocabulary import Cover, choices
from permeate.models import Membership, Person
from permeate.web.forms import Form
from permeate.web.widgets import DayField


class RequestForm(Form):
    """``memberships``: where the person could be released from; asked only where several."""

    membership = forms.TypedChoiceField(
        label="Which organisation would release you?", widget=forms.RadioSelect, coerce=int
    )
    purpose = forms.CharField(
        label="What do you want to go for?",
        help_text="What you want to learn or do there, and why now. Your manager reads this.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what you want to go for"},
    )
    home_gains = forms.CharField(
        label="What does your team get back?",
        help_text="For example: a way of working to try, contacts, a briefing every month.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what your team gets back"},
    )

    def __init__(self, *args: Any, memberships: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(memberships) == 1:
            del self.fields["membership"]
        else:
            self.fields["membership"].choices = [(m.id, m.organisation.name) for m in memberships]


class DecideForm(Form):
    granted = forms.TypedChoiceField(
        label="Do you release them?",
        choices=[("yes", "Yes"), ("other", "Yes, for other dates"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no"},
    )
    other_first = DayField(label="First day you agree to", required=False)
    other_last = DayField(label="Last day you agree to", required=False)
    cover = forms.ChoiceField(
        label="If yes, how will the post be covered?",
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("other_first", "other_last", "cover"):  # needed after some answers
            self.fields[name].conditional = True

    def decision(self) -> dict[str, Any]:
        """What was decided, as the action takes it."""
        data = dict(self.cleaned_data)
        answer, first, last = data["granted"], data.pop("other_first"), data.pop("other_last")
        data["granted"] = answer != "no"
        data["other_dates"] = (first, last) if answer == "other" else (None, None)
        return data

    def clean(self) -> dict[str, Any]:
        """Other dates are two days."""
        data = super().clean() or self.cleaned_data
        if data.get("granted") == "other":
            for name, words in (("other_first", "first"), ("other_last", "last")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, f"Enter the {words} day you agree to")
        return data


class NameManagerForm(Form):
    manager = forms.ModelChoiceField(
        label="Who is their manager?",
        help_text="They are asked to decide, and stay named as the person’s manager.",
        queryset=Person.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Select who decides"},
    )
