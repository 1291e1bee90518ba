"""Shapes of what owners, people and hosts write about rounds."""

from typing import Any

from django import forms

from permeate.core.programmes import DIMENSIONS
from permeate.core.rounds import METHODS, Calendar
from permeate.core.vocabulary import Region, Sector, choices
from permeate.web.forms import Form
from permeate.web.opportunities.fields import radios
from permeate.web.widgets import DayField

NOT_RANKED = ("", "Not ranked")


class RoundForm(Form):
    name = forms.CharField(
        label="Name",
        help_text="Like “Spring 2027”.",
        max_length=150,
        error_messages={"required": "Enter the round’s name"},
    )
    rankings_close_on = DayField(
        label="Last day for rankings",
        error_messages={"required": "Enter the last day for rankings"},
    )
    answers_due_on = DayField(
        label="Last day for answers",
        help_text="Until then people accept or decline, and declined places are offered again.",
        error_messages={"required": "Enter the last day for answers"},
    )
    method = radios("How are people and places matched?", list(METHODS.items()))

    def calendar(self) -> Calendar:
        """The days as the action takes them."""
        return Calendar(self.cleaned_data["rankings_close_on"], self.cleaned_data["answers_due_on"])


class MethodForm(Form):
    method = radios("Match by", list(METHODS.items()))


class PlaceForm(Form):
    """``offers`` are opportunities that may be added: reference and words."""

    opportunity = forms.ChoiceField(
        label="Opportunity", error_messages={"required": "Select an opportunity"}
    )
    least = forms.IntegerField(
        label="Minimum",
        help_text="How many people the host needs for it to be worthwhile. 0 if one is enough.",
        initial=0,
        error_messages={
            "required": "Enter a minimum",
            "invalid": "Enter the minimum as a whole number",
        },
    )
    most = forms.IntegerField(
        label="Maximum",
        initial=1,
        error_messages={
            "required": "Enter a maximum",
            "invalid": "Enter the maximum as a whole number",
        },
    )

    def __init__(self, *args: Any, offers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opportunity"].choices = [("", "Choose one"), *offers]


class TargetForm(Form):
    """``types`` are the registers' words for organisation types."""

    what = forms.ChoiceField(
        label="Hosts of which sector, region or type?",
        error_messages={"required": "Select what the target is about"},
    )
    least = forms.IntegerField(
        label="At least how many people?",
        initial=0,
        min_value=0,
        error_messages={
            "required": "Enter 0 if there is no minimum",
            "invalid": "Enter the minimum as a whole number",
        },
    )
    most = forms.IntegerField(
        label="At most how many?",
        required=False,
        min_value=0,
        error_messages={"invalid": "Enter the maximum as a whole number"},
    )

    def __init__(self, *args: Any, types: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = {
            "SECTOR": choices(Sector),
            "REGION": choices(Region),
            "TYPE": [(one, one) for one in types],
        }
        self.fields["what"].choices = [
            ("", "Choose one"),
            *(
                (f"{dimension}:{value}", f"{DIMENSIONS[dimension]}: {label}")
                for dimension, options in listed.items()
                for value, label in options
            ),
        ]


class PairForm(Form):
    """``organisations`` are the programme's members: reference and name."""

    home = forms.ChoiceField(
        label="Nobody from", error_messages={"required": "Select where people come from"}
    )
    host = forms.ChoiceField(
        label="goes to", error_messages={"required": "Select where they do not go"}
    )

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("home", "host"):
            self.fields[name].choices = [("", "Choose one"), *organisations]


class RankingForm(Form):
    """One list to choose a rank from for each line: reference, label and hint."""

    def __init__(
        self,
        *args: Any,
        lines: list[tuple[str, str, str]],
        homes: list[tuple[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.references = [reference for reference, _, _ in lines]
        if homes is not None:
            self.fields["home"] = radios("Which organisation do you come from?", homes)
            if len(homes) == 1:
                self.fields["home"].widget = forms.HiddenInput()
                self.fields["home"].initial = homes[0][0]
        ranks = [NOT_RANKED, *((str(n), str(n)) for n in range(1, len(lines) + 1))]
        for reference, label, hint in lines:
            self.fields[reference] = forms.ChoiceField(
                label=label, choices=ranks, required=False, help_text=hint
            )
            self.fields[reference].conditional = True  # type: ignore[attr-defined]

    def ranks(self) -> dict[str, int]:
        """Rank by reference, of what is ranked."""
        given = {one: self.cleaned_data.get(one) for one in self.references}
        return {reference: int(rank) for reference, rank in given.items() if rank}


class AnswerForm(Form):
    accepts = forms.TypedChoiceField(
        label="Do you accept the place?",
        choices=[("yes", "Yes, I accept it"), ("no", "No, offer it to somebody else")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no"},
    )
