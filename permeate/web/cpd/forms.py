"""Shapes of what people write about their CPD."""

from decimal import Decimal
from typing import Any

from django import forms

from permeate.actions.cpd import Written
from permeate.actions.cpd_bodies import AboutMember
from permeate.core.cpd.scheme import Scheme
from permeate.core.cpd.vocabulary import PREDICATES, TYPES, type_words
from permeate.models import Organisation
from permeate.queries.cpd import Choice
from permeate.web.forms import Form
from permeate.web.widgets import DayField

ANSWERS = [("yes", "Yes"), ("no", "No"), ("later", "I do not know yet")]


def _area(label: str, hint: str, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _line(label: str, hint: str = "", most: int = 200) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most)


class ActivityForm(Form):
    """Something a person did."""

    title = forms.CharField(
        label="What was it?",
        max_length=200,
        error_messages={"required": "Say what it was"},
    )
    type = forms.ChoiceField(label="What sort?")
    occurred_on = DayField(label="When was it?", help_text="The last day, if there were several.")
    hours = forms.DecimalField(
        label="Hours",
        help_text="Without breaks and ordinary work, such as 6.5. Leave empty for a plan or a "
        "declaration.",
        required=False,
        min_value=0,
        max_digits=6,
        decimal_places=2,
        error_messages={"invalid": "Enter hours as a number, such as 6.5"},
    )
    objective = _area("What was it meant to achieve?", "", 2)
    reflection = _area("What did you learn, and how will you use it?", "Once is enough for all.")
    evidence = _line("Where is the evidence?", "A certificate, a file or an address.", 500)
    confirmed_by = _line("Who can confirm it?", "A name and an organisation.")
    code = _line("Part of a code or standard", "Only where your body asks for it.")
    points = forms.DecimalField(
        label="Points or credits",
        help_text="Only if the body or the provider said how many it is worth.",
        required=False,
        min_value=0,
        max_digits=6,
        decimal_places=2,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = self.initial.get("type", "")
        names = [*TYPES, *([own] if own and own not in TYPES else [])]
        self.fields["type"].choices = [("", "Choose"), *((one, type_words(one)) for one in names)]

    def written(self) -> Written:
        """What is to be kept."""
        answers = dict(self.cleaned_data)
        return Written(**{**answers, "hours": answers["hours"] or Decimal(0)})


class QuestionsForm(Form):
    """What a person's bodies ask about one activity and nothing answers yet."""

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        for name in names:
            asked = PREDICATES[name].question if name in PREDICATES else f"Is it {name}?"
            self.fields[f"is_{name}"] = forms.ChoiceField(
                label=asked.replace("Which ", "Can you say which ").replace("What was", "Is there")
                if asked.startswith(("Which", "What"))
                else asked,
                choices=ANSWERS,
                initial="later",
                widget=forms.RadioSelect,
            )

    def answers(self) -> dict[str, bool]:
        """What was answered; what is not known yet is left out."""
        given = {name: self.cleaned_data[f"is_{name}"] for name in self.names}
        return {name: answer == "yes" for name, answer in given.items() if answer != "later"}


class ChooseBodyForm(Form):
    """Which body a person answers to."""

    scheme = forms.ChoiceField(
        label="Which professional body?", error_messages={"required": "Select a body"}
    )

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].choices = [("", "Choose"), *((one.key, one.words) for one in choices)]


class AboutBodyForm(Form):
    """What a body's rules ask about the member."""

    scheme = forms.ChoiceField(
        label="Rules", help_text="Your verdicts follow the rules you choose."
    )
    category = forms.ChoiceField(label="Your category", required=False)
    category_before = forms.ChoiceField(
        label="The category you had before",
        help_text="Only if it changed while the present year or period ran.",
        required=False,
    )
    category_since = DayField(label="Present category since", required=False)
    starts_on = DayField(
        label="First day of your year",
        help_text="Any first day of your CPD year, or of your period where it is longer than a "
        "year. Leave empty for 1 January.",
        required=False,
    )
    member_since = DayField(label="Member since", required=False)
    fte = forms.DecimalField(
        label="Part of full time",
        help_text="Such as 0.6. Leave empty if you work full time.",
        required=False,
        min_value=Decimal("0.01"),
        max_value=1,
        max_digits=3,
        decimal_places=2,
    )

    def __init__(self, *args: Any, choices: list[Choice], scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheme"].choices = [(one.key, one.words) for one in choices]
        if len(choices) == 1:
            self.fields["scheme"].widget = forms.HiddenInput()
        named = [("", "Not said"), *((one.name, one.words) for one in scheme.categories)]
        for name in ("category", "category_before"):
            self.fields[name].choices = named
        if not scheme.categories:
            for name in ("category", "category_before", "category_since"):
                del self.fields[name]
        if scheme.window.starts:
            del self.fields["starts_on"]

    def about(self) -> AboutMember:
        """What is to be kept."""
        return AboutMember(
            **{name: value for name, value in self.cleaned_data.items() if name != "scheme"}
        )


class SchemeForm(Form):
    """Rules somebody writes or corrects."""

    whose = forms.ChoiceField(
        label="Who are these rules for?", widget=forms.RadioSelect, initial="me"
    )
    reason = forms.CharField(
        label="What did you correct, and where did you read it?",
        help_text="A sentence and the address of the page.",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = forms.CharField(
        label="The rules",
        help_text="In TOML. The source’s address and the day you saw it belong in them.",
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "class": "permeate-code"}),
        error_messages={"required": "Enter the rules"},
    )

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {one.reference: one for one in organisations}
        self.fields["whose"].choices = [
            ("me", "Only me"),
            *((one.reference, f"Everybody at {one.name}") for one in organisations),
        ]

    def organisation(self) -> Organisation | None:
        """For whom, or None for the person alone."""
        return self.organisations.get(self.cleaned_data["whose"])


class LogFileForm(Form):
    """A file of another log."""

    file = forms.FileField(
        label="Upload a CSV or XLSX file",
        help_text="Up to 5 MB. You check everything before anything is added.",
        error_messages={"required": "Select a file", "empty": "The file is empty."},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class ConfirmRowsForm(Form):
    """Adds those on the preview; ``rows`` is signed, so it is what was shown."""

    rows = forms.CharField(widget=forms.HiddenInput)
