"""Shapes of what owners and hosts write about programmes."""

from typing import Any

from django import forms

from permeate.core.programmes import DIMENSIONS, Goal
from permeate.core.recurrence import WEEKDAYS, WEEKS
from permeate.core.vocabulary import Region, Sector, choices
from permeate.web.forms import Form
from permeate.web.opportunities.fields import clock, places, radios, text
from permeate.web.widgets import DayField

EVERY = {1: "Every month", 2: "Every 2 months", 3: "Every 3 months", 6: "Every 6 months"}
AHEAD = {3: "3 months", 6: "6 months", 12: "12 months"}


def _number(label: str, options: dict[int, str], hint: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=list(options.items()), coerce=int, help_text=hint
    )


class ProgrammeForm(Form):
    name = forms.CharField(
        label="Name",
        help_text="Like “Local and central: development days”.",
        max_length=150,
        error_messages={"required": "Enter the programme’s name"},
    )
    purpose = text(
        "What is it for?",
        "Members read this. What should be different in a year?",
        required="Say what the programme is for",
    )
    week_of_month = _number("Which week of the month?", {k: v.title() for k, v in WEEKS.items()})
    weekday = _number("Which day?", dict(enumerate(WEEKDAYS[:5])))
    every_months = _number("How often?", EVERY)
    months_ahead = _number(
        "How far ahead are dates made?",
        AHEAD,
        "A date that falls on a bank holiday moves a week.",
    )
    starts_on = DayField(
        label="First possible date",
        help_text="For example, 1 1 2027",
        error_messages={"required": "Enter the first possible date"},
    )
    ends_on = DayField(label="Last possible date", required=False)


class NewProgrammeForm(ProgrammeForm):
    """``organisations`` are those for which the person may set one up."""

    organisation = radios("Which organisation runs it?", [])
    field_order = ["organisation"]

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = organisations
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.fields["organisation"].initial = organisations[0][0]


class GoalForm(Form):
    """One thing to reach; ``types`` are the registers' words for organisation types."""

    what = forms.ChoiceField(
        label="What do you want to reach?",
        error_messages={"required": "Select what you want to reach"},
    )
    wanted = forms.IntegerField(
        label="How many placements a year?",
        error_messages={
            "required": "Enter how many placements a year",
            "invalid": "Enter the number of placements as a whole number",
        },
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

    def goal(self) -> Goal:
        """The cleaned answers as the action takes them."""
        dimension, _, value = self.cleaned_data["what"].partition(":")
        return Goal(dimension, value, self.cleaned_data["wanted"])


class AgainForm(Form):
    places = places()
    from_time = clock("From", "For example, 9:30am.")
    to_time = clock("To")


class HostForm(AgainForm):
    """A development day in one form; ``hosts`` are members the person hosts for."""

    host = radios("Which organisation hosts?", [])
    title = forms.CharField(
        label="Title",
        help_text="Like “A day with the homelessness team”.",
        max_length=150,
        error_messages={"required": "Enter a title"},
    )
    summary = text("What will people see and do?", required="Say what people will see and do")
    objectives = text(
        "What is the day for?",
        "One objective.",
        rows=2,
        most=300,
        required="Say what the day is for",
    )
    measure = text(
        "How will you know it was reached?",
        rows=2,
        most=300,
        required="Say how you will know it was reached",
    )
    why_placement = text(
        "Why should somebody come in person?",
        "What would a course or a call not give them?",
        rows=3,
        required="Say why somebody should come in person",
    )
    host_learns = text("What do you want to learn from your guests?", rows=3)
    location = forms.CharField(
        label="Where?",
        help_text="A town and building, or a postcode.",
        max_length=150,
        error_messages={"required": "Say where people should come"},
    )
    everyone = forms.TypedChoiceField(
        label="Who may book?",
        choices=[("no", "Members of the programme"), ("yes", "Everyone who is signed in")],
        coerce=lambda answer: answer == "yes",
        initial="no",
        widget=forms.RadioSelect,
    )
    field_order = [
        *("host", "title", "summary", "objectives", "measure", "why_placement"),
        *("host_learns", "location", "places", "from_time", "to_time", "everyone"),
    ]

    def __init__(self, *args: Any, hosts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].choices = hosts
        if len(hosts) == 1:
            self.fields["host"].widget = forms.HiddenInput()
            self.fields["host"].initial = hosts[0][0]
