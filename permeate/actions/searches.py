"""Saved searches: keep, change, forget, and tell what is new."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.core.search.alerts import MOST_SEARCHES, may_alert, settled
from permeate.core.search.criteria import Criteria
from permeate.journal.links import token
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Person, SavedSearch
from permeate.queries.search.finding import hits, published_between

STOP = "stop_alert"  # what the link in an alert is for
LISTED = 10  # opportunities named in one mail


@write
def save_search(*, name: str, query: str, alerts: bool, by: Person, now: datetime) -> SavedSearch:
    """Keep a search under a name; Refused where it is kept already, or too many are."""
    name = name.strip()
    if not name:
        raise Refused("Give the search a name.", field="name")
    query = Criteria.parse(query).query()
    mine = SavedSearch.objects.select_for_update().filter(person=by)
    same = mine.filter(query=query).first()
    if same:
        raise Refused(f"You have saved this search already, as “{same.name}”.")
    if len(mine) >= MOST_SEARCHES:
        raise Refused(f"You have {MOST_SEARCHES} saved searches. Delete one to save another.")
    search = SavedSearch.objects.create(
        person=by, name=name, query=query, alerts=alerts, alerted_at=now, created_at=now
    )
    record(Event.SEARCH_SAVED, search, by=by, now=now, alerts=alerts)
    return search


@write
def set_alerts(*, search: SavedSearch, alerts: bool, by: Person, now: datetime) -> None:
    """Turn a search's mails on or off; what was new while they were off is not told."""
    locked = SavedSearch.objects.select_for_update().get(id=search.id)
    if locked.alerts == alerts:
        return
    locked.alerts = alerts
    if alerts:
        locked.alerted_at = now
    locked.save(update_fields=["alerts", "alerted_at"])
    record(Event.SEARCH_CHANGED, locked, by=by, now=now, alerts=alerts)


@write
def forget_search(*, search: SavedSearch, by: Person, now: datetime) -> None:
    """Delete a saved search."""
    record(Event.SEARCH_FORGOTTEN, search, by=by, now=now)
    search.delete()


@write
def alert(*, search: SavedSearch, now: datetime) -> int:
    """Tell what was published since the last mail and may be seen; returns how many those are.

    Nothing is sent, and nothing changes, where it is not time or nothing is new.
    """
    held = SavedSearch.objects.select_for_update(of=("self",)).select_related("person")
    locked = held.filter(id=search.id).first()
    if locked is None or not locked.alerts or not locked.person.is_active:
        return 0
    local = timezone.localtime
    if not may_alert(last=local(locked.alerted_at), now=local(now)):
        return 0
    until = settled(now)
    criteria = Criteria.parse(locked.query)
    fresh = published_between(
        criteria, locked.person.standing, since=locked.alerted_at, until=until
    )
    if not fresh:
        return 0
    locked.alerted_at = until
    locked.save(update_fields=["alerted_at"])
    record(Event.SEARCH_ALERTED, locked, by=None, now=now, opportunities=len(fresh))
    _tell(locked, fresh, now)
    return len(fresh)


def _tell(search: SavedSearch, fresh: list[int], now: datetime) -> None:
    newest = replace(Criteria.parse(search.query), sort="newest")
    notify(
        Event.SEARCH_ALERTED,
        to=search.person,
        wording="search_alert",
        now=now,
        search=search,
        count=len(fresh),
        listed=hits(fresh[:LISTED], today=timezone.localdate(now)),
        results=f"/opportunities/?{newest.query()}",
        stop=f"/saved-searches/stop/{token(STOP, search.reference)}/",
    )
