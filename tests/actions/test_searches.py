"""Saved searches, and the mail about what is new."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from permeate.actions.indexing import rebuild_index
from permeate.actions.searches import STOP, alert, forget_search, save_search, set_alerts
from permeate.core.refusals import Refused
from permeate.core.search.alerts import MOST_SEARCHES, may_alert
from permeate.core.vocabulary import Sector
from permeate.journal import links
from permeate.models import AuditEvent, Notice, OpportunityAudience, SavedSearch

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)


@pytest.fixture
def person(build):
    return build.person(build.organisation(sector=Sector.LOCAL_GOVERNMENT))


@pytest.fixture
def saved(person, now):
    """A saved search of ``person`` with mails on, just made."""
    return save_search(name="Maps", query="q=chart", alerts=True, by=person, now=now)


@pytest.fixture
def publish(build, now):
    def make(title: str, after: timedelta = timedelta(hours=1), **fields):
        opportunity = build.opportunity(title=title, published_at=now + after, **fields)
        rebuild_index()
        return opportunity

    return make


def test_a_search_is_kept_in_one_spelling(person, now) -> None:
    query = "region=WALES&q=+chart&region=LONDON&page=3&odd=1"

    search = save_search(name=" Maps ", query=query, alerts=False, by=person, now=now)

    assert (search.name, search.query) == ("Maps", "q=chart&region=LONDON&region=WALES")
    assert AuditEvent.objects.get().event == "SEARCH_SAVED"


def test_the_same_search_is_kept_once(saved, person, build, now) -> None:
    with pytest.raises(Refused, match="“Maps”"):
        save_search(name="Again", query="q=chart&page=2", alerts=True, by=person, now=now)
    assert save_search(name="Mine", query="q=chart", alerts=True, by=build.person(), now=now)


def test_nobody_keeps_searches_without_end(person, now) -> None:
    SavedSearch.objects.bulk_create(
        SavedSearch(person=person, name="x", query=f"q={n}", alerted_at=now, created_at=now)
        for n in range(MOST_SEARCHES)
    )

    with pytest.raises(Refused, match="Delete one"):
        save_search(name="One more", query="q=chart", alerts=True, by=person, now=now)


def test_a_name_is_needed(person, now) -> None:
    with pytest.raises(Refused) as refusal:
        save_search(name="  ", query="q=chart", alerts=True, by=person, now=now)
    assert refusal.value.field == "name"


def test_an_alert_tells_only_what_is_new_and_matches(saved, publish, now) -> None:
    publish("Old chart", after=-timedelta(minutes=1))
    new = publish("New chart")
    publish("New tax")

    assert alert(search=saved, now=now + DAY) == 1

    notice = Notice.objects.get()
    assert notice.recipient == saved.person
    assert notice.subject == "1 new opportunity: Maps"
    assert "New chart" in notice.body
    assert f"/opportunities/{new.reference}/" in notice.body
    assert "/opportunities/?q=chart&sort=newest" in notice.body
    for other in ("Old chart", "New tax"):
        assert other not in notice.body


def test_each_is_told_once(saved, publish, now) -> None:
    publish("First chart")
    assert alert(search=saved, now=now + DAY) == 1
    publish("Second chart", after=DAY + timedelta(minutes=5))

    assert alert(search=saved, now=now + DAY) == 0
    assert alert(search=saved, now=now + 2 * DAY) == 1
    assert alert(search=saved, now=now + 3 * DAY) == 0

    first, second = Notice.objects.order_by("id")
    assert "First chart" in first.body
    assert "Second chart" in second.body
    assert "First chart" not in second.body


def test_what_is_committed_a_moment_late_is_told_the_next_time(saved, publish, now) -> None:
    morning = now + DAY
    publish("Chart", after=DAY - timedelta(minutes=1))

    assert alert(search=saved, now=morning) == 0
    assert alert(search=saved, now=morning + timedelta(minutes=5)) == 1


def test_only_what_the_person_may_see_is_told(saved, publish, now, build) -> None:
    hidden = publish("Chart for the NHS", visibility="SECTORS")
    OpportunityAudience.objects.create(opportunity=hidden, sector=Sector.NHS.value)
    rebuild_index()

    assert alert(search=saved, now=now + DAY) == 0
    assert not Notice.objects.exists()

    build.membership(saved.person, build.organisation(sector=Sector.NHS))
    assert alert(search=saved, now=now + DAY) == 1


def test_nothing_is_sent_or_changed_without_news_or_wish(saved, publish, now, person) -> None:
    assert alert(search=saved, now=now + DAY) == 0
    saved.refresh_from_db()
    assert saved.alerted_at == now

    publish("Chart")
    set_alerts(search=saved, alerts=False, by=person, now=now)
    assert alert(search=saved, now=now + DAY) == 0

    set_alerts(search=saved, alerts=True, by=person, now=now + DAY)
    assert alert(search=saved, now=now + 2 * DAY) == 0
    assert not Notice.objects.exists()


def test_who_cannot_sign_in_gets_no_mail(saved, publish, now, person) -> None:
    publish("Chart")
    person.is_active = False
    person.save()

    assert alert(search=saved, now=now + DAY) == 0


def test_a_forgotten_search_is_gone_and_sends_nothing(saved, publish, now, person) -> None:
    publish("Chart")
    forget_search(search=SavedSearch.objects.get(), by=person, now=now)

    assert alert(search=saved, now=now + DAY) == 0
    assert not SavedSearch.objects.exists()
    assert AuditEvent.objects.last().event == "SEARCH_FORGOTTEN"


def test_a_mail_names_a_few_and_counts_the_rest(saved, build, now) -> None:
    host = build.organisation()
    manager = build.person(host)
    for number in range(13):
        build.opportunity(
            title=f"Chart {number}", host=host, host_manager=manager,
            published_at=now + timedelta(hours=1),
        )  # fmt: skip
    rebuild_index()

    assert alert(search=saved, now=now + DAY) == 13

    body = Notice.objects.get().body
    assert body.count("/opportunities/") == 11
    assert "And 3 more" in body


def test_the_link_in_the_mail_stops_this_search(saved, publish, now) -> None:
    publish("Chart")
    alert(search=saved, now=now + DAY)

    stop = Notice.objects.get().body.split("/saved-searches/stop/")[1].split("/")[0]

    assert links.read(STOP, stop) == saved.reference


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 3, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("last", "now_", "expected"),
    [
        (at(1, 9), at(1, 12), False),
        (at(1, 23, 59), at(2, 0, 5), False),
        (at(1, 23, 59), at(2, 6, 59), False),
        (at(1, 23, 59), at(2, 7), True),
        (at(1, 7), at(5, 22), True),
    ],
)
def test_mails_go_in_the_morning_and_once_a_day(last, now_, expected) -> None:
    assert may_alert(last=last, now=now_) is expected
