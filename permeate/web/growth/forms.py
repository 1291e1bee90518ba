"""Shapes of ratings: a level for each skill."""

from typing import Any

from django import forms

from permeate.core.growth import LEVELS, MOST_SKILLS, skills_of
from permeate.core.refusals import Refused
from permeate.web.forms import Form

ANCHORED = [(str(level), f"{words}: {anchor}") for level, (words, anchor) in LEVELS.items()]


class RatingForm(Form):
    """A level for each skill; ``also_start`` asks beside it how the start looks now.

    A skill left open is not rated. One more, in one's own words, may be named where ``own``.
    """

    def __init__(
        self, *args: Any, skills: list[str], asks: str, also_start: bool, own: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.skills = skills[: MOST_SKILLS * 2]
        for number, skill in enumerate(self.skills):
            self._add(f"now_{number}", f"{skill}: {asks}")
            if also_start:
                self._add(f"start_{number}", f"{skill}: where do you now think you started?")
        if own or not skills:
            self.fields["skills"] = forms.CharField(
                label="Skills in your own words",
                help_text="With commas between them. You rate them on the next page.",
                required=False,
                max_length=700,
            )

    def _add(self, name: str, label: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=ANCHORED, required=False, widget=forms.RadioSelect
        )

    def clean_skills(self) -> str:
        try:
            skills_of(self.cleaned_data["skills"])
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from refusal
        return self.cleaned_data["skills"]

    def own_skills(self) -> list[str]:
        """Skills typed besides."""
        return skills_of(self.cleaned_data.get("skills", ""))

    def levels(self, part: str) -> dict[str, int]:
        """Level of each skill that was rated, of the part ``now`` or ``start``."""
        given = {
            skill: self.cleaned_data.get(f"{part}_{number}", "")
            for number, skill in enumerate(self.skills)
        }
        return {skill: int(level) for skill, level in given.items() if level}


class KeepForm(Form):
    """Which endorsed skills go on the profile."""

    skills = forms.MultipleChoiceField(
        label="Which skills go on your profile?",
        help_text="Your profile is used to match you with opportunities.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one skill"},
    )

    def __init__(self, *args: Any, endorsed: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skills"].choices = [(skill, skill) for skill in endorsed]
