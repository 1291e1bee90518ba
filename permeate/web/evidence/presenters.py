"""How a pack reads: the same words and order on pages and in the PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from permeate.web.presenting import day, days, hours, moment, plural


@dataclass(frozen=True)
class PackShown:
    """A pack in words: facts as (key, value), objectives, lines and statements."""

    title: str
    person: str
    facts: list[tuple[str, str]]
    objectives: list[tuple[str, str]]
    purpose: str
    lines: list[tuple[str, str]]
    host_word: str
    agreed: str
    not_daily_work: str
    is_what: str
    is_not: str
    issued: str


def shown(content: Mapping[str, Any]) -> PackShown:
    """A pack's content in words; every figure in it comes from the content alone."""
    activity, reflection = content["activity"], content["reflection"]
    first, last = (date.fromisoformat(activity[key]) for key in ("starts_on", "ends_on"))
    time = hours(Decimal(activity["hours"]))
    if activity["days"] > 1:
        time = f"{time} over {plural(activity['days'], 'day')}"
    return PackShown(
        title=activity["title"],
        person=content["person"],
        facts=[
            ("Name", content["person"]),
            ("Activity", f"{activity['kind']}: {activity['title']}"),
            ("Date", days(first, last)),
            ("Time", time),
            ("Employer", activity["home"]),
            ("Host", activity["host"]),
        ],
        objectives=[(one["text"], one["measure"]) for one in content["objectives"]],
        purpose=content["purpose"],
        lines=[
            ("What?", reflection["what"]),
            ("So what?", reflection["so_what"]),
            ("Now what?", reflection["now_what"]),
        ],
        host_word=_host_word(content["host_confirmation"], time),
        agreed=_agreed(content["agreed"]["on"]),
        not_daily_work=content["not_daily_work"],
        is_what=content["what_this_is"],
        is_not=content["what_this_is_not"],
        issued=moment(datetime.fromisoformat(content["issued_at"])),
    )


def _host_word(word: Mapping[str, str], time: str) -> str:
    at = moment(datetime.fromisoformat(word["at"]))
    return (
        f"{word['name']} of {word['organisation']} confirmed attendance for {time} on {at}, "
        f"{word['how']}."
    )


def _agreed(on: Mapping[str, str]) -> str:
    sides = [
        f"the {side} on {day(date.fromisoformat(on[side]))}"
        for side in ("home", "host")
        if side in on
    ]
    return f"Agreed beforehand by {' and by '.join(sides)}." if sides else ""
