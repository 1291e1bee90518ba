"""Adverts: hosts search them, owners look after theirs."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import wishes as actions
from permeate.core.roles import Role
from permeate.core.search.criteria import PAGE_SIZE
from permeate.models import Wish
from permeate.queries import wishes as reads
from permeate.web import gates
from permeate.web.forms import Form, form_page, posted
from permeate.web.wishes import presenters
from permeate.web.wishes.forms import WantedForm


@gates.role(Role.HOST, Role.COORDINATOR)
def wishes(request: HttpRequest) -> HttpResponse:
    form = WantedForm(request.GET)
    form.is_valid()  # what is not understood is left out
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    found = reads.for_hosts(request.user, reads.Wanted(**wanted))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filters": form,
        "page": page,
        "rows": [presenters.row(one) for one in page.object_list],
        "narrowed": bool(wanted),
        "query": urlencode(wanted),
    }
    return render(request, "wishes/wishes.html", context)


@gates.row(reads.visible, act="wish.view")
def wish(request: HttpRequest, wish: Wish) -> HttpResponse:
    invitations = list(reads.invitations_on(wish, request.user))
    context = presenters.page(wish, request.relations, invitations)
    return render(request, "wishes/wish.html", context)


@gates.row(reads.visible, act="wish.close")
def close(request: HttpRequest, wish: Wish) -> HttpResponse:
    def save(_: dict[str, Any]) -> HttpResponse:
        actions.close_wish(wish=wish, by=request.user, now=timezone.now())
        messages.success(request, "The advert is closed.")
        return redirect("plan", reference=wish.need.reference)

    context = {
        "heading": "Close this advert?",
        "caption": wish.title,
        "introduction": "Hosts no longer find it. You can advertise it again from your plan.",
        "button": "Close the advert",
        "back": reverse("wish", args=[wish.reference]),
    }
    return form_page(request, Form(posted(request)), "form.html", context, save)


@require_POST
@gates.row(reads.visible, act="wish.advertise_again")
def renew(request: HttpRequest, wish: Wish) -> HttpResponse:
    actions.renew_wish(wish=wish, by=request.user, now=timezone.now())
    messages.success(request, "The advert stands for another 90 days.")
    return redirect("wish", reference=wish.reference)
