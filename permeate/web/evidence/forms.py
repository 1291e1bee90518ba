from datetime import date, timedelta

from django import forms

from permeate.core.samples import SHOWS_LABELS, USUAL_DAYS
from permeate.web.forms import Form
from permeate.web.widgets import DayField


class CheckForm(Form):
    reference = forms.CharField(
        label="Reference",
        help_text="Ten letters and digits, printed at the end of the evidence.",
        max_length=40,
        error_messages={"required": "Enter the reference"},
    )
    code = forms.CharField(
        label="Check code",
        help_text="Sixteen letters and digits, like 0f3a 9c21 77be 4d10, or the whole hash.",
        max_length=120,
        error_messages={"required": "Enter the check code"},
    )


class SampleForm(Form):
    """Who may look at what, and until when."""

    for_whom = forms.CharField(
        label="Who is it for?",
        help_text="For example “CIPFA, audit of members”. They read this on the first page.",
        max_length=150,
        error_messages={"required": "Say who it is for"},
    )
    shows = forms.MultipleChoiceField(
        label="What do you show?",
        help_text="They always see the activities, with dates, hours and the hosts’ confirmations.",
        choices=[(one.value, words) for one, words in SHOWS_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    expires_on = DayField(
        label="Last day",
        help_text="The last day on which the link works, within 60 days.",
        error_messages={"required": "Enter the last day"},
    )

    def __init__(self, *args, today: date, **kwargs) -> None:
        usual = {"expires_on": today + timedelta(days=USUAL_DAYS)}
        super().__init__(*args, initial=usual, **kwargs)


class PackForm(Form):
    """Bodies and activities of one pack; both are the person's own."""

    bodies = forms.MultipleChoiceField(
        label="For which bodies?",
        help_text="The pack says how far each one’s rules are met.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    activities = forms.MultipleChoiceField(
        label="Which activities?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one activity"},
    )

    def __init__(
        self,
        *args,
        bodies: list[tuple[str, str]],
        activities: list[tuple[str, str]],
        **kwargs,
    ) -> None:
        chosen = {"bodies": [name for name, _ in bodies]}
        chosen["activities"] = [name for name, _ in activities]
        super().__init__(*args, initial=chosen, **kwargs)
        self.fields["bodies"].choices = bodies
        self.fields["activities"].choices = activities
        if not bodies:
            del self.fields["bodies"]

    def clean(self) -> dict:
        """Without bodies there are none to choose."""
        return {"bodies": [], **super().clean()}
