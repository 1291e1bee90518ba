"""Every route wears one of these: who may come in, and to which row.

A gate sets ``view.gate`` (a :class:`Gate`), which tests read off the URL resolver. Rows
come through a queryset that is already limited to what the person may see: what they may
not see is not found (404), what they see but may not do is refused with who may (403).
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from permeate.core import access
from permeate.core.refusals import Refused
from permeate.core.relations import Relation
from permeate.core.roles import Role
from permeate.journal import links
from permeate.models.prepared import Prepared
from permeate.queries.relations import relations_to

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Gate:
    """What a route declares: its kind, and the act it needs on a row, if any."""

    kind: str  # public, signed_in, role, row, link, operator
    act: str = ""
    roles: tuple[str, ...] = ()
    why: str = ""
    rows: Prepared | None = None


def _wear(view: View, gate: Gate) -> View:
    view.gate = gate  # type: ignore[attr-defined]
    return view


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return redirect(f"{reverse('account_login')}{'?' if query else ''}{query}")


def forbidden(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The page that says who may do what this person may not."""
    return render(request, "errors/403.html", {"reason": refusal.reason}, status=403)


def public(why: str) -> Callable[[View], View]:
    """Anybody, signed in or not; ``why`` says what makes that right."""
    return lambda view: _wear(view, Gate("public", why=why))


def signed_in(view: View) -> View:
    """Anybody who is signed in."""

    @functools.wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return _wear(gated, Gate("signed_in"))


def role(*roles: Role) -> Callable[[View], View]:
    """Whoever holds one of these roles in any organisation."""

    def wear(view: View) -> View:
        @functools.wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if not request.user.standing.organisations_as(*roles):
                names = " or ".join(r.value.replace("_", " ").lower() for r in roles)
                return forbidden(
                    request,
                    Refused(
                        f"This page is for people with the role {names}. Your coordinator can "
                        "give you the role."
                    ),
                )
            return view(request, *args, **kwargs)

        return _wear(gated, Gate("role", roles=tuple(roles)))

    return wear


def operator(view: View) -> View:
    """Whoever runs the service."""

    @functools.wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not request.user.is_operator:
            return forbidden(request, Refused("Only the operator of the service can do this."))
        return view(request, *args, **kwargs)

    return _wear(gated, Gate("operator"))


def row(
    visible: Callable[[Any], QuerySet], act: str, *, post: str | None = None
) -> Callable[[View], View]:
    """One row by its ``reference`` in the address, for whoever may do ``act`` to it.

    ``visible(person)`` gives the rows the person may see. The view gets the row after the
    request, and ``request.relations`` holds what the person is to it. ``post`` names
    another act for POST.
    """
    for one in filter(None, (act, post)):
        if one not in access.RULES:
            raise KeyError(one)
    rows = Prepared(lambda person, reference: visible(person).filter(reference=reference)[:1])

    def wear(view: View) -> View:
        @functools.wraps(view)
        def gated(request: HttpRequest, reference: str, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            found = rows.first(request.user, reference)
            if found is None:
                raise Http404
            request.relations = relations_to(found, request.user)  # type: ignore[attr-defined]
            needed = post if post and request.method == "POST" else act
            try:
                access.check_may(needed, request.relations)  # type: ignore[attr-defined]
            except Refused as refusal:
                return forbidden(request, refusal)
            return view(request, found, **kwargs)

        return _wear(gated, Gate("row", act=post or act, rows=rows))

    return wear


def link(purpose: str, rows: Callable[[], QuerySet]) -> Callable[[View], View]:
    """Whoever holds a signed link for this purpose; ``token`` in the address names the row.

    ``request.link_holder`` is the reference of the person it was sent to, if it says so.
    """
    named = Prepared(lambda reference: rows().filter(reference=reference)[:1])

    def wear(view: View) -> View:
        @functools.wraps(view)
        def gated(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
            try:
                reference, _, holder = links.read(purpose, token).partition("~")
            except Refused as refusal:
                return render(request, "errors/link.html", {"reason": refusal.reason}, status=410)
            found = named.first(reference)
            if found is None:
                return render(
                    request,
                    "errors/link.html",
                    {"reason": "What this link was for is no longer there."},
                    status=410,
                )
            request.relations = frozenset({Relation.LINK_HOLDER})  # type: ignore[attr-defined]
            request.link_holder = holder  # type: ignore[attr-defined]
            return view(request, found, token=token, **kwargs)

        return _wear(gated, Gate("link", act=purpose))

    return wear
