"""Signing in as a fictional persona with one press, and reading all mail there is."""

from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import people
from permeate.models import Person
from permeate.queries import mailboxes
from permeate.web import gates

BACKEND = "permeate.web.people.backend.AuthenticationBackend"
PER_PAGE = 20


def _only_here() -> None:
    if settings.MODE != "demonstration":
        raise Http404


@gates.public("demonstration mode only; not found elsewhere")
def demonstration(request: HttpRequest) -> HttpResponse:
    _only_here()
    personas = Person.objects.exclude(persona="").order_by("id")
    return render(request, "demonstration/personas.html", {"personas": personas})


@require_POST
@gates.public("demonstration mode only; not found elsewhere")
def sign_in(request: HttpRequest, reference: str) -> HttpResponse:
    _only_here()
    persona = get_object_or_404(Person.objects.exclude(persona=""), reference=reference)
    people.sign_in_persona(persona=persona, now=timezone.now())
    login(request, persona, backend=BACKEND)
    return redirect("home")


@gates.public("demonstration mode only; not found elsewhere")
def mailbox(request: HttpRequest) -> HttpResponse:
    """One's own mail, or any other mailbox: invitations go to people without an account."""
    _only_here()
    boxes = mailboxes.boxes()
    own = request.user.email if request.user.is_authenticated else ""
    address = request.GET.get("of") or own or (boxes[0].address if boxes else "")
    context = {
        "boxes": boxes,
        "address": address,
        "own": address == own and own != "",
        "page": Paginator(mailboxes.mail_to(address), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "demonstration/mailbox.html", context)
