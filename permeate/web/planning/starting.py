from typing import Any

from django import forms

from permeate.web.forms import Form


class StartForm(Form):
    """``places``: organisations the person belongs to; asked only where several."""

    organisation = forms.ChoiceField(
        label="For which organisation?", widget=forms.RadioSelect, choices=()
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = places
        if len(places) == 1:
            del self.fields["organisation"]
