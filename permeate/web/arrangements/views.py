"""Adjustments, emergency contact and site access: given by one, seen by few, each look kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from permeate.actions import arrangements as actions
from permeate.core.access import may
from permeate.core.arrangements import BY_CODE, PARTS, SEEN_WHILE, Part
from permeate.core.refusals import Refused
from permeate.core.relations import Relation
from permeate.models import Arrangements, Placement
from permeate.queries import arrangements as queries
from permeate.web import gates
from permeate.web.arrangements.forms import ArrangementsForm
from permeate.web.forms import form_page


@never_cache
@gates.row(queries.visible, act="arrangements.view")
def arrangements(request: HttpRequest, placement: Placement) -> HttpResponse:
    """Opening the page shows nothing to others yet; pressing "Show" does, and is recorded."""
    own = Relation.SELF in request.relations
    given = queries.arrangements_of(placement)
    asked = request.POST.get("part", "")
    shown = asked if asked in BY_CODE and not own else ""
    if shown:
        try:
            given = actions.see_arrangements(
                placement=placement, part=shown, by=request.user, now=timezone.now()
            )
        except Refused as refusal:
            return gates.forbidden(request, refusal)
    context = {
        "placement": placement,
        "own": own,
        "given": given,
        "over": placement.status not in SEEN_WHILE,
        "parts": [
            _part(part, given, own or part.code == shown)
            for part in PARTS
            if may(part.act, request.relations)
        ],
        "sightings": [
            {"who": one.who, "what": BY_CODE[one.part].title, "at": one.at}
            for one in queries.sightings(placement)
        ]
        if own
        else [],
    }
    return render(request, "arrangements/arrangements.html", context)


def _part(part: Part, given: Arrangements | None, shown: bool) -> dict[str, Any]:
    values = [getattr(given, name) for name in part.fields] if given else []
    return {
        "code": part.code,
        "title": part.title,
        "seen_by": part.seen_by,
        "is_given": any(values),
        "text": "\n".join(value for value in values if value) if shown else "",
    }


@never_cache
@gates.row(queries.visible, act="arrangements.edit")
def edit(request: HttpRequest, placement: Placement) -> HttpResponse:
    given = queries.arrangements_of(placement)
    initial = {name: getattr(given, name, "") for name in ArrangementsForm.base_fields}

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.give_arrangements(
            placement=placement, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, "Saved. Whoever needs it has been told that there is news.")
        return redirect("arrangements", reference=placement.reference)

    return form_page(
        request,
        ArrangementsForm(request.POST if request.method == "POST" else None, initial=initial),
        "form.html",
        {
            "heading": "What the host needs to know",
            "caption": f"Your time at {placement.host.name}",
            "introduction": "Everything here is up to you. Each time somebody looks at it, you "
            "can see who it was.",
            "button": "Save",
            "back": reverse("arrangements", args=[placement.reference]),
        },
        save,
    )
