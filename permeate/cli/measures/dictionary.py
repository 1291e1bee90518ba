"""``docs/measures.md`` and ``docs/events.schema.json``, drawn from the definitions."""

import json
from pathlib import Path

from permeate.core.definitions import DEFINITIONS, Definition
from permeate.core.event_file.kinds import VERSION
from permeate.core.event_file.schema import event_tables, schema

HEADER = f"""\
# Measures and events: the data dictionary

Drawn from `permeate/core/definitions.py` and `permeate/core/event_file/kinds.py` by
`permeate measures-schema --docs`; `make check` fails when they differ. Change those, not this page.

`permeate measures-from FILE.jsonl` computes every measure from a file of events (JSON Lines, one
event a line, UTF-8), without a database. The JSON Schema of a line is `events.schema.json`,
version {VERSION}; `permeate measures-schema` prints it. A new version only adds: files of an older
one stay valid.

## Rules of the file

- Events are only ever added. A correction is a new event with an id of its own that names the
  old one in `corrects` and holds the whole event anew; of several the one recorded last stands.
  `WITHDRAWN` says that the corrected event did not happen, corrections of it included.
- The order of lines makes no difference. A line repeated word for word counts once.
- A cut on a day rests on what had happened and been recorded by the end of that day in London.
  Nothing recorded later changes it.
- Of an event recorded more than 14 days late, the day it was recorded counts in times to a
  share, a decision or an adoption.
- People are pseudonyms; grade, organisation and role are as they were when it happened.
- Every figure is a value with a 95% interval where it has one and `n`, or has the status
  `not enough data`, `suppressed` or `not defined` and no value. `exact` is the value as a fraction.

## The cut

`{{"cut", "events_version", "at", "since", "audience", "events", "measures"}}`; in `measures`
by key: `title`, `version`, `unit`, `figures` (`name`, `value`, `low`, `high`, `n`, `status`,
`note`, `exact`), `tables` (`name`, `rows`, `columns`, `cells`, totals, `hidden`; a hidden cell
is null), `curves` (`times`, `values`, `low`, `high`, `at_risk`), `lists`, `missing` (`what` the
data lack, and the `count` of it, null where it is few people) and a `note`.
`audience` is `EXACT`, or `INTERNAL` (cells of 5 people) or `EXTERNAL` (10, rounded to 5).
"""


def document() -> str:
    """The whole page."""
    measures = [line for one in DEFINITIONS.values() for line in _measure(one)]
    return "\n".join([HEADER, "## Measures", *measures, "", "## Events", "", *event_tables(), ""])


def _measure(one: Definition) -> list[str]:
    return [
        "",
        f"### {one.key} {one.title}",
        "",
        f"{one.question} {one.formula}",
        "",
        f"Unit: {one.unit}. Version {one.version}. {one.source}",
        "",
        f"What would mislead: {one.misleads}",
    ]


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def pages(docs: Path) -> dict[Path, str]:
    """What is drawn, by path."""
    return {docs / "measures.md": document(), docs / "events.schema.json": schema_text()}
