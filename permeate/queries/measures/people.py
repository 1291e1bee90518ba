"""Organisations, placements and prompts as events."""

from array import array

from permeate.core.vocabulary import GradeBand, Kind, PromptAnswer, Sector
from permeate.models import Membership, Organisation, Prompt
from permeate.queries.measures.columns import (
    Columns,
    Days,
    Rows,
    Seconds,
    code,
    columns_of,
)
from permeate.queries.measures.scope import Scope

ANSWERS = {
    word.value: place
    for place, word in enumerate((PromptAnswer.SOMETHING, PromptAnswer.NOTHING, PromptAnswer.LATER))
}
END_OF_DAY = 86_340  # seconds: 23:59
BANDS = {band.value: place for place, band in enumerate(GradeBand)}


def organisations(scope: Scope) -> Rows:
    """Each organisation of the register, with its sector; small enough to take all."""
    return Rows(
        columns_of(
            Organisation.objects.all(),
            ordinal="id",
            organisation="id",
            second=Seconds("created_at"),
            sector=code("sector", Sector),
        )
    )


def placements(scope: Scope) -> dict[str, Rows]:
    """Their beginnings and ends. The band is that of the participant's grade at home."""
    started = columns_of(
        scope.placements(),
        ordinal="id",
        placement="id",
        actor="participant_id",
        home="home_id",
        host="host_id",
        organisation="home_id",
        kind=code("kind", Kind),
        occurred=Days("starts_on"),
        second=Seconds("started_at"),
        planned_end=Days("ends_on"),
        host_manager="host_manager_id",
    )
    bands = _bands()
    _add_band(started, "grade", "actor", "home", bands)
    _add_band(started, "host_manager_grade", "host_manager", "host", bands)
    over = scope.placements().exclude(status="ACTIVE").filter(ended_on__isnull=False)
    # The job moves the status once the last day is over, so it is known by that day's end.
    ended = columns_of(over, ordinal="id", placement="id", occurred=Days("ended_on"))
    ended["second"] = array("q", (day * 86_400 + END_OF_DAY for day in ended["occurred"]))
    return {"PLACEMENT_STARTED": Rows(started), "PLACEMENT_ENDED": Rows(ended)}


def _bands() -> dict[tuple[int, int], int]:
    """Band by person and organisation, of memberships with a grade."""
    found = columns_of(
        Membership.objects.filter(grade__isnull=False),
        person="person_id",
        organisation="organisation_id",
        band=code("grade__band", GradeBand),
    )
    keys = zip(found["person"], found["organisation"], strict=True)
    return dict(zip(keys, found["band"], strict=True))


def _add_band(
    columns: Columns, name: str, person: str, organisation: str, bands: dict[tuple[int, int], int]
) -> None:
    keys = zip(columns[person], columns[organisation], strict=True)
    columns[name] = array("q", (bands.get(key, -1) for key in keys))


def prompts(scope: Scope) -> dict[str, Rows]:
    """Prompts delivered, and answers."""
    rows = Prompt.objects.exclude(sent_at=None)
    if not scope.whole:
        rows = rows.filter(placement__in=scope.placements().values("id"))
    return {
        "PROMPT_SENT": Rows(
            columns_of(
                rows, ordinal="id", prompt="id", placement="placement_id", second=Seconds("sent_at")
            )
        ),
        "PROMPT_ANSWERED": Rows(
            columns_of(
                rows.exclude(answered_at=None),
                ordinal="id",
                prompt="id",
                answer=code("answer", ANSWERS),
                second=Seconds("answered_at"),
            )
        ),
    }
