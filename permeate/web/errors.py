"""Pages for what goes wrong: not found, forbidden, broken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from permeate.web import gates


@gates.public("an error page tells nothing")
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


@gates.public("an error page tells nothing")
def refused(
    request: HttpRequest, exception: Exception | None = None, reason: str = ""
) -> HttpResponse:
    """Also for a form that was open while somebody signed in or out; ``reason`` is Django's."""
    reason = "This form was open for too long. Go back, reload the page and try again."
    return render(request, "errors/403.html", {"reason": reason}, status=403)


@gates.public("an error page tells nothing")
def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/500.html", status=500)


@gates.public("an error page tells nothing")
def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/429.html", status=429)
