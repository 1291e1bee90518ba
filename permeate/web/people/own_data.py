"""Taking one's data away, and having them erased; both ask for the password again."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import erasing as actions
from permeate.core.retention import WITHOUT_NAME
from permeate.queries import personal_data
from permeate.web import gates
from permeate.web.forms import Form, form_page


class EraseForm(Form):
    sure = forms.BooleanField(
        label="I am sure. This cannot be undone.",
        error_messages={"required": "Tick the box to show that you are sure"},
    )


@gates.signed_in
@reauthentication_required
def my_data(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "account/my_data.html")
    now = timezone.now()
    actions.record_export(by=request.user, now=now)
    answer = JsonResponse(
        personal_data.everything_about(request.user),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    answer["Content-Disposition"] = f'attachment; filename="my-data-{now:%Y-%m-%d}.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@gates.signed_in
@reauthentication_required
def erase_me(request: HttpRequest) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        kept = actions.erase_person(
            person=request.user, by=request.user, now=timezone.now(), **answers
        )
        logout(request)
        return render(request, "account/erased.html", {"kept": kept})

    context = {
        "heading": "Have your account and your data erased",
        "button": "Erase my data",
        "back": reverse("account"),
        "by_rule": personal_data.kept_by_rule(request.user, today=timezone.localdate()),
        "without_name": WITHOUT_NAME,
    }
    form = EraseForm(request.POST or ({} if request.method == "POST" else None))
    return form_page(request, form, "account/erase_me.html", context, save)
