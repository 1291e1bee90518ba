from decimal import Decimal
from typing import Any

from django import forms

from permeate.core.vocabulary import SKILLS, THEMES, Kind, Region, Vetting, choices
from permeate.models import Seeking
from permeate.web.forms import Form
from permeate.web.widgets import DayField

FIELDS = (
    *("learn", "text", "kinds", "regions", "free_from", "free_to", "fte_most"),
    *("vetting", "contract_ends_on"),
)


class SeekingForm(Form):
    """What suggestions go by; only what one wants to learn is needed."""

    learn = forms.MultipleChoiceField(
        label="What do you want to learn about?",
        help_text="Select up to 10. They count most.",
        choices=[*THEMES.items(), *SKILLS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,  # the rule says it better
    )
    text = forms.CharField(
        label="The same in your own words",
        help_text="We look for these words in opportunities. They count little.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    kinds = forms.MultipleChoiceField(
        label="Which kinds of placement?",
        help_text="Select none for any.",
        choices=choices(Kind),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    regions = forms.MultipleChoiceField(
        label="Where can you go?",
        help_text="Select none for anywhere. Remote work counts as everywhere.",
        choices=choices(Region),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    free_from = DayField(label="First day you can", required=False)
    free_to = DayField(label="Last day you can", required=False)
    fte_most = forms.DecimalField(
        label="How much of full time can you give?",
        help_text="1 is full time, 0.6 three days a week.",
        initial=Decimal(1),
        max_digits=3,
        decimal_places=2,
    )
    vetting = forms.ChoiceField(
        label="Which clearance do you hold?",
        help_text="Opportunities that need a higher one are left out.",
        choices=choices(Vetting),
        widget=forms.RadioSelect,
        initial=Vetting.NONE.value,
    )
    contract_ends_on = DayField(
        label="When does your contract end?",
        help_text="Only for a fixed term.",
        required=False,
    )


def initial_of(seeking: Seeking | None) -> dict[str, Any]:
    """What the form shows first."""
    return {name: getattr(seeking, name) for name in FIELDS} if seeking else {}
