"""A person's own account page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from permeate.web import gates


@gates.signed_in
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "account/account.html", {})
