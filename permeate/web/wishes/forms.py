from typing import Any

from django import forms

from permeate.core.vocabulary import PROFESSIONS, SKILLS, THEMES, Kind, Region, choices
from permeate.models import Opportunity
from permeate.web.forms import Form
from permeate.web.opportunities.fields import radios, text

TOPICS = [("", "Any"), *THEMES.items(), *(one for one in SKILLS.items() if one[0] not in THEMES)]


class WantedForm(Form):
    """What narrows the list of adverts; never required, never wrong."""

    text = forms.CharField(label="Words", required=False, max_length=200)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any"), *choices(Kind)])
    topic = forms.ChoiceField(label="Theme or skill", required=False, choices=TOPICS)
    profession = forms.ChoiceField(
        label="Profession", required=False, choices=[("", "Any"), *PROFESSIONS.items()]
    )
    region = forms.ChoiceField(
        label="Can go to", required=False, choices=[("", "Any"), *choices(Region)]
    )


class InviteForm(Form):
    """``offers`` are the published opportunities one hosts."""

    opportunity = forms.ChoiceField(
        label="To which opportunity?",
        error_messages={"required": "Select the opportunity you invite to"},
    )
    message = text(
        "Why do you think of them?",
        "They read this with your name and organisation.",
        most=1000,
        required="Say why you think of them",
    )

    def __init__(self, *args: Any, offers: list[Opportunity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opportunity"].choices = [
            ("", "Choose an opportunity"),
            *((one.reference, one.title) for one in offers),
        ]


class AnswerForm(Form):
    interested = radios(
        "Does it interest you?", [("yes", "Yes, and tell them who I am"), ("no", "No")]
    )
    answer = forms.CharField(
        label="Anything you want to say",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
