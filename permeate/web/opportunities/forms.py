"""Shapes of what a host writes, section by section.

Almost nothing is required: everything is kept as one goes, and publishing says what is missing.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from permeate.core.opportunities import MOST_PLACES
from permeate.core.vocabulary import (
    PROFESSIONS,
    SKILLS,
    THEMES,
    Kind,
    Payer,
    Place,
    Region,
    Sector,
    Vetting,
    Visibility,
    choices,
)
from permeate.models import Opportunity
from permeate.queries.opportunities import possible_managers
from permeate.web.forms import Form
from permeate.web.opportunities.fields import radios, text, ticks, waits
from permeate.web.widgets import DayField

KIND_HINTS = {
    Kind.DEVELOPMENT_DAY.value: "A visit of 1 to 5 days. People book a date.",
    Kind.SHADOWING.value: "Working alongside somebody for 1 day to 4 weeks. People book dates.",
    Kind.SECONDMENT.value: "Usually 6 months to 2 years. People apply once home has released them.",
}
OBJECTIVES_MOST = 8
OBJECTIVES_SHOWN = 2


class KindSelect(forms.RadioSelect):
    option_hints: Mapping[str, str] = KIND_HINTS


class DraftForm(Form):
    """What a draft begins with; ``hosts`` are the organisations the person hosts for."""

    host = forms.ChoiceField(label="Which organisation is the host?", widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="What do you offer?", choices=choices(Kind), widget=KindSelect)
    title = forms.CharField(
        label="Title",
        help_text="What people read first, like “Two days with a planning team”.",
        max_length=150,
        error_messages={"required": "Enter a title"},
    )
    summary = waits(text("What is the work?", "A few sentences. You can finish them later."))

    def __init__(self, *args: Any, hosts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].choices = hosts
        self.fields["kind"].error_messages["required"] = "Select what you offer"
        if len(hosts) == 1:
            self.fields["host"].widget = forms.HiddenInput()
            self.fields["host"].initial = hosts[0][0]


def _shown(value: Any) -> Any:
    """A number without zeros nobody needs; anything else as it is."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class SectionForm(Form):
    """One section of an opportunity: what stands there now, and the changes it asks for."""

    def __init__(self, *args: Any, opportunity: Opportunity, **kwargs: Any) -> None:
        self.opportunity = opportunity
        super().__init__(*args, initial=self.stands(opportunity), **kwargs)

    def stands(self, opportunity: Opportunity) -> dict[str, Any]:
        """What the fields show first."""
        return {name: _shown(getattr(opportunity, name)) for name in self.base_fields}

    def changes(self) -> dict[str, Any]:
        """The cleaned answers as ``actions.opportunities.change_opportunity`` takes them."""
        return dict(self.cleaned_data)


