"""A person's calendar as a private, revocable feed."""

from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import calendars as actions
from permeate.core.calendars import as_ics
from permeate.journal.links import absolute
from permeate.models import CalendarFeed
from permeate.queries import calendars as reads
from permeate.web import gates


@gates.signed_in
def calendar(request: HttpRequest) -> HttpResponse:
    """What the feed is for; a POST opens a new address, which is shown this once."""
    address = ""
    if request.method == "POST":
        secret = actions.open_feed(by=request.user, now=timezone.now())
        address = absolute(f"/calendars/{secret}.ics")
    context = {
        "address": address,
        "subscribe": address.replace("https:", "webcal:").replace("http:", "webcal:"),
        "feed": CalendarFeed.objects.filter(person=request.user).first(),
    }
    return render(request, "calendars/calendar.html", context)


@require_POST
@gates.signed_in
def close(request: HttpRequest) -> HttpResponse:
    actions.close_feed(by=request.user, now=timezone.now())
    messages.success(request, "The address no longer works.")
    return redirect("calendar")


@gates.public("calendar programs cannot sign in; the address is a secret that its owner can revoke")
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    found = reads.feed_with(secret)
    if found is None:
        raise Http404
    now = timezone.now()
    entries = [
        replace(entry, address=absolute(entry.address))
        for entry in reads.entries_of(found.person, today=timezone.localdate(now))
    ]
    domain = urlsplit(settings.BASE_URL).hostname or "permeate"
    data = as_ics(entries, name="Placements", domain=domain, now=now)
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="placements.ics"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
