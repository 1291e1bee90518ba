"""One question a page, and the drafts with a row for each objective."""

from datetime import date
from typing import Any

from django import forms

from permeate.core.needs import JUDGES, Judge, Objective, Question
from permeate.core.needs import Form as Shape
from permeate.core.planning import WHAT, WORDS, Outcome
from permeate.core.vocabulary import PROFESSIONS, SKILLS, THEMES, Region, choices
from permeate.web.forms import Form
from permeate.web.opportunities.fields import text, ticks
from permeate.web.widgets import DayField


class QuestionForm(Form):
    """The field ``answer`` in the shape of the question."""

    def __init__(self, *args: Any, question: Question, answers: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        field = _field(question)
        field.label, field.help_text = question.title(answers), question.hint
        field.required = not question.optional
        field.error_messages["required"] = _missing(question)
        field.initial = _shown(question, answers.get(question.slug, ""))
        self.fields["answer"] = field

    def stored(self) -> str:
        """What was typed, as it is stored."""
        value = self.cleaned_data.get("answer")
        if self.question.form is Shape.SEVERAL:
            return ",".join(value or [])
        return value.isoformat() if self.question.form is Shape.DAY else value or ""


def _field(question: Question) -> forms.Field:
    if question.form is Shape.ONE:
        return forms.ChoiceField(choices=question.options, widget=forms.RadioSelect)
    if question.form is Shape.SEVERAL:
        return forms.MultipleChoiceField(
            choices=question.options, widget=forms.CheckboxSelectMultiple
        )
    if question.form is Shape.DAY:
        return DayField()
    return forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


def _missing(question: Question) -> str:
    if question.form is Shape.TEXT:
        return "Write an answer; you can change it at any time"
    return "Enter a day" if question.form is Shape.DAY else "Select an answer"


def _shown(question: Question, stored: str) -> Any:
    if question.form is Shape.SEVERAL:
        return [code for code in stored.split(",") if code]
    if question.form is Shape.DAY and stored:
        return date.fromisoformat(stored)
    return stored


class OutcomeSelect(forms.RadioSelect):
    option_hints = {one.value: words for one, words in WHAT.items()}


class ChooseForm(Form):
    outcome = forms.ChoiceField(
        label="Which sort of placement do you plan?",
        choices=[(one.value, WORDS[one]) for one in Outcome],
        widget=OutcomeSelect,
    )


class DraftsForm(Form):
    """``rows`` objectives, each a row of four fields, and the knowledge-sharing schedule."""

    def __init__(self, *args: Any, rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for place in range(1, rows + 1):
            self.fields |= _row(place)
        self.fields["sharing_home"] = text(
            "What is shared with home, how often and with whom?", rows=3, required="Say how"
        )
        self.fields["sharing_host"] = text(
            "What is shared at the host, how often and with whom?", rows=3, required="Say how"
        )

    def objectives(self) -> tuple[Objective, ...]:
        """Rows that say something; an emptied row is taken out."""
        data = self.cleaned_data
        return tuple(
            Objective(
                data[f"text_{place}"],
                data[f"measure_{place}"],
                data[f"due_{place}"],
                Judge(data[f"judge_{place}"]),
            )
            for place in range(1, self.rows + 1)
            if data[f"text_{place}"].strip() or data[f"measure_{place}"].strip()
        )

    def clean(self) -> dict[str, Any]:
        """A row with words needs its day."""
        data = super().clean() or self.cleaned_data
        for place in range(1, self.rows + 1):
            words = data.get(f"text_{place}") or data.get(f"measure_{place}")
            if words and not data.get(f"due_{place}") and f"due_{place}" not in self.errors:
                self.add_error(f"due_{place}", "Enter by when")
        return data

    def row_fields(self) -> list[list[str]]:
        """The names of each row's fields."""
        return [
            [f"{name}_{place}" for name in ("text", "measure", "due", "judge")]
            for place in range(1, self.rows + 1)
        ]


def _row(place: int) -> dict[str, forms.Field]:
    due = DayField(label="By when?", required=False)
    due.conditional = True  # type: ignore[attr-defined]
    judge = forms.ChoiceField(
        label="Who judges?", choices=[(one.value, words) for one, words in JUDGES.items()]
    )
    found = {
        f"text_{place}": forms.CharField(label="What?", max_length=500, required=False),
        f"measure_{place}": forms.CharField(
            label="By what will one know?", max_length=500, required=False
        ),
        f"due_{place}": due,
        f"judge_{place}": judge,
    }
    for name in (f"text_{place}", f"measure_{place}"):
        found[name].conditional = True  # type: ignore[attr-defined]
    return found


class AdvertiseForm(Form):
    title = forms.CharField(
        label="Title of your advert",
        help_text="What hosts read first, like “Housing officer wants to see how a department "
        "plans its money”.",
        max_length=150,
        error_messages={"required": "Enter a title"},
    )
    learn = ticks("What do you want to learn about?", [*THEMES.items(), *SKILLS.items()])
    bring = ticks("What do you bring?", list(SKILLS.items()))
    profession = forms.ChoiceField(
        label="Your profession", required=False, choices=[("", "Not said"), *PROFESSIONS.items()]
    )
    region = forms.ChoiceField(
        label="Where could you go?", required=False, choices=[("", "Anywhere"), *choices(Region)]
    )
    hidden_from_home = forms.BooleanField(
        label="Do not show this advert to people of my own organisation", required=False
    )
