"""Shapes of what editors and experienced people say about guidance."""

from collections.abc import Sequence
from typing import Any

from django import forms

from permeate.core.guidance import TITLE_LENGTH
from permeate.core.ledger_words import Support, ledger_choices
from permeate.models import Practice
from permeate.web.choosing import ForOneOrganisation
from permeate.web.forms import Form
from permeate.web.practices.forms import prose


class DraftForm(Form):
    title = forms.CharField(
        label="Title",
        max_length=TITLE_LENGTH,
        error_messages={"required": "Give the page a title"},
    )
    body = forms.CharField(
        label="Text",
        help_text="Begin a heading with ## and a point with *. Each point and each paragraph is "
        "a statement that experience can stand behind.",
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 20}),
    )


class StartForm(ForOneOrganisation, DraftForm):
    organisation = forms.ChoiceField(
        label="Whose guidance is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whose guidance it is"},
    )


class PublishForm(Form):
    reason = forms.CharField(
        label="What changed, and why?",
        help_text="Readers see it. Not needed for the first version.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LinkForm(Form):
    practice = forms.ChoiceField(
        label="Which practice is it about?",
        help_text="Those nearest to the statement are listed.",
        widget=forms.RadioSelect,
        error_messages={"required": "Select a practice"},
    )
    role = forms.ChoiceField(
        label="What does it do for the statement?",
        choices=ledger_choices(Support),
        widget=forms.RadioSelect,
        error_messages={"required": "Select what it does for the statement"},
    )
    note = forms.CharField(
        label="What should the editor know?",
        help_text="If it speaks against the statement, say what does.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, practices: Sequence[Practice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.practices = {one.reference: one for one in practices}
        self.fields["practice"].choices = [(one.reference, one.claim) for one in practices]

    def chosen(self) -> Practice:
        """The practice that was chosen."""
        return self.practices[self.cleaned_data["practice"]]


class JudgeForm(Form):
    accept = forms.ChoiceField(
        label="Do you accept it?",
        choices=[("yes", "Yes: readers see it beside the statement"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you accept it"},
    )
    reason = forms.CharField(
        label="If not, why?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ResolveForm(Form):
    resolution = prose(
        "How was it resolved?",
        "What the evidence says now, or what the statement was changed to.",
        "Say how it was resolved",
        rows=3,
    )
