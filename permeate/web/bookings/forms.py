from decimal import Decimal

from django import forms

from permeate.models import Membership
from permeate.web.forms import Form

LINE = {"rows": 3}


def hours_field(**options) -> forms.DecimalField:
    """Hours of attendance, in steps somebody would type."""
    number = "Hours must be a number, like 7 or 7.5"
    return forms.DecimalField(
        label="Hours they attended",
        max_digits=5,
        decimal_places=2,
        min_value=Decimal("0.25"),
        error_messages={
            "required": "Enter the hours",
            "invalid": number,
            "min_value": "Hours must be a quarter of an hour or more",
            "max_digits": number,
            "max_whole_digits": number,
            "max_decimal_places": "Hours must have at most two decimal places, like 7.25",
        },
        **options,
    )


class RequestForm(Form):
    """Asking for a place. Which home and which manager is asked only where it is not known."""

    home = forms.ChoiceField(label="Which organisation do you come from?", widget=forms.RadioSelect)
    purpose = forms.CharField(
        label="What do you want to learn?",
        help_text="Your manager and the host read this, and it stands in your evidence.",
        max_length=1000,
        widget=forms.Textarea(attrs=LINE),
        error_messages={"required": "Say what you want to learn"},
    )
    brings = forms.CharField(
        label="What do you bring?",
        help_text="Something from your own work that the host may want to hear.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=LINE),
    )
    manager_name = forms.CharField(
        label="Your manager’s name",
        max_length=150,
        error_messages={"required": "Enter your manager’s name"},
    )
    manager_email = forms.EmailField(
        label="Your manager’s work e-mail address",
        help_text="They get a link and decide without signing in.",
        error_messages={"required": "Enter your manager’s e-mail address"},
    )
    has_conflict = forms.TypedChoiceField(
        label="Do you have a conflict of interest with the host?",
        help_text="For example a bid, contract or dispute between the host and your organisation.",
        choices=[("no", "No"), ("yes", "Yes")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you have a conflict of interest"},
    )
    conflict = forms.CharField(
        label="If yes, what is it?",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    confidential = forms.BooleanField(
        label="I will keep confidential what I see and hear that is not public",
        error_messages={
            "required": "Confirm that you will keep confidential what you see and hear"
        },
    )

    def __init__(self, *args, memberships: list[Membership], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conflict"].conditional = True
        self.fields["home"].choices = [(m.reference, m.organisation.name) for m in memberships]
        if len(memberships) < 2:
            del self.fields["home"]
        if memberships and all(m.manager_id for m in memberships):
            del self.fields["manager_name"], self.fields["manager_email"]
        elif any(m.manager_id for m in memberships):
            self.fields["manager_name"].required = False
            self.fields["manager_email"].required = False


class DecideForm(Form):
    """The manager's yes or no; the hash of the page that was shown is sent beside it."""

    decision = forms.ChoiceField(
        label="Do you agree?",
        choices=[("yes", "Yes, I confirm this page for home"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select yes or no"},
    )
    reason = forms.CharField(
        label="If no, why not?",
        help_text="The person reads this.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=LINE),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].conditional = True


class ConfirmForm(Form):
    """The host's one press; the hash of the page that was shown is sent beside it."""


class ReasonForm(Form):
    reason = forms.CharField(
        label="Why?",
        help_text="Everyone concerned reads this.",
        max_length=1000,
        widget=forms.Textarea(attrs=LINE),
        error_messages={"required": "Give a reason"},
    )


class OwnReasonForm(Form):
    reason = forms.CharField(
        label="Why?",
        help_text="Your manager and the host read this.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=LINE),
    )


class AttendanceForm(Form):
    name = forms.CharField(
        label="Your name",
        help_text="It is printed in the person’s evidence.",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    authority = forms.CharField(
        label="Your role",
        help_text="In which you can say this. It is printed beside your name.",
        max_length=150,
        error_messages={"required": "Enter your role"},
    )
    hours = hours_field(help_text="Change this if they came for longer or shorter.")


class ShowCodeForm(Form):
    """The host, at the place: for how many hours the code will speak."""

    hours = hours_field()
    authority = forms.CharField(
        label="Your role",
        max_length=150,
        error_messages={"required": "Enter your role"},
    )


class CodeForm(Form):
    code = forms.CharField(
        label="Code",
        help_text="Six digits, on your host’s phone.",
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "Enter the code"},
    )


class AbsenceForm(Form):
    name = forms.CharField(
        label="Your name", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class CorrectForm(Form):
    """The host puts its word right, or takes it back."""

    attended = forms.TypedChoiceField(
        label="What is right?",
        choices=[("yes", "They attended, for other hours"), ("no", "They did not attend")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Select what is right"},
    )
    hours = hours_field(required=False)
    reason = forms.CharField(
        label="Why?",
        help_text="The person reads this, and whoever checks their evidence.",
        max_length=500,
        widget=forms.Textarea(attrs=LINE),
        error_messages={"required": "Give a reason"},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].conditional = True


class ReflectForm(Form):
    what = forms.CharField(
        label="What?",
        help_text="What did you do or see?",
        max_length=1000,
        widget=forms.Textarea(attrs=LINE),
        error_messages={"required": "Say what you did or saw"},
    )
    so_what = forms.CharField(
        label="So what?",
        help_text="Why does it matter for your work?",
        max_length=1000,
        widget=forms.Textarea(attrs=LINE),
        error_messages={"required": "Say why it matters"},
    )
    now_what = forms.CharField(
        label="Now what?",
        help_text="What will you do with it?",
        max_length=1000,
        widget=forms.Textarea(attrs=LINE),
        error_messages={"required": "Say what you will do with it"},
    )
