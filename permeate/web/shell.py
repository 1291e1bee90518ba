"""What the frame of every page needs: navigation for this person, mode, nonce."""

from typing import Any

from django.conf import settings
from django.contrib.messages import WARNING, get_messages
from django.http import HttpRequest
from django.urls import reverse

from permeate.core.roles import Role, Standing

# (text, name of the route, roles that see it: none means everybody signed in)
NAVIGATION: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("Home", "home", ()),
    ("Opportunities", "opportunities", ()),
    ("Hosting", "hosting", (Role.HOST, Role.COORDINATOR)),
    ("My applications", "my_applications", ()),
    ("Programmes", "programmes", ()),
    ("Placements", "placements", ()),
    ("Learning", "learning", ()),
    ("Shared with us", "shares", ()),
    ("People", "people_start", (Role.COORDINATOR,)),
    ("Insight", "insight", (Role.COORDINATOR, Role.PROGRAMME_OWNER)),
    ("Organisations", "organisations", ()),
)
OPERATORS: tuple[tuple[str, str], ...] = (("Requests to join", "claims"),)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every page."""
    person = getattr(request, "user", None)
    signed_in = bool(person and person.is_authenticated)
    return {
        "signed_in": signed_in,
        "person": person if signed_in else None,
        "navigation": navigation(person.standing, request.path) if signed_in else [],
        "demonstration": settings.MODE == "demonstration",
        "demonstration_password": settings.DEMONSTRATION_PASSWORD,
        **_flashes(request),
        "csp_nonce": str(getattr(request, "csp_nonce", "")),
    }


def _flashes(request: HttpRequest) -> dict[str, list[str]]:
    """What the last action said: what is done, and what stands in the way."""
    said = list(get_messages(request))
    return {
        "flashes": [str(one) for one in said if one.level < WARNING],
        "warnings": [str(one) for one in said if one.level >= WARNING],
    }


def navigation(standing: Standing, path: str) -> list[dict[str, Any]]:
    """The entries this person sees, the one they are in marked."""
    seen = [
        (text, reverse(name))
        for text, name, roles in NAVIGATION
        if not roles or standing.organisations_as(*roles)
    ]
    if standing.operator:
        seen += [(text, reverse(name)) for text, name in OPERATORS]
    around = [address for _, address in seen if address != "/" and path.startswith(address)]
    nearest = max(around, key=len, default=path)
    return [{"text": text, "href": address, "here": address == nearest} for text, address in seen]
