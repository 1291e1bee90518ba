"""One pack for several bodies: the person chooses bodies and activities of their log."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from permeate.actions.evidence import make_pack
from permeate.queries import cpd, packs
from permeate.web import gates
from permeate.web.evidence.forms import PackForm
from permeate.web.forms import form_page
from permeate.web.presenting import day, hours

SHOWN = 100  # activities to choose from, newest first
OLDER_PACKS = 20


@gates.signed_in
def new_pack(request: HttpRequest) -> HttpResponse:
    """Choose, and get the pack to download."""
    own = {one.reference: one for one in cpd.bodies(request.user)}
    log = {one.reference: one for one in cpd.activities(request.user)[:SHOWN]}

    def save(answers: dict[str, Any]) -> HttpResponse:
        pack = make_pack(
            activities=[log[name] for name in answers["activities"]],
            bodies=[own[name] for name in answers["bodies"]],
            by=request.user,
            now=timezone.now(),
        )
        return redirect("evidence", reference=pack.reference)

    signed = packs.signed_days(request.user)
    form = PackForm(
        request.POST or None,
        bodies=[(name, one.scheme.body) for name, one in own.items()],
        activities=[(name, _words(one, signed)) for name, one in log.items()],
    )
    context = {
        "heading": "Make an evidence pack",
        "button": "Make the pack",
        "has_log": bool(log),
        "packs": packs.packs(request.user)[:OLDER_PACKS],
    }
    return form_page(request, form, "evidence/new.html", context, save)


def _words(activity: Any, signed: dict[str, Any]) -> str:
    time = f", {hours(activity.hours)}" if activity.hours else ""
    by_host = activity.source_kind == "BOOKING" and activity.source in signed
    return (
        f"{activity.title}, {day(activity.occurred_on)}{time}"
        f"{', signed by the host' if by_host else ''}"
    )
