"""Fields that several forms of hosts and owners share."""

from django import forms

TIMES = ("%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H")


def waits(field: forms.Field) -> forms.Field:
    """Not required yet, though needed to publish: so neither is it called optional."""
    field.required = False
    field.conditional = True  # type: ignore[attr-defined]
    return field


def text(
    label: str, hint: str = "", *, rows: int = 4, most: int = 2000, required: str = ""
) -> forms.CharField:
    """A typed answer; ``required`` is what is said where it is missing, if it must be there."""
    field = forms.CharField(
        label=label,
        help_text=hint,
        required=bool(required),
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
    )
    if required:
        field.error_messages["required"] = required
    return field


def places() -> forms.IntegerField:
    """How many places there are."""
    return forms.IntegerField(
        label="Places",
        error_messages={
            "required": "Enter how many places there are",
            "invalid": "Enter the number of places as a whole number",
        },
    )


def radios(label: str, options: list[tuple[str, str]], hint: str = "") -> forms.ChoiceField:
    """One of several, shown all at once."""
    return forms.ChoiceField(label=label, choices=options, help_text=hint, widget=forms.RadioSelect)


def ticks(label: str, options: list[tuple[str, str]], hint: str = "") -> forms.MultipleChoiceField:
    """Any of several."""
    return forms.MultipleChoiceField(
        label=label,
        choices=options,
        help_text=hint,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def clock(label: str, hint: str = "") -> forms.TimeField:
    """A time of day as people type it: 9:30, 9.30am, 14:00."""
    return forms.TimeField(
        label=label,
        help_text=hint,
        required=False,
        input_formats=TIMES,
        widget=forms.TextInput,
        error_messages={"invalid": f"{label} must be a time, like 9:30am"},
    )
