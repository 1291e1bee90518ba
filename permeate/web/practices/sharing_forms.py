"""Shape of what people say about how they put a practice before others."""

from collections.abc import Sequence
from typing import Any

from django import forms

from permeate.actions.shares import Shown
from permeate.core.artefacts import KINDS, Artefact, artefact
from permeate.core.learning import TITLE_LENGTH
from permeate.core.ledger_words import Channel, ledger_choices
from permeate.models import Organisation
from permeate.web.forms import Form
from permeate.web.widgets import DayField


def file_field(label: str) -> forms.FileField:
    """A file of one of the kinds that are kept."""
    return forms.FileField(
        label=label,
        help_text=f"{KINDS}, at most 5 MB.",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.pptx,.odt,.odp,.png,.jpg,.txt"}),
    )


def kept(form: forms.Form, name: str = "file") -> Artefact | None:
    """The uploaded file, looked at; Refused where it may not be kept."""
    upload = form.cleaned_data.get(name)
    return artefact(upload.name, upload.read(), field=name) if upload else None


class ShareForm(Form):
    channel = forms.ChoiceField(
        label="How did you share it, or do you share it now?",
        choices=ledger_choices(Channel),
        widget=forms.RadioSelect,
        error_messages={"required": "Select how you share it"},
    )
    title = forms.CharField(
        label="Title",
        help_text="What is it about, for somebody who was not there?",
        max_length=TITLE_LENGTH,
        error_messages={"required": "Give it a title that tells others what it is about"},
    )
    audience = forms.MultipleChoiceField(
        label="Who is the audience?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one organisation that should hear this"},
    )
    held_on = DayField(
        label="If it was a briefing, visit or workshop, when was it?",
        help_text="For example, 27 3 2027",
        required=False,
    )
    people = forms.IntegerField(
        label="For how many people was it?", required=False, min_value=1, max_value=100_000
    )
    text = forms.CharField(
        label="What was said or shown?",
        help_text="It is kept as it is now.",
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    file = file_field("Slides, notes or another file")

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {one.reference: one for one in organisations}
        self.fields["audience"].choices = [(one.reference, one.name) for one in organisations]

    def chosen(self) -> list[Organisation]:
        """The organisations that were ticked."""
        return [self.organisations[reference] for reference in self.cleaned_data["audience"]]

    def shown(self) -> Shown:
        """The cleaned answers, as the action takes them; Refused for a file that is not kept."""
        names = ("channel", "title", "text", "held_on", "people")
        return Shown(**{name: self.cleaned_data[name] for name in names}, file=kept(self))
