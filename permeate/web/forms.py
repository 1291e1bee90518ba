"""What every form of the site shares: how it says no, and how a page with one is served."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from permeate.core.refusals import Refused, SeveralRefused


class Form(forms.Form):
    """Checks shape, writes nothing; a rule's refusal becomes an error on the page.

    ``required`` errors name the field: give each field ``error_messages`` where "Enter …"
    with its label does not read well.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            picks = isinstance(field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
            if str(field.error_messages.get("required")) == DJANGO_REQUIRED:
                verb = "Select" if picks or isinstance(field.widget, forms.Select) else "Enter"
                field.error_messages["required"] = f"{verb} {_lower_first(str(field.label))}"

    def add_refusal(self, refusal: Refused) -> None:
        """Show a refusal at its field, or above the form."""
        if isinstance(refusal, SeveralRefused):
            for one in refusal.refusals:
                self.add_refusal(one)
            return
        known = refusal.field if refusal.field in self.fields else None
        self.add_error(known, refusal.reason)


DJANGO_REQUIRED = "This field is required."


def _lower_first(text: str) -> str:
    keep = len(text) > 1 and text[1].isupper()
    return text if keep else text[:1].lower() + text[1:]


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was posted, even if that is nothing; None for a GET."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest,
    form: forms.Form,
    template: str,
    context: dict[str, Any],
    save: Callable[[dict[str, Any]], HttpResponse],
) -> HttpResponse:
    """Serve a page with one form.

    On a valid POST ``save`` gets the cleaned answers, makes its one action and returns the
    redirect; a Refused from it, like a form error, shows the page again (422) with what
    was typed.
    """
    if request.method != "POST":
        return render(request, template, {**context, "form": form})
    if form.is_valid():
        try:
            return save(form.cleaned_data)
        except Refused as refusal:
            form.add_refusal(refusal)
    return render(request, template, {**context, "form": form}, status=422)
