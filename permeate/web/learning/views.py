"""One's own entries: the list, one entry and what became of it, sharing it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from permeate.actions import learning as actions
from permeate.actions import shares as share_actions
from permeate.actions.drafts import discard_draft, keep_draft
from permeate.core.lifecycles import PRACTICE
from permeate.core.topics import topics_text
from permeate.models import LearningEntry
from permeate.queries import learning as queries
from permeate.queries.talks import own_draft
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.learning.forms import ChangeForm, EntryForm, ShareForm
from permeate.web.learning.keeping import TYPED, through_sign_in, typed_in

ON_A_PAGE = 25


@gates.signed_in
def learning(request: HttpRequest) -> HttpResponse:
    pages = Paginator(queries.visible(request.user), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {"page": page, "draft": own_draft(request.user)}
    return render(request, "learning/learning.html", context)


@through_sign_in
@gates.signed_in
def record(request: HttpRequest) -> HttpResponse:
    placements = list(queries.placements_to_learn_in(request.user)[:20])
    first = placements[0].reference if placements else ""
    draft = own_draft(request.user)
    typed = request.session.get(TYPED) or (draft.typed if draft else {})
    form = EntryForm(
        request.POST or None,
        placements=placements,
        initial={"occurred_on": timezone.localdate(), "placement": first, **typed},
    )

    def save(answers: dict[str, Any]) -> HttpResponse:
        entry = actions.record_entry(
            by=request.user,
            placement=form.chosen_placement(),
            lines=form.lines(),
            occurred_on=answers["occurred_on"],
            now=timezone.now(),
        )
        request.session.pop(TYPED, None)
        discard_draft(person=request.user, now=timezone.now())
        messages.success(request, "Your entry is saved. Only you can see it.")
        return redirect("entry", reference=entry.reference)

    page = form_page(request, form, "learning/record.html", {"from_draft": bool(typed)}, save)
    if page.status_code == 422:
        keep_draft(person=request.user, prompt=None, typed=typed_in(request), now=timezone.now())
    return page


@gates.row(queries.visible, act="entry.view")
def entry(request: HttpRequest, entry: LearningEntry) -> HttpResponse:
    context = {
        "entry": entry,
        "shares": entry.shares.all(),
        "practices": entry.practices.all(),
        "statuses": PRACTICE.statuses,
    }
    return render(request, "learning/entry.html", context)


@gates.row(queries.visible, act="entry.share")
def change(request: HttpRequest, entry: LearningEntry) -> HttpResponse:
    names = ("what", "so_what", "now_what", "direction", "who_should_hear", "theme", "confidence")
    initial = {name: getattr(entry, name) for name in names}
    initial["topics"] = topics_text(entry.topics.values_list("topic", flat=True))
    form = ChangeForm(request.POST or None, initial=initial)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.change_entry(entry=entry, by=request.user, lines=form.lines(), now=timezone.now())
        messages.success(request, "Your entry is changed.")
        return redirect("entry", reference=entry.reference)

    context = {"heading": "Change your entry", "button": "Save"}
    return form_page(request, form, "form.html", context, save)


@gates.row(queries.visible, act="entry.share")
def share(request: HttpRequest, entry: LearningEntry) -> HttpResponse:
    organisations = queries.audiences_for(entry)
    form = ShareForm(request.POST or None, organisations=organisations)

    def save(answers: dict[str, Any]) -> HttpResponse:
        share_actions.share_entry(
            entry=entry,
            by=request.user,
            title=answers["title"],
            audience=form.chosen(),
            now=timezone.now(),
        )
        messages.success(request, "It is shared, and those who can decide have been told.")
        return redirect("entry", reference=entry.reference)

    context = {"entry": entry, "organisations": organisations}
    return form_page(request, form, "learning/share_entry.html", context, save)
