"""allauth's routes that change an account: one transaction each, with its fact and its letter.

Signing in is not here: checking a password takes long, and a transaction would make every
other write wait for it.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from permeate.actions import people
from permeate.journal.record import write

View = Callable[..., HttpResponse]

# What allauth tells about only after its commit is told by the route, within it.
TOLD_BY_ROUTE = {
    "mfa_activate_totp": "totp_activated",
    "mfa_generate_recovery_codes": "recovery_codes_generated",
}
# What allauth tells nobody about is recorded by the route.
RECORDED_BY_ROUTE = {"mfa_edit_webauthn": "webauthn_renamed"}
CHANGING = {
    *TOLD_BY_ROUTE,
    *RECORDED_BY_ROUTE,
    "account_change_password",
    "account_set_password",
    "account_reset_password_from_key",
    "account_confirm_email",
    "account_email",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
}


def whole(view: View, route: str) -> View:
    """The view as one write; a form that comes back with errors is a 422 like ours."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and route in CHANGING:
            response = _write(view, route, request, *args, **kwargs)
        else:
            response = view(request, *args, **kwargs)
        return _with_status(request, response)

    return wrapped


@write
def _write(view: View, route: str, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    response = view(request, *args, **kwargs)
    if response.status_code == 302 and request.user.is_authenticated:
        if route in TOLD_BY_ROUTE:
            people.tell_account_changed(
                person=request.user, change=TOLD_BY_ROUTE[route], now=timezone.now()
            )
        if route in RECORDED_BY_ROUTE:
            people.record_account_changed(
                person=request.user, change=RECORDED_BY_ROUTE[route], now=timezone.now()
            )
        if route == "account_email" and "action_add" in request.POST:
            people.record_account_changed(
                person=request.user, change="email_added", now=timezone.now()
            )
    return response


def _with_status(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    form = (getattr(response, "context_data", None) or {}).get("form")
    if request.method == "POST" and response.status_code == 200 and form and form.errors:
        response.status_code = 422
    return response
