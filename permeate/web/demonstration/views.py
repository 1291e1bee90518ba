"""Signing in as a fictional persona with one press, and reading their mail."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import people
from permeate.models import Notice, Person
from permeate.web import gates

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


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


@gates.signed_in
def mailbox(request: HttpRequest) -> HttpResponse:
    _only_here()
    notices = Notice.objects.visible_to(request.user)[:50]
    return render(request, "demonstration/mailbox.html", {"notices": notices})
