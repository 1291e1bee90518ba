"""A host drafts, section by section, checks the answers and publishes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import opportunities as actions
from permeate.actions.publishing import publish_opportunity
from permeate.core.opportunities import SECTIONS, advice, missing
from permeate.core.refusals import Refused, SeveralRefused
from permeate.core.roles import Role
from permeate.core.vocabulary import Visibility
from permeate.models import Opportunity, Organisation
from permeate.queries import opportunities
from permeate.web import gates
from permeate.web.forms import form_page, posted
from permeate.web.opportunities import answers, presenters
from permeate.web.opportunities.forms import (
    OBJECTIVES_MOST,
    DraftForm,
    PurposeForm,
    section_form,
)
from permeate.web.opportunities.managing_forms import SearchForm

HOSTING = (Role.HOST, Role.COORDINATOR)


@gates.role(*HOSTING)
def draft(request: HttpRequest) -> HttpResponse:
    ids = request.user.standing.organisations_as(*HOSTING)
    hosts = {host.reference: host for host in Organisation.objects.live().filter(id__in=ids)}

    def save(cleaned: dict[str, Any]) -> HttpResponse:
        host = hosts[cleaned.pop("host")]
        made = actions.draft_opportunity(host=host, by=request.user, now=timezone.now(), **cleaned)
        return redirect("edit_opportunity", reference=made.reference)

    form = DraftForm(
        posted(request), hosts=[(reference, host.name) for reference, host in hosts.items()]
    )
    context = {
        "heading": "Offer a placement",
        "button": "Save and continue",
        "introduction": "Nobody sees a draft but those who host for your organisation.",
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(opportunities.with_answers, act="opportunity.edit")
def task_list(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    offer = opportunities.offer_of(opportunity)
    gaps = missing(offer, today=timezone.localdate())
    context = {
        "opportunity": opportunity,
        "status": presenters.status_of(opportunity),
        "tasks": answers.tasks(opportunity, offer, gaps),
        "ready": not gaps,
    }
    return render(request, "opportunities/task_list.html", context)


@gates.row(opportunities.visible, act="opportunity.edit")
def section(request: HttpRequest, opportunity: Opportunity, section: str) -> HttpResponse:
    part = next((one for one in SECTIONS if one.slug == section), None)
    if part is None:
        raise Http404
    form = _form(request, opportunity, section)

    def save(_: dict[str, Any]) -> HttpResponse:
        actions.change_opportunity(
            opportunity=opportunity, changes=form.changes(), by=request.user, now=timezone.now()
        )
        return _after(request, opportunity, form)

    context = {
        "opportunity": opportunity,
        "heading": part.title,
        "caption": opportunity.title,
        "button": "Save and continue",
        "back": presenters.link("edit_opportunity", opportunity.reference),
        **_more(opportunity, section, form),
    }
    template = f"opportunities/section_{section}.html"
    return form_page(
        request, form, template if section in OWN_TEMPLATES else "form.html", context, save
    )


OWN_TEMPLATES = frozenset({"purpose", "dates", "topics"})


def _form(request: HttpRequest, opportunity: Opportunity, slug: str) -> Any:
    form_class = section_form(slug, opportunity)
    if form_class is PurposeForm:
        typed = sum(key.startswith("objective_") for key in request.POST)
        asked = request.GET.get("rows", "")
        rows = typed or (int(asked) if asked.isdecimal() and len(asked) < 3 else 0)
        return PurposeForm(posted(request), opportunity=opportunity, rows=rows)
    return form_class(posted(request), opportunity=opportunity)


def _more(opportunity: Opportunity, slug: str, form: Any) -> dict[str, Any]:
    if slug == "purpose":
        return {"may_add": form.rows < OBJECTIVES_MOST}
    if slug == "dates" and not presenters.is_secondment(opportunity):
        return {"days": [presenters.host_date_row(d) for d in opportunities.dates_of(opportunity)]}
    return {"days": None}


def _after(request: HttpRequest, opportunity: Opportunity, form: Any) -> HttpResponse:
    """Where a saved section leads: more objectives, named organisations, or the task list."""
    if "another" in request.POST:
        rows = min(form.rows + 1, OBJECTIVES_MOST)
        to = presenters.section_link(opportunity, "purpose")
        return redirect(f"{to}?rows={rows}#id_objective_{rows}")
    if form.cleaned_data.get("visibility") == Visibility.ORGANISATIONS.value:
        return redirect("opportunity_audience", reference=opportunity.reference)
    if opportunity.status != "DRAFT":
        messages.success(request, "Your changes are saved and can be seen now.")
        return redirect("opportunity", reference=opportunity.reference)
    return redirect("edit_opportunity", reference=opportunity.reference)


@gates.row(opportunities.visible, act="opportunity.edit")
def audience(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        try:
            _change_audience(request, opportunity)
        except Refused as refusal:
            problem = refusal.reason
        else:
            return redirect("opportunity_audience", reference=opportunity.reference)
    form = SearchForm(request.GET if "q" in request.GET else None)
    query = form.cleaned_data["q"].strip() if form.is_valid() else ""
    named = opportunities.named_audience(opportunity)
    context = {
        "heading": "Organisations that may see it",
        "caption": opportunity.title,
        "back": presenters.section_link(opportunity, "visibility"),
        "done": presenters.link("edit_opportunity", opportunity.reference),
        "form": form,
        "named": named,
        "query": query,
        "problem": problem,
        "found": opportunities.organisations_like(query, but=named) if query else [],
    }
    status = 422 if problem else 200
    return render(request, "opportunities/audience.html", context, status=status)


def _change_audience(request: HttpRequest, opportunity: Opportunity) -> None:
    adding = "add" in request.POST
    reference = request.POST.get("add" if adding else "remove", "")
    organisation = get_object_or_404(
        Organisation.objects.visible_to(request.user), reference=reference
    )
    change = actions.add_audience if adding else actions.remove_audience
    change(opportunity=opportunity, organisation=organisation, by=request.user, now=timezone.now())


@gates.row(opportunities.with_answers, act="opportunity.publish")
def publish(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    problems: list[Refused] = []
    if request.method == "POST":
        try:
            publish_opportunity(opportunity=opportunity, by=request.user, now=timezone.now())
        except SeveralRefused as refusal:
            problems = refusal.refusals
        except Refused as refusal:
            problems = [refusal]
        else:
            messages.success(request, "Published. People can ask for it now.")
            return redirect("opportunity", reference=opportunity.reference)
    context = {
        "opportunity": opportunity,
        "sections": answers.sections(opportunity),
        "advice": advice(opportunities.offer_of(opportunity)),
        "problems": answers.problems(opportunity, problems),
    }
    status = 422 if problems else 200
    return render(request, "opportunities/check_answers.html", context, status=status)


@require_POST
@gates.row(opportunities.visible, act="opportunity.edit")
def copy(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    made = actions.copy_opportunity(opportunity=opportunity, by=request.user, now=timezone.now())
    messages.success(request, "This is a copy. Give it dates and publish it when it is ready.")
    return redirect("edit_opportunity", reference=made.reference)
