"""Times right across both clock changes, in two readers: the library's and our own."""

import re
from datetime import UTC, date, datetime, time

import pytest
from icalendar import Calendar

from permeate.core.calendars import Entry, as_ics

pytestmark = pytest.mark.once
NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
# The Fridays before and Mondays after the clocks change, and half past nine in UTC then.
CHANGES = [
    (date(2027, 3, 26), 9), (date(2027, 3, 29), 8), (date(2027, 10, 29), 8), (date(2027, 11, 1), 9),
]  # fmt: skip


def written(*entries: Entry) -> bytes:
    return as_ics(entries, name="Placements", domain="permeate.test", now=NOW)


def timed(day: date, uid: str = "a") -> Entry:
    return Entry(uid, "A day", day, day, time(9, 30), time(17, 0))


def unfolded(data: bytes) -> list[str]:
    """A second reader: lines as RFC 5545 folds them."""
    text = data.decode()
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return re.sub(r"\r\n[ \t]", "", text).split("\r\n")


def offset_by_rules(lines: list[str], local: datetime) -> int:
    """Hours from UTC by the VTIMEZONE in the file itself: the newest onset before."""
    zone = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE")]
    onsets, offset, begins = [], "", []
    for line in zone:
        name, _, value = line.partition(":")
        if name == "TZOFFSETTO":
            offset = value
        elif name.startswith(("DTSTART", "RDATE")):
            begins += [datetime.strptime(one, "%Y%m%dT%H%M%S") for one in value.split(",")]  # noqa: DTZ007
        elif line.startswith("RRULE"):
            pytest.fail("this reader knows dates only")
        elif line in ("END:STANDARD", "END:DAYLIGHT"):
            onsets += [(begin, int(offset[:3])) for begin in begins]
            begins = []
    return max((one for one in onsets if one[0] <= local), key=lambda one: one[0])[1]


@pytest.mark.parametrize(("day", "hour"), CHANGES)
def test_half_past_nine_stays_half_past_nine(day, hour) -> None:
    data = written(timed(day))
    event = Calendar.from_ical(data).walk("VEVENT")[0]
    start = event["dtstart"].dt
    assert start.astimezone(UTC) == datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)

    lines = unfolded(data)
    assert f"DTSTART;TZID=Europe/London:{day:%Y%m%d}T093000" in lines
    assert 9 - offset_by_rules(lines, datetime(day.year, day.month, day.day, 9, 30)) == hour  # noqa: DTZ001


def test_whole_days_end_on_the_day_after() -> None:
    lines = unfolded(written(Entry("a", "Away", date(2027, 3, 27), date(2027, 3, 29))))
    assert "DTSTART;VALUE=DATE:20270327" in lines
    assert "DTEND;VALUE=DATE:20270330" in lines


def test_what_is_cancelled_says_so_under_the_same_uid() -> None:
    entry = timed(date(2027, 3, 26))
    for cancelled, status in ((False, "CONFIRMED"), (True, "CANCELLED")):
        lines = unfolded(written(Entry(**{**entry.__dict__, "cancelled": cancelled})))
        assert "UID:a@permeate.test" in lines
        assert f"STATUS:{status}" in lines
        assert f"SEQUENCE:{int(cancelled)}" in lines


def test_words_cannot_break_out_of_their_line() -> None:
    nasty = "Tea; cake, and\nBEGIN:VEVENT\r\nSUMMARY:x \\ " + "ä" * 80
    data = written(Entry("a", nasty, date(2027, 1, 1), date(2027, 1, 1), place="1; High St, X"))
    assert unfolded(data).count("BEGIN:VEVENT") == 1
    event = Calendar.from_ical(data).walk("VEVENT")[0]
    assert str(event["summary"]).replace("\r\n", "\n") == nasty.replace("\r\n", "\n")
    assert str(event["location"]) == "1; High St, X"
