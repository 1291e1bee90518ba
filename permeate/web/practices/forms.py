"""Shapes of what people write about practices."""

from collections.abc import Sequence
from typing import Any

from django import forms

from permeate.actions.practices import Claim
from permeate.core.practices import CLAIM_LENGTH
from permeate.models import LearningEntry, Organisation, Practice
from permeate.web.forms import Form


def prose(label: str, hint: str, missing: str, *, rows: int = 4) -> forms.CharField:
    """A text of several lines that must be there."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


class LibraryForm(Form):
    """Comes with the address, so what it cannot read it leaves out."""

    q = forms.CharField(label="Search practices", max_length=200, required=False)
    topic = forms.CharField(label="Topic", max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.conditional = True  # a filter need not say that it is optional


class LookForm(Form):
    q = forms.CharField(
        label="What is the practice, in a sentence or two?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a sentence what the practice is"},
    )


class ClaimForm(Form):
    """What a practice says."""

    claim = forms.CharField(
        label="What is the practice, in one sentence?",
        help_text="For example: Ring every family before the first visit",
        max_length=CLAIM_LENGTH,
        error_messages={"required": "Say in one sentence what the practice is"},
    )
    what = prose(
        "How is it done?",
        "Enough for somebody who was not there to try it.",
        "Say how it is done",
    )
    applies = prose(
        "Where does it apply?",
        "Which places, people, sizes or conditions?",
        "Say where it applies",
        rows=3,
    )
    not_applies = prose(
        "Where does it not apply?",
        "Where it failed, or where you would not try it. “Not known yet” is an answer.",
        "Say where it does not apply",
        rows=3,
    )
    topics = forms.CharField(
        label="Topics",
        help_text="Up to five, with commas between them. For example: homelessness, legal",
        required=False,
        max_length=400,
    )

    def said(self) -> Claim:
        """The cleaned answers, as the action takes them."""
        return Claim(**{name: self.cleaned_data[name] for name in Claim.__annotations__})


class WriteForm(ClaimForm):
    origin = forms.ChoiceField(
        label="Where does it come from?",
        help_text="The organisation that works like this. It cannot adopt its own practice.",
        widget=forms.RadioSelect,
        error_messages={"required": "Select where it comes from"},
    )
    differs = forms.CharField(
        label="How is it different from the nearest practice?",
        help_text="Needed only where a practice that exists is very near.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, origins: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.origins = {one.reference: one for one in origins}
        self.fields["origin"].choices = [(one.reference, one.name) for one in origins]

    def comes_from(self) -> Organisation:
        """The organisation that was chosen."""
        return self.origins[self.cleaned_data["origin"]]


class LinkForm(Form):
    entry = forms.ChoiceField(
        label="Which of your entries is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select one of your entries"},
    )

    def __init__(self, *args: Any, entries: Sequence[LearningEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = {one.reference: one for one in entries}
        self.fields["entry"].choices = [(one.reference, one.what[:120]) for one in entries]

    def chosen(self) -> LearningEntry:
        """The entry that was chosen."""
        return self.entries[self.cleaned_data["entry"]]


class MergeForm(Form):
    into = forms.ChoiceField(
        label="Which practice is it the same as?",
        help_text="Those nearest to it are listed.",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the practice to merge it into"},
    )
    reason = prose("Why are they the same?", "Both authors read this.", "Say why", rows=3)

    def __init__(self, *args: Any, others: Sequence[Practice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {one.reference: one for one in others}
        self.fields["into"].choices = [(one.reference, one.claim) for one in others]

    def chosen(self) -> Practice:
        """The practice to count with."""
        return self.others[self.cleaned_data["into"]]
