"""One form for each section, made from the core's fields."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from permeate.core.agreements.fields import Field, Section, Type
from permeate.core.vocabulary import LABELS, Party
from permeate.web.forms import Form
from permeate.web.widgets import DayField


def _line(field: Field) -> forms.Field:
    return forms.CharField(max_length=200)


def _text(field: Field) -> forms.Field:
    return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


def _choice(field: Field) -> forms.Field:
    return forms.ChoiceField(choices=field.choices, widget=forms.RadioSelect)


def _number(least: str, most: str, words: str) -> forms.Field:
    return forms.DecimalField(
        min_value=Decimal(least),
        max_value=Decimal(most),
        decimal_places=2,
        max_digits=12,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_decimal_places", "max_digits"), words
        ),
    )


MAKERS = {
    Type.LINE: _line,
    Type.TEXT: _text,
    Type.CHOICE: _choice,
    Type.DAY: lambda field: DayField(),
    Type.WEEKS: lambda field: forms.IntegerField(
        min_value=0,
        max_value=52,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            "Enter whole weeks from 0 to 52, like 4",
        ),
    ),
    Type.MONEY: lambda field: _number("0", "9999999", "Enter pounds as a number, like 42500"),
    Type.PERCENT: lambda field: _number("0", "100", "Enter a number from 0 to 100, like 28.5"),
    Type.SHARE: lambda field: _number("0.01", "1", "Enter a number up to 1, like 0.6"),
}


def _value(field: Field, stored: str) -> Any:
    if field.type is Type.DAY and stored:
        return date.fromisoformat(stored)
    return stored


def _stored(value: Any) -> str:
    """How an answer is kept: as text, without zeros nobody typed."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


class SectionForm(Form):
    """The fields of one section; gaps are allowed until the agreement is opened."""

    def __init__(
        self, *args: Any, section: Section, content: dict[str, str], asks_reason: bool, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        for one in section.fields:
            field = MAKERS[one.type](one)
            field.label, field.help_text, field.required = one.label, one.hint, False
            # Without it nobody can sign: it may be empty now, but it is not optional.
            field.conditional = one.required or one.needed is not None
            field.initial = _value(one, content.get(one.name, ""))
            self.fields[one.name] = field
        if asks_reason:
            self.fields["reason"] = forms.CharField(
                label="Why do you change this?",
                help_text="All three read it. Signatures given so far lapse.",
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": "Say why you change this"},
            )

    def answers(self) -> dict[str, str]:
        """What was typed, as it is stored."""
        return {one.name: _stored(self.cleaned_data.get(one.name)) for one in self.section.fields}


class SignForm(Form):
    """``parties``: for whom the person may sign; ``password`` only where they have one."""

    party = forms.TypedChoiceField(
        label="For whom do you sign?", coerce=Party, widget=forms.RadioSelect
    )
    authority = forms.CharField(
        label="Your authority to sign",
        help_text="Your role, and what lets you sign: for example “Head of Planning, scheme of "
        "delegation”.",
        max_length=150,
        error_messages={"required": "Say on what authority you sign"},
    )
    password = forms.CharField(
        label="Your password",
        help_text="To show that it is you who signs.",
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "Enter your password"},
    )

    def __init__(
        self, *args: Any, parties: list[Party], asks_password: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(party.value, LABELS[party]) for party in parties]
        if len(parties) == 1:
            del self.fields["party"]
        if parties == [Party.PARTICIPANT]:
            del self.fields["authority"]
        if not asks_password:
            del self.fields["password"]
