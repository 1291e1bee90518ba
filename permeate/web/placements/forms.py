from collections.abc import Mapping
from typing import Any

from django import forms

from permeate.core.vocabulary import EndCause, Party, choices
from permeate.models import KeepInTouch
from permeate.web.forms import Form
from permeate.web.widgets import DayField


def _text(label: str, hint: str = "", *, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=options.pop("max_length", 2000),
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


class CheckInForm(Form):
    going = forms.ChoiceField(widget=forms.RadioSelect)
    text = _text("In a few words", required=False)

    def __init__(self, *args: Any, words: Mapping[str, str], closing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        going, text = self.fields["going"], self.fields["text"]
        going.label = "How did it go?" if closing else "How is it going?"
        going.choices = list(words.items())
        going.error_messages["required"] = (
            "Select how it went" if closing else "Select how it is going"
        )
        text.conditional = True
        if closing:
            text.help_text = "What came of it, and what should be done differently next time?"
        else:
            text.help_text = "What goes well, what would make it better? Needed unless all is well."
            going.widget.option_hints = {"HELP": "The coordinators of both sides are told."}


class MessageForm(Form):
    body = _text(
        "Your message",
        "The other two get an e-mail with a link. Nobody’s address is shown.",
        max_length=5000,
        error_messages={"required": "Write your message"},
    )


class KeepInTouchForm(Form):
    held_on = DayField(label="Date", help_text="For example, 27 3 2027")
    how = forms.ChoiceField(
        label="How?",
        choices=KeepInTouch._meta.get_field("how").choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select how you kept in touch"},
    )
    note = _text("What was it about?", required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].error_messages["required"] = "Enter the date"


class ReturnForm(Form):
    post = forms.CharField(
        label="Which post do they come back to?",
        help_text="The job title, and the team if it is another one.",
        max_length=150,
        error_messages={"required": "Enter the post they come back to"},
    )
    what_changed = _text(
        "What has changed meanwhile?",
        "People, place, priorities: what they should know before they are back.",
        required=False,
    )
    meeting_on = DayField(
        label="Meeting about the return",
        help_text="Before the end of the placement. For example, 27 3 2027",
    )
    handover = _text(
        "How is the work handed over?",
        "From whoever covered the post, and at the host.",
        error_messages={"required": "Say how the work is handed over"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting_on"].error_messages["required"] = "Enter the date of the meeting"


class EndEarlyForm(Form):
    last_day = DayField(
        label="Last day",
        help_text="Give the notice that the agreement asks for. For example, 27 3 2027",
    )
    party = forms.ChoiceField(
        label="On whose side does it end?",
        choices=choices(Party),
        widget=forms.RadioSelect,
        error_messages={"required": "Select on whose side it ends"},
    )
    cause = forms.ChoiceField(
        label="Why?",
        choices=choices(EndCause),
        widget=forms.RadioSelect,
        error_messages={"required": "Select why it ends"},
    )
    reason = _text(
        "In your own words",
        "All three and the coordinators read this. Leave out anything about somebody’s health.",
        error_messages={"required": "Say in your own words why it ends"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].error_messages["required"] = "Enter the last day"


class CancelForm(Form):
    reason = _text(
        "Why will it not take place?",
        "All three read this.",
        error_messages={"required": "Say why the placement is cancelled"},
    )
