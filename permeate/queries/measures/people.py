"""Organisations, placements and prompts as events."""

from datetime import datetime, time

from permeate.core.vocabulary import GradeBand, Kind, PromptAnswer, Sector
from permeate.models import Membership, Organisation, Prompt
from permeate.queries.measures.columns import (
    LONDON,
    Columns,
    Table,
    code_of,
    day,
    local_day,
    rows_of,
    second,
)
from permeate.queries.measures.scope import Scope

SECTORS, KINDS, BANDS = code_of(Sector), code_of(Kind), code_of(GradeBand)
ANSWERS = code_of((PromptAnswer.SOMETHING, PromptAnswer.NOTHING, PromptAnswer.LATER))


def organisations(scope: Scope) -> Columns:
    """Each organisation of the register, with its sector; small enough to take all."""
    table = Table(
        "organisation", "sector", "staff_fte", "seniors", "others", "may_be_named",
        amounts=("staff_fte",),
    )  # fmt: skip
    nothing = float("nan")
    fields = ("id", "sector", "created_at")
    for number, sector, created_at in rows_of(Organisation.objects.all(), *fields):
        at = second(created_at)
        table.add(number, at // 86_400, at, number, SECTORS[sector], nothing, None, None, 0)
    return table.done()


def placements(scope: Scope) -> dict[str, Columns]:
    """Their beginnings and ends. The band is that of the participant's grade at home."""
    started = Table(
        "placement", "actor", "home", "host", "kind", "planned_end", "organisation", "grade",
        "host_manager", "host_manager_grade",
    )  # fmt: skip
    ended = Table("placement", "cause")
    bands = _bands()
    fields = (
        "id", "participant_id", "home_id", "host_id", "kind", "starts_on", "ends_on",
        "started_at", "ended_on", "status", "host_manager_id",
    )  # fmt: skip
    for row in rows_of(scope.placements(), *fields):
        number, who, home, host, kind, starts, ends, at, ended_on, status, manager = row
        started.add(
            number, day(starts), second(at), number, who, home, host, KINDS[kind], day(ends),
            home, bands.get((who, home)), manager, bands.get((manager, host)),
        )  # fmt: skip
        if ended_on and status != "ACTIVE":
            # The job moves the status once the last day is over.
            at = datetime.combine(ended_on, time(23, 59), LONDON)
            ended.add(number, day(ended_on), second(at), number, None)
    return {"PLACEMENT_STARTED": started.done(), "PLACEMENT_ENDED": ended.done()}


def _bands() -> dict[tuple[int, int], int]:
    """Band by person and organisation, of memberships with a grade."""
    rows = Membership.objects.filter(grade__isnull=False)
    return {
        (person, organisation): BANDS[band]
        for person, organisation, band in rows_of(
            rows, "person_id", "organisation_id", "grade__band"
        )
    }


def prompts(scope: Scope) -> dict[str, Columns]:
    """Prompts delivered, and answers."""
    sent, answered = Table("prompt", "placement"), Table("prompt", "answer")
    rows = Prompt.objects.exclude(sent_at=None)
    if not scope.whole:
        rows = rows.filter(placement__in=scope.placements().values("id"))
    fields = ("id", "placement_id", "sent_at", "answer", "answered_at")
    for number, placement, sent_at, answer, answered_at in rows_of(rows, *fields):
        sent.add(number, local_day(sent_at), second(sent_at), number, placement)
        if answered_at:
            at = second(answered_at)
            answered.add(number, at // 86_400, at, number, ANSWERS[answer])
    return {"PROMPT_SENT": sent.done(), "PROMPT_ANSWERED": answered.done()}
