"""Letting somebody decide on releases for a time."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import delegations as actions
from permeate.models import Delegation, Membership, Person
from permeate.queries import delegations as reads
from permeate.web import gates
from permeate.web.forms import Form, form_page, posted
from permeate.web.widgets import DayField


class GiveForm(Form):
    """``places``: memberships to delegate in; asked only where several."""

    organisation = forms.ChoiceField(label="In which organisation?", widget=forms.RadioSelect)
    to_person = forms.ModelChoiceField(
        label="Who decides for you?",
        queryset=Person.objects.none(),
        empty_label="Choose a person",
        error_messages={"required": "Select who decides for you"},
    )
    starts_on = DayField(label="From")
    ends_on = DayField(label="Until", help_text="The last day. After it only you decide.")

    def __init__(self, *args: Any, person: Person, places: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(one.organisation.reference, one.organisation.name) for one in places]
        self.fields["organisation"].choices = names
        if len(places) == 1:
            del self.fields["organisation"]
        ids = frozenset(one.organisation_id for one in places)
        self.fields["to_person"].queryset = reads.possible_stand_ins(person, ids)


@gates.signed_in
def delegations(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = [_row(one, request.user, today) for one in reads.visible(request.user)]
    context = {
        "given": [row for row in rows if row["mine"]],
        "held": [row for row in rows if not row["mine"]],
        "belongs": bool(request.user.standing.organisations),
    }
    return render(request, "delegations/delegations.html", context)


def _row(one: Delegation, person: Person, today: Any) -> dict[str, Any]:
    code, words = "ACTIVE", "Stands"
    if one.ended_at:
        code, words = "WITHDRAWN", "Taken back"
    elif one.ends_on < today:
        code, words = "WITHDRAWN", "Ended"
    elif one.starts_on > today:
        code, words = "PLANNED", "To come"
    elif one.warned_at:
        code, words = "ENDED_EARLY", "Ends soon"
    return {
        "row": one,
        "mine": one.from_person_id == person.id,
        "code": code,
        "words": words,
        "open": one.ended_at is None and one.ends_on >= today,
    }


@gates.signed_in
def give(request: HttpRequest) -> HttpResponse:
    places = reads.managed_in(request.user)
    if not places:
        return redirect("delegations")
    by_reference = {one.organisation.reference: one.organisation for one in places}

    def save(answers: dict[str, Any]) -> HttpResponse:
        place = answers.pop("organisation", "") or places[0].organisation.reference
        given = actions.delegate(
            organisation=by_reference[place], by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, f"{given.to_person.name} has been told.")
        return redirect("delegations")

    form = GiveForm(
        posted(request),
        person=request.user,
        places=places,
        initial={"starts_on": timezone.localdate()},
    )
    context = {
        "heading": "Let somebody decide for you",
        "introduction": "They decide on requests of your team to be released, in their own "
        "name, until the last day. You go on deciding too. Both of you are told two "
        "weeks before it ends.",
        "button": "Let them decide",
        "back": reverse("delegations"),
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(reads.visible, act="delegation.take_back")
def take_back(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    def save(_: dict[str, Any]) -> HttpResponse:
        actions.take_back(delegation=delegation, by=request.user, now=timezone.now())
        messages.success(request, "Only you decide now.")
        return redirect("delegations")

    context = {
        "heading": f"Take back what {delegation.to_person.name} decides?",
        "introduction": "What they decided stands. From now on only you decide.",
        "button": "Take it back",
        "back": reverse("delegations"),
    }
    return form_page(request, Form(posted(request)), "form.html", context, save)
