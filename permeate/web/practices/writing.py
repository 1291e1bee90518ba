"""Writing a practice: look what exists first, then link to it or write a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from permeate.actions import practices as actions
from permeate.core.topics import topics_text
from permeate.models import LearningEntry, Practice
from permeate.queries import practices as queries
from permeate.queries.nearest import nearest
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.practices.forms import ClaimForm, LinkForm, LookForm, MergeForm, WriteForm

ENTRIES_OFFERED = 30


def _entry(request: HttpRequest) -> LearningEntry | None:
    return queries.own_entry(request.user, request.GET.get("entry", ""))


def _topics(entry: LearningEntry | None) -> list[str]:
    return [one.topic for one in entry.topics.all()] if entry else []


@gates.signed_in
def look(request: HttpRequest) -> HttpResponse:
    """What exists that is near: by the entry's text, or by what is typed."""
    entry = _entry(request)
    typed = request.GET.get("q", "").strip() or (entry.what if entry else "")
    form = LookForm({"q": typed}) if typed else LookForm()
    near = nearest(request.user, form["q"].value()[:4000], _topics(entry)) if typed else []
    kept = {"entry": entry.reference} if entry else {}
    context = {
        "form": form,
        "entry": entry,
        "near": near,
        "looked": bool(typed),
        "query": urlencode({**kept, "q": typed[:300]}),
    }
    return render(request, "practices/nearest.html", context)


@gates.signed_in
def write(request: HttpRequest) -> HttpResponse:
    entry = _entry(request)
    origins = queries.origins_for(request.user, entry)
    if not origins:
        return render(request, "practices/nowhere.html")
    initial = {
        "claim": request.GET.get("q", "")[:150],
        "what": "\n\n".join(filter(None, (entry.what, entry.so_what))) if entry else "",
        "topics": topics_text(_topics(entry)),
        "origin": origins[0].reference,
    }
    form = WriteForm(request.POST or None, origins=origins, initial=initial)

    def save(answers: dict[str, Any]) -> HttpResponse:
        practice = actions.write_practice(
            entry=entry,
            said=form.said(),
            origin=form.comes_from(),
            differs=answers["differs"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "The practice is in the library. Everybody here can read it.")
        return redirect("practice", reference=practice.reference)

    query = urlencode({"entry": entry.reference} if entry else {})
    context = {"entry": entry, "back": f"{reverse('nearest_practices')}?{query}"}
    return form_page(request, form, "practices/write.html", context, save)


@gates.row(queries.visible, act="practice.link")
def link(request: HttpRequest, practice: Practice) -> HttpResponse:
    entries = list(queries.entries_to_link(request.user, practice)[:ENTRIES_OFFERED])
    form = LinkForm(
        request.POST or None, entries=entries, initial={"entry": request.GET.get("entry", "")}
    )

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.link_entry(
            practice=practice, entry=form.chosen(), by=request.user, now=timezone.now()
        )
        messages.success(request, "Your entry is linked. Its text stays private.")
        return redirect("practice", reference=practice.reference)

    context = {
        "practice": practice,
        "entries": entries,
        "back": reverse("practice", args=[practice.reference]),
    }
    return form_page(request, form, "practices/link.html", context, save)


@gates.row(queries.visible, act="practice.change")
def change(request: HttpRequest, practice: Practice) -> HttpResponse:
    said = practice.versions.get(number=practice.version)
    initial = {name: getattr(said, name) for name in ("claim", "what", "applies", "not_applies")}
    initial["topics"] = topics_text(one.topic for one in practice.topics.all())
    form = ClaimForm(request.POST or None, initial=initial)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.change_practice(
            practice=practice, said=form.said(), by=request.user, now=timezone.now()
        )
        messages.success(request, "The new version stands. Earlier versions stay as they were.")
        return redirect("practice", reference=practice.reference)

    context = {
        "heading": "Change the practice",
        "caption": practice.claim,
        "button": "Save as a new version",
        "back": reverse("practice", args=[practice.reference]),
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(queries.visible, act="practice.merge")
def merge(request: HttpRequest, practice: Practice) -> HttpResponse:
    said = practice.versions.get(number=practice.version)
    near = nearest(request.user, f"{said.claim} {said.what} {said.applies}")
    others = [one.practice for one in near if one.practice != practice]
    form = MergeForm(request.POST or None, others=others)

    def save(answers: dict[str, Any]) -> HttpResponse:
        into = form.chosen()
        actions.merge_practice(
            practice=practice,
            into=into,
            reason=answers["reason"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "The two practices count as one. Both keep their history.")
        return redirect("practice", reference=into.reference)

    context = {
        "heading": "Merge this practice into another",
        "caption": practice.claim,
        "button": "Merge",
        "others": others,
        "back": reverse("practice", args=[practice.reference]),
    }
    return form_page(request, form, "practices/merge.html", context, save)
