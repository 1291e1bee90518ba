"""Shapes of what adopters say."""

from typing import Any

from django import forms

from permeate.actions.adoptions import Measured
from permeate.core.ledger_words import Change, InUse, ledger_choices
from permeate.web.choosing import ForOneOrganisation
from permeate.web.forms import Form
from permeate.web.practices.forms import prose
from permeate.web.practices.sharing_forms import file_field
from permeate.web.widgets import DayField


class AttestForm(ForOneOrganisation, Form):
    organisation = forms.ChoiceField(
        label="For which organisation do you say so?", widget=forms.RadioSelect
    )
    adopted_on = DayField(label="Since when?", help_text="For example, 27 3 2027")
    evidence = prose(
        "How can one see it?",
        "Where and by whom it is used; a document or place to look at.",
        "Say how one can see it",
    )
    adaptation = forms.CharField(
        label="What do you do otherwise?",
        help_text="What you changed so that it fits your place.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adopted_on"].error_messages["required"] = "Say since when"


def _number(label: str, hint: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=hint, max_digits=16, decimal_places=3, localize=False
    )


class ClaimForm(Form):
    measure = forms.CharField(
        label="What was measured?",
        help_text="For example: visits for each family",
        max_length=150,
        error_messages={"required": "Say what was measured"},
    )
    unit = forms.CharField(
        label="In which unit?",
        help_text="For example: visits a month, days, pounds a year",
        max_length=40,
        error_messages={"required": "Give the unit"},
    )
    baseline = _number("How much was it before?")
    value = _number("How much is it now?")
    change = forms.ChoiceField(
        label="Is that better?",
        choices=ledger_choices(Change),
        widget=forms.RadioSelect,
        error_messages={"required": "Select better, no different or worse"},
    )
    counterfactual = prose(
        "What would have happened anyway?",
        "What else changed at the same time, and how it did where nothing was changed.",
        "Say what would have happened anyway",
        rows=3,
    )

    def measured(self) -> Measured:
        """The cleaned answers, as the action takes them."""
        return Measured(**{name: self.cleaned_data[name] for name in Measured.__annotations__})


class RaiseForm(Form):
    note = forms.CharField(
        label="What do you say about it?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = file_field("The evidence")

    def __init__(self, *args: Any, level: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if level == 2:
            self.fields["file"].conditional = True  # the rule says what is missing


class InUseForm(Form):
    in_use = forms.ChoiceField(
        label="Is it still in use?",
        choices=ledger_choices(InUse),
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether it is in use"},
    )
    carrier_left = forms.ChoiceField(
        label="Is whoever brought it still with you?",
        choices=[("no", "Yes, still here"), ("yes", "No, they have left"), ("", "Not known")],
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label="What should others know?",
        help_text="If it was given up or is used only in part, say why.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def left(self) -> bool | None:
        """Whether whoever carried it has left; None where it is not known."""
        return {"yes": True, "no": False}.get(self.cleaned_data["carrier_left"])
