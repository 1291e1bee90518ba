from typing import Any

from django import forms

from permeate.core.grades import GradeRow
from permeate.core.organisations import read_domains
from permeate.core.refusals import Refused, SeveralRefused
from permeate.core.vocabulary import GradeBand, Region, Sector, choices
from permeate.models import Grade
from permeate.web.forms import Form

EMPTY_ROWS = 3


class SearchForm(forms.Form):
    """What is looked for in the register; never wrong, at worst it finds nothing."""

    q = forms.CharField(label="Name", required=False, max_length=200)
    sector = forms.ChoiceField(
        label="Sector", required=False, choices=[("", "All sectors"), *choices(Sector)]
    )
    region = forms.ChoiceField(
        label="Region or nation", required=False, choices=[("", "All regions"), *choices(Region)]
    )
    joined = forms.BooleanField(label="Only those that use Permeate", required=False)
    closed = forms.BooleanField(label="Include closed organisations", required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")
        for field in self.fields.values():
            field.conditional = True  # a search says nothing of “optional”


class ContactForm(Form):
    body = forms.CharField(
        label="Your message",
        help_text="The coordinators see your name and e-mail address, so that they can answer.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write your message"},
    )


class DomainsForm(Form):
    domains = forms.CharField(
        label="E-mail domains",
        help_text="One on each line, like example.gov.uk. Addresses below a domain count too.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def clean_domains(self) -> list[str]:
        try:
            return read_domains(self.cleaned_data["domains"])
        except SeveralRefused as refusals:
            raise forms.ValidationError([one.reason for one in refusals.refusals]) from None
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from None


class GradesForm(Form):
    """One name and one band for each grade, and some empty rows for more.

    ``grades`` are the stored ones, lowest first; a row keeps the id of its grade in the
    form, so that a renamed grade stays the one that people have.
    """

    def __init__(self, data: Any, grades: list[Grade]) -> None:
        super().__init__(data)
        self.ids: list[int | None] = [grade.id for grade in grades]
        self.ids += [None] * EMPTY_ROWS
        if data is not None:
            self.ids = _posted_ids(data) or self.ids
        stored = {grade.id: grade for grade in grades}
        for number, id_ in enumerate(self.ids):
            self._add_row(number, id_, stored.get(id_ or 0))

    def _add_row(self, number: int, id_: int | None, grade: Grade | None) -> None:
        words = f"grade {number + 1}"
        self.fields[f"id_{number}"] = forms.IntegerField(
            required=False, initial=id_, widget=forms.HiddenInput
        )
        self.fields[f"name_{number}"] = forms.CharField(
            label=f"Name of {words}",
            max_length=80,
            required=False,
            initial=grade.name if grade else "",
        )
        self.fields[f"band_{number}"] = forms.ChoiceField(
            label=f"Band of {words}",
            required=False,
            choices=[("", "Select a band"), *choices(GradeBand)],
            initial=grade.band if grade else "",
        )
        for name in (f"name_{number}", f"band_{number}"):
            self.fields[name].conditional = True

    @property
    def numbers(self) -> range:
        """Numbers of the rows, from 0."""
        return range(len(self.ids))

    def rows(self) -> list[GradeRow]:
        """What was typed, row by row."""
        answers = self.cleaned_data
        return [
            GradeRow(
                answers[f"id_{number}"],
                answers[f"name_{number}"].strip(),
                answers[f"band_{number}"],
            )
            for number in self.numbers
        ]


def _posted_ids(data: Any) -> list[int | None]:
    """As many rows as were sent, up to a limit that nobody meets by hand."""
    ids: list[int | None] = []
    while f"name_{len(ids)}" in data and len(ids) < 100:
        text = str(data.get(f"id_{len(ids)}", ""))
        ids.append(int(text) if text.isascii() and text.isdigit() else None)
    return ids