class BasicsForm(SectionForm):
    kind = forms.ChoiceField(label="What do you offer?", choices=choices(Kind), widget=KindSelect)
    title = forms.CharField(
        label="Title", max_length=150, error_messages={"required": "Enter a title"}
    )
    summary = waits(text("What is the work?", "A few sentences about the team and what it does."))
    host_manager = forms.ModelChoiceField(
        label="Host manager",
        help_text="Requests come to this person, who also looks after the guest.",
        queryset=None,
        empty_label=None,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host_manager"].queryset = possible_managers(self.opportunity.host_id)
        self.fields["host_manager"].label_from_instance = lambda person: person.name
        self.initial["host_manager"] = self.opportunity.host_manager_id


class PurposeForm(SectionForm):
    """Objectives with their measures, a pair of fields each; empty pairs are passed over."""

    why_placement = waits(
        text(
            "Why a placement and not a vacancy?",
            "What does somebody from outside bring that a recruit would not?",
        )
    )
    host_learns = text(
        "What do you want to learn from your guest?",
        "Guests bring knowledge. Say what you hope to take from theirs.",
    )

    def __init__(self, *args: Any, rows: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.opportunity.kind != Kind.SECONDMENT.value:
            self.fields["why_placement"].label = "Why should somebody come in person?"
            self.fields["why_placement"].help_text = "What would a course or a call not give them?"
        stands = list(self.opportunity.objectives.all())
        self.rows = min(max(rows, len(stands) + 1, OBJECTIVES_SHOWN), OBJECTIVES_MOST)
        for number in range(1, self.rows + 1):
            standing = stands[number - 1] if number <= len(stands) else None
            self._add_pair(number, standing)

    def _add_pair(self, number: int, standing: Any) -> None:
        self.fields[f"objective_{number}"] = waits(
            forms.CharField(
                label=f"Objective {number}",
                help_text="What should be different at the end?" if number == 1 else "",
                required=False,
                max_length=300,
                initial=standing.text if standing else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        )
        self.fields[f"measure_{number}"] = waits(
            forms.CharField(
                label=f"How will you know objective {number} is reached?",
                required=False,
                max_length=300,
                initial=standing.measure if standing else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        )

    def pairs(self) -> list[tuple[Any, Any]]:
        """The bound fields of each objective and its measure."""
        return [
            (self[f"objective_{number}"], self[f"measure_{number}"])
            for number in range(1, self.rows + 1)
        ]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        for number in range(1, self.rows + 1):
            if answers.get(f"measure_{number}") and not answers.get(f"objective_{number}"):
                self.add_error(f"objective_{number}", f"Enter objective {number}, or clear both")
        return answers

    def changes(self) -> dict[str, Any]:
        answers = self.cleaned_data
        objectives = [
            (answers[f"objective_{number}"], answers[f"measure_{number}"])
            for number in range(1, self.rows + 1)
            if answers[f"objective_{number}"]
        ]
        return {
            "why_placement": answers["why_placement"],
            "host_learns": answers["host_learns"],
            "objectives": objectives,
        }


CLOSES = {
    "label": "Last day to ask",
    "help_text": "It closes by itself after this day.",
    "required": False,
}


class PeriodForm(SectionForm):
    """A secondment's dates and share of full time."""

    starts_on = waits(DayField(label="Start", help_text="For example, 11 1 2027"))
    ends_on = waits(DayField(label="End"))
    fte = forms.DecimalField(
        label="How much of full time?",
        help_text="1 is full time, 0.4 is two days a week.",
        min_value=Decimal("0.05"),
        max_value=1,
        max_digits=3,
        decimal_places=2,
        error_messages={
            "min_value": "Enter a part of full time between 0.05 and 1",
            "max_value": "Enter a part of full time between 0.05 and 1, like 0.4",
            "max_decimal_places": "Enter a part of full time with at most two decimals, like 0.45",
            "invalid": "Enter a part of full time as a number, like 0.4",
        },
    )
    closes_on = DayField(**CLOSES)


class HoursForm(SectionForm):
    """How long a day is, and when asking ends; the dates themselves have their own pages."""

    hours_a_day = forms.DecimalField(
        label="Hours a day",
        help_text="Counted as learning time in the guest’s evidence, so leave out lunch.",
        min_value=Decimal("0.5"),
        max_value=12,
        max_digits=4,
        decimal_places=2,
        error_messages={
            "min_value": "Enter hours a day between 0.5 and 12",
            "max_value": "Enter hours a day between 0.5 and 12",
            "invalid": "Enter hours a day as a number, like 7.5",
        },
    )
    closes_on = DayField(**CLOSES)


class PlaceForm(SectionForm):
    place = radios("Where is the work done?", choices(Place))
    location = waits(
        forms.CharField(
            label="Town and building, or postcode",
            help_text="Not needed for remote work.",
            max_length=150,
        )
    )
    region = forms.ChoiceField(
        label="Region", choices=[("", "Choose a region"), *choices(Region)], required=False
    )


class TopicsForm(SectionForm):
    themes = ticks(
        "Themes", list(THEMES.items()), "What the work is about. People search by these."
    )
    skills = ticks("Skills", list(SKILLS.items()), "What a guest would use or build.")
    own_skills = forms.CharField(
        label="Other skills",
        help_text="In your own words, with commas between.",
        required=False,
        max_length=300,
    )
    profession = forms.ChoiceField(
        label="Profession",
        choices=[("", "Any profession"), *PROFESSIONS.items()],
        required=False,
    )

    def stands(self, opportunity: Opportunity) -> dict[str, Any]:
        topics = [(topic.kind, topic.value) for topic in opportunity.topics.all()]
        skills = [value for kind, value in topics if kind == "SKILL"]
        return {
            "themes": [value for kind, value in topics if kind == "THEME"],
            "skills": [value for value in skills if value in SKILLS],
            "own_skills": ", ".join(value for value in skills if value not in SKILLS),
            "profession": opportunity.profession,
        }

    def clean_own_skills(self) -> list[str]:
        typed = [one.strip() for one in self.cleaned_data["own_skills"].split(",")]
        if any(len(one) > 80 for one in typed):
            raise forms.ValidationError("Put a comma between skills: one is longer than 80 letters")
        return [one for one in typed if one]

    def changes(self) -> dict[str, Any]:
        answers = self.cleaned_data
        return {
            "themes": answers["themes"],
            "skills": [*answers["skills"], *answers["own_skills"]],
            "profession": answers["profession"],
        }


class TermsForm(SectionForm):
    vetting = radios("Which vetting does a guest need?", choices(Vetting))
    payer = radios("Who pays?", choices(Payer), "Salary and on-costs during the placement.")
    places = forms.IntegerField(
        label="How many places?",
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={
            "min_value": "Enter at least 1 place",
            "max_value": f"Enter {MOST_PLACES} places or fewer",
            "invalid": "Enter the number of places as a whole number",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.opportunity.kind != Kind.SECONDMENT.value:
            self.fields["places"].help_text = "On each date, unless you say otherwise there."


class VisibilityForm(SectionForm):
    visibility = radios("Who may see it once it is published?", choices(Visibility))
    sectors = waits(ticks("Sectors", choices(Sector), "Only if you chose some sectors."))

    def stands(self, opportunity: Opportunity) -> dict[str, Any]:
        chosen = [audience.sector for audience in opportunity.audiences.all() if audience.sector]
        return {"visibility": opportunity.visibility, "sectors": chosen}


def section_form(slug: str, opportunity: Opportunity) -> type[SectionForm]:
    """The form of a section; KeyError for a slug there is none for."""
    if slug == "dates":
        secondment = opportunity.kind == Kind.SECONDMENT.value
        return PeriodForm if secondment else HoursForm
    return SECTION_FORMS[slug]


SECTION_FORMS: Mapping[str, type[SectionForm]] = {
    "basics": BasicsForm,
    "purpose": PurposeForm,
    "place": PlaceForm,
    "topics": TopicsForm,
    "terms": TermsForm,
    "visibility": VisibilityForm,
}
