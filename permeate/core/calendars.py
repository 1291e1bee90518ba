"""Events as iCalendar (RFC 5545): days as dates, hours in London time with its own rules.

A time of day is written with the zone Europe/London and the zone's changes beside it, so that
half past nine stays half past nine after the clocks change, in every reader.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

LONDON = ZoneInfo("Europe/London")
REFRESH = timedelta(hours=6)


@dataclass(frozen=True)
class Entry:
    """One event. Without hours it lasts whole days, ``first`` to ``last``, both included.

    ``uid`` stays the same when it moves, so that readers move it too; with hours it is for
    one day, and each day of a run is an entry of its own.
    """

    uid: str
    title: str
    first: date
    last: date
    from_time: time | None = None
    to_time: time | None = None
    place: str = ""
    address: str = ""
    cancelled: bool = False


def as_ics(entries: Iterable[Entry], *, name: str, domain: str, now: datetime) -> bytes:
    """A calendar of these events. ``now`` is aware; ``domain`` makes each uid the site's own."""
    calendar = Calendar()
    calendar.add("prodid", "-//Permeate//placements//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    for entry in entries:
        calendar.add_component(_event(entry, domain, now))
    calendar.add_missing_timezones()
    data: bytes = calendar.to_ical()
    return data


def _event(entry: Entry, domain: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{domain}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", now.astimezone(UTC))
    event.add("sequence", int(entry.cancelled))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.from_time and entry.to_time:
        event.add("dtstart", datetime.combine(entry.first, entry.from_time, LONDON))
        event.add("dtend", datetime.combine(entry.last, entry.to_time, LONDON))
    else:
        event.add("dtstart", entry.first)
        event.add("dtend", entry.last + timedelta(days=1))  # the end of a day is the next one
        event.add("transp", "TRANSPARENT")
    if entry.place:
        event.add("location", entry.place)
    if entry.address:
        event.add("url", entry.address)
    return event
