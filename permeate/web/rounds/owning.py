"""An owner sets a round up: its days and method, places, targets and excluded pairs."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import rounds as actions
from permeate.core.refusals import Refused
from permeate.core.rounds import METHOD_HINTS
from permeate.models import Programme, Round
from permeate.queries import programmes
from permeate.queries import rounds as reads
from permeate.web import gates
from permeate.web.forms import Form, form_page, posted
from permeate.web.opportunities.presenters import link
from permeate.web.rounds import presenters
from permeate.web.rounds.forms import PairForm, PlaceForm, RoundForm, TargetForm

COLUMNS = ("name", "method", "rankings_close_on", "answers_due_on")


@gates.row(programmes.visible, act="programme.edit")
def new(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = RoundForm(posted(request), initial={"method": "stable"})

    def save(answers: dict[str, Any]) -> HttpResponse:
        made = actions.set_up_round(programme=programme, **_asked(form, answers, request))
        messages.success(request, "The round is set up. Now add the opportunities in it.")
        return redirect("round_places", reference=made.reference)

    back = link("programme", programme.reference)
    return _round_form(request, form, "Set up a round", programme.name, back, save)


@gates.row(reads.visible, act="round.edit")
def edit(request: HttpRequest, round_: Round) -> HttpResponse:
    initial = {column: getattr(round_, column) for column in COLUMNS}
    form = RoundForm(posted(request), initial=initial)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.change_round(round_=round_, **_asked(form, answers, request))
        messages.success(request, "Saved.")
        return redirect("round", reference=round_.reference)

    back = link("round", round_.reference)
    return _round_form(request, form, "Change the round", round_.name, back, save)


def _asked(form: RoundForm, answers: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """What both actions take."""
    return {
        "name": answers["name"],
        "method": answers["method"],
        "calendar": form.calendar(),
        "by": request.user,
        "now": timezone.now(),
    }


def _round_form(
    request: HttpRequest,
    form: RoundForm,
    heading: str,
    caption: str,
    back: str,
    save: Callable[[dict[str, Any]], HttpResponse],
) -> HttpResponse:
    context = {
        "heading": heading,
        "caption": caption,
        "button": "Save and continue",
        "back": back,
        "hints": METHOD_HINTS,
    }
    return form_page(request, form, "rounds/edit.html", context, save)


@gates.row(reads.visible, act="round.edit")
def places(request: HttpRequest, round_: Round) -> HttpResponse:
    offers = {one.reference: one for one in reads.may_be_added(round_)}
    named = [(one.reference, f"{one.title} at {one.host.name}") for one in offers.values()]
    form = PlaceForm(None, offers=named)

    def put() -> None:
        if "remove" in request.POST:
            actions.remove_place(
                round_=round_,
                reference=request.POST["remove"],
                by=request.user,
                now=timezone.now(),
            )
            return
        nonlocal form
        form = PlaceForm(request.POST, offers=named)
        if form.is_valid():
            answers = dict(form.cleaned_data)
            actions.put_place(
                round_=round_,
                opportunity=offers[answers.pop("opportunity")],
                by=request.user,
                now=timezone.now(),
                **answers,
            )

    rows = [presenters.place_row(one) for one in reads.places_of(round_)]
    return _listing(request, round_, "places", put, lambda: form, {"rows": rows})


@gates.row(reads.visible, act="round.edit")
def limits(request: HttpRequest, round_: Round) -> HttpResponse:
    types = programmes.types_in_register()
    form = TargetForm(None, types=types)

    def put() -> None:
        who = {"round_": round_, "by": request.user, "now": timezone.now()}
        if "remove" in request.POST:
            dimension, _, value = request.POST["remove"].partition(":")
            actions.remove_target(dimension=dimension, value=value, **who)
            return
        nonlocal form
        form = TargetForm(request.POST, types=types)
        if form.is_valid():
            dimension, _, value = form.cleaned_data["what"].partition(":")
            actions.put_target(
                dimension=dimension,
                value=value,
                least=form.cleaned_data["least"],
                most=form.cleaned_data["most"],
                **who,
            )

    rows = [presenters.target_row(one) | {"reference": ""} for one in round_.targets.all()]
    return _listing(request, round_, "limits", put, lambda: form, {"rows": rows})


@gates.row(reads.visible, act="round.edit")
def pairs(request: HttpRequest, round_: Round) -> HttpResponse:
    members = {one.reference: one for one in programmes.members_of(round_.programme)}
    named = [(one.reference, one.name) for one in members.values()]
    form = PairForm(None, organisations=named)

    def put() -> None:
        who = {"round_": round_, "by": request.user, "now": timezone.now()}
        if "remove" in request.POST:
            home, _, host = request.POST["remove"].partition(":")
            actions.allow_pair(home=home, host=host, **who)
            return
        nonlocal form
        form = PairForm(request.POST, organisations=named)
        if form.is_valid():
            home, host = (members[form.cleaned_data[end]] for end in ("home", "host"))
            actions.exclude_pair(home=home, host=host, **who)

    rows = [
        {
            "words": f"Nobody from {one.home.name} goes to {one.host.name}",
            "key": f"{one.home.reference}:{one.host.reference}",
        }
        for one in round_.exclusions.select_related("home", "host")
    ]
    return _listing(request, round_, "pairs", put, lambda: form, {"rows": rows})


HEADINGS = {
    "places": ("Places in the round", "Add an opportunity", "Add"),
    "limits": ("Targets", "Add a target", "Add"),
    "pairs": ("Excluded pairs", "Exclude a pair", "Exclude"),
}


def _listing(
    request: HttpRequest, round_: Round, what: str, put: Any, form: Any, context: dict[str, Any]
) -> HttpResponse:
    """A list with buttons to remove, and a form to add."""
    if request.method == "POST":
        try:
            put()
        except Refused as refusal:
            shown: Form = form()
            if not shown.is_bound:
                messages.warning(request, refusal.reason)
                return redirect(f"round_{what}", reference=round_.reference)
            shown.add_refusal(refusal)
        if not form().errors:
            return redirect(f"round_{what}", reference=round_.reference)
    heading, add, button = HEADINGS[what]
    context |= {
        "round": round_,
        "heading": heading,
        "add": add,
        "button": button,
        "form": form(),
        "what": what,
        "changes": round_.status == "DRAFT",
    }
    status = 422 if form().errors else 200
    return render(request, "rounds/listing.html", context, status=status)


@require_POST
@gates.row(reads.visible, act="round.open")
def open_rankings(request: HttpRequest, round_: Round) -> HttpResponse:
    return _moved(request, round_, actions.open_round, "Rankings are open.")


@require_POST
@gates.row(reads.visible, act="round.close")
def close(request: HttpRequest, round_: Round) -> HttpResponse:
    return _moved(
        request, round_, actions.close_rankings, "Rankings are closed. Now run the round."
    )


def _moved(request: HttpRequest, round_: Round, move: Any, words: str) -> HttpResponse:
    try:
        move(round_=round_, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.reason)
    else:
        messages.success(request, words)
    return redirect("round", reference=round_.reference)
