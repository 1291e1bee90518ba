"""Shapes of what people write into the ledger."""

from collections.abc import Sequence
from typing import Any

from django import forms

from permeate.actions.learning import Lines
from permeate.core.learning import TITLE_LENGTH
from permeate.core.ledger_words import Confidence, ledger_choices
from permeate.core.vocabulary import THEMES, Direction, PromptAnswer, Receipt, Verdict, choices
from permeate.models import Organisation, Placement
from permeate.web.choosing import ForOneOrganisation
from permeate.web.forms import Form
from permeate.web.widgets import DayField


def _line(label: str, hint: str, *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LinesForm(Form):
    """The three lines, which way they go, and who should hear them."""

    what = _line("What?", "What did you learn or bring? A line is enough.", required=True)
    so_what = _line("So what?", "Why does it matter?")
    now_what = _line("Now what?", "What should happen next, and where?")
    direction = forms.ChoiceField(
        label="Which way does it go?", choices=choices(Direction), widget=forms.RadioSelect
    )
    who_should_hear = forms.CharField(
        label="Who should hear this?",
        help_text="A person, a team or an organisation. Nobody is told until you share it.",
        required=False,
        max_length=300,
    )
    topics = forms.CharField(
        label="Topics",
        help_text="Up to five, with commas between them. For example: homelessness, legal",
        required=False,
        max_length=400,
    )
    confidence = forms.ChoiceField(
        label="How sure are you?",
        choices=ledger_choices(Confidence),
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].error_messages["required"] = "Say in a line what you learned or brought"
        self.fields["direction"].error_messages["required"] = "Select which way this goes"

    def lines(self) -> Lines:
        """The cleaned answers, as the action takes them."""
        return Lines(**{name: self.cleaned_data.get(name, "") for name in Lines.__annotations__})


class PromptForm(LinesForm):
    """One screen: something, nothing this week, or ask me later; lines only for something."""

    answer = forms.ChoiceField(
        label="This week, did you learn or bring something?",
        choices=choices(PromptAnswer),
        widget=forms.RadioSelect,
        error_messages={"required": "Select something, nothing this week or ask me later"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("what", "direction"):
            self.fields[name].required = False
            self.fields[name].conditional = True


class EntryForm(LinesForm):
    """An entry at any time, in one of the person's placements or in none."""

    theme = forms.ChoiceField(
        label="Theme",
        choices=[("", "None of these"), *THEMES.items()],
        required=False,
    )
    occurred_on = DayField(label="When was it?", help_text="For example, 27 3 2027")
    placement = forms.ChoiceField(label="Which placement is it from?", required=False)

    def __init__(self, *args: Any, placements: Sequence[Placement] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.placements = {placement.reference: placement for placement in placements}
        if not self.placements:
            del self.fields["placement"]
            return
        self.fields["placement"].choices = [
            *((p.reference, f"{p.host.name}, from {p.starts_on:%B %Y}") for p in placements),
            ("", "None of these"),
        ]

    def chosen_placement(self) -> Placement | None:
        """The placement that was chosen, if one was."""
        return self.placements.get(self.cleaned_data.get("placement", ""))


class ChangeForm(LinesForm):
    theme = forms.ChoiceField(
        label="Theme", choices=[("", "None of these"), *THEMES.items()], required=False
    )


class ShareForm(Form):
    """A title and who hears it; the text is the entry's own."""

    title = forms.CharField(
        label="Title",
        help_text="What is it about, for somebody who was not there?",
        max_length=TITLE_LENGTH,
        error_messages={"required": "Give it a title that tells others what it is about"},
    )
    audience = forms.MultipleChoiceField(
        label="Who should hear it?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one organisation that should hear this"},
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {o.reference: o for o in organisations}
        self.fields["audience"].choices = [(o.reference, o.name) for o in organisations]

    def chosen(self) -> list[Organisation]:
        """The organisations that were ticked."""
        return [self.organisations[reference] for reference in self.cleaned_data["audience"]]


class AcknowledgeForm(Form):
    receipt = forms.ChoiceField(
        label="What do you make of it?",
        choices=choices(Receipt),
        widget=forms.RadioSelect,
        error_messages={"required": "Select what you make of it"},
    )
    reason = forms.CharField(
        label="Anything the author should know",
        help_text="If you cannot use it, say why: that helps as much as a yes.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DelegateForm(Form):
    email = forms.EmailField(
        label="Their e-mail address",
        help_text="Of a colleague who belongs to your organisation here.",
        error_messages={"required": "Enter their e-mail address"},
    )


class DecideForm(ForOneOrganisation, Form):
    organisation = forms.ChoiceField(
        label="For which organisation do you decide?", widget=forms.RadioSelect
    )
    verdict = forms.ChoiceField(
        label="What does your organisation do with it?",
        choices=choices(Verdict),
        widget=forms.RadioSelect,
        error_messages={"required": "Select adopt, adapt, reject or defer"},
    )
    deferred_until = DayField(
        label="If you defer it, until when?",
        help_text="For example, 27 3 2027",
        required=False,
    )
    reason = forms.CharField(
        label="Why?",
        help_text="The author reads this. A reasoned no is as welcome as a yes.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Give the reason"},
    )
