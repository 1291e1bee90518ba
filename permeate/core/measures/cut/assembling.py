"""The whole cut as plain data: every measure, with its definition's version."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from permeate.core.definitions import DEFINITIONS
from permeate.core.event_file.kinds import VERSION as EVENTS_VERSION
from permeate.core.measures.cut import adoption, deciding, learning, network, people, sharing
from permeate.core.measures.cut.publishing import published
from permeate.core.measures.cut.section import Options, Section
from permeate.core.measures.disclosure import Audience
from permeate.core.measures.facts import Facts
from permeate.core.measures.log import Log, day_of

VERSION = 1
PERIOD = timedelta(days=365)
Measure = Callable[[Facts, Options], Section]

MEASURES: Mapping[str, Measure] = {
    "M1": people.flow,
    "M2": people.open_,
    "M3": people.both_ways,
    "M4": sharing.first_share,
    "M5": sharing.steady,
    "M6": sharing.reached,
    "M7": adoption.adopted,
    "M8": network.brokers,
    "M9": people.mixed,
    "M10": deciding.engaged,
    "M11": learning.needed,
    "M12": adoption.hangs_on,
    "M13": learning.new_there,
    "M14": adoption.kept,
    "M15": learning.worth,
    "M16": learning.stands_on,
    "M17": learning.rated,
    "M18": sharing.answered,
}


def since_of(at: date, since: date | None) -> date:
    """The first day of the period of flows: a year up to the cut unless asked otherwise."""
    return since or at - PERIOD + timedelta(days=1)


def cut(
    log: Log,
    *,
    at: date,
    since: date | None = None,
    audience: Audience | None = None,
    resample: bool = True,
) -> dict[str, Any]:
    """Every measure of what was known at the end of ``at``, as JSON values.

    ``audience`` hides what could show people to it; None is exact, for whoever holds the
    events anyway. The same events give the same cut for ever.
    """
    first = since_of(at, since)
    facts = Facts.of(log, at=at, since=first)
    options = Options(resample=resample, since=first)
    return {
        "cut": VERSION,
        "events_version": EVENTS_VERSION,
        "at": at.isoformat(),
        "since": first.isoformat(),
        "audience": audience.value if audience else "EXACT",
        "events": facts.log.size,
        "measures": {
            key: published(DEFINITIONS[key], measure(facts, options), audience)
            for key, measure in MEASURES.items()
        },
    }


def last_day(log: Log) -> date | None:
    """The last day on which anything was recorded; None for an empty log."""
    days = [
        int(table["second"].max()) // 86_400
        for table in log.tables.values()
        if len(table["second"])
    ]
    return day_of(max(days)) if days else None
