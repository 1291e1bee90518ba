"""What the frame of every page needs: navigation for this person, mode, nonce."""

import functools
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import WARNING, get_messages
from django.http import HttpRequest
from django.urls import reverse

from permeate.core.roles import Role, Standing


@dataclass(frozen=True)
class Entry:
    """One page of the menu; ``roles`` that see it: none means everybody signed in."""

    text: str
    route: str
    roles: tuple[Role, ...] = ()
    operator: bool = False


@dataclass(frozen=True)
class Part:
    """One word of the menu, and the pages under it."""

    text: str
    entries: tuple[Entry, ...]


NAVIGATION: tuple[Part, ...] = (
    Part("Home", (Entry("To do", "home"),)),
    Part(
        "Find",
        (
            Entry("Opportunities", "opportunities"),
            Entry("Suggested for me", "suggestions"),
            Entry("Programmes", "programmes"),
            Entry("Rounds", "rounds"),
            Entry("People like me", "equivalents"),
            Entry("Who has been there", "network"),
            Entry("Organisations", "organisations"),
            Entry("Saved searches", "saved_searches"),
        ),
    ),
    Part(
        "Placements",
        (
            Entry("Placements", "placements"),
            Entry("Plans", "plans"),
            Entry("Bookings", "bookings"),
            Entry("Applications", "my_applications"),
        ),
    ),
    Part(
        "Learning",
        (
            Entry("What I learned", "learning"),
            Entry("Shared with us", "shares"),
            Entry("Decisions", "decisions", (Role.SENIOR,)),
            Entry("Practices", "practices"),
            Entry("Guidance", "guidance_list"),
            Entry("My experience", "my_experience"),
            Entry("CPD", "cpd"),
            Entry("What I gained", "story"),
        ),
    ),
    Part(
        "Hosting",
        (
            Entry("Hosting", "hosting", (Role.HOST, Role.COORDINATOR)),
            Entry("People who seek", "wishes", (Role.HOST, Role.COORDINATOR)),
        ),
    ),
    Part(
        "Organisation",
        (
            Entry("People", "people_start", (Role.COORDINATOR,)),
            Entry("Insight", "insight", (Role.COORDINATOR, Role.PROGRAMME_OWNER, Role.SENIOR)),
        ),
    ),
    Part(
        "Service",
        (
            Entry("Requests", "claims", operator=True),
            Entry("Concerns", "concerns", operator=True),
            Entry("Pages", "edit_pages", operator=True),
        ),
    ),
)


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
    """The parts this person sees, each with its pages; where they are is marked.

    Under which part a page belongs is told by the longest address its own begins with.
    """
    parts = [
        {"text": part.text, "entries": entries}
        for part in NAVIGATION
        if (entries := _seen(part, standing))
    ]
    everything = [entry for part in parts for entry in part["entries"]]
    inside = [entry for entry in everything if path.startswith(entry["href"])]
    here = max(inside, key=lambda entry: len(entry["href"]), default=None)
    for part in parts:
        part["href"] = part["entries"][0]["href"]
        part["here"] = here in part["entries"]
        for entry in part["entries"]:
            entry["here"] = entry is here
    return parts


def _seen(part: Part, standing: Standing) -> list[dict[str, Any]]:
    return [
        {"text": entry.text, "href": _address(entry.route)}
        for entry in part.entries
        if (not entry.roles or standing.organisations_as(*entry.roles))
        and (not entry.operator or standing.operator)
    ]


@functools.cache
def _address(route: str) -> str:
    return reverse(route)
