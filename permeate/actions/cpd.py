"""Writes of a person's CPD log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from permeate.core.cpd.keeping import MOST_ACTIVITIES, check_activity
from permeate.core.cpd.proposing import Proposal
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.journal.record import record, write
from permeate.models import Activity, Person


@dataclass(frozen=True)
class Written:
    """What stands in an activity; ``answers`` are those given with it."""

    occurred_on: date
    hours: Decimal
    type: str
    title: str
    objective: str = ""
    reflection: str = ""
    evidence: str = ""
    confirmed_by: str = ""
    code: str = ""
    points: Decimal | None = None
    answers: Mapping[str, bool] = field(default_factory=dict)

    def columns(self) -> dict[str, object]:
        """What stands in the row's own columns."""
        return {
            name: value.strip() if isinstance(value, str) else value
            for name, value in vars(self).items()
            if name != "answers"
        }


@write
def add_activity(*, written: Written, by: Person, now: datetime) -> Activity:
    """Keep something the person did; only they see it."""
    _check(written, now)
    _check_room(by, 1)
    row = Activity.objects.create(
        person=by, answers=dict(written.answers), recorded_at=now, **written.columns()
    )
    record(Event.ACTIVITY_ADDED, row, by=by, now=now, source=row.source_kind)
    return row


@write
def take_activity(*, proposal: Proposal, by: Person, now: datetime) -> Activity:
    """Put what the service proposes into the log, once; the same again gives the row there is."""
    known = Activity.objects.filter(
        person=by, source_kind=proposal.kind, source=proposal.source
    ).first()
    if known:
        return known
    _check_room(by, 1)
    row = Activity.objects.create(
        person=by,
        occurred_on=proposal.on,
        hours=proposal.hours or Decimal(0),
        type=proposal.type,
        title=proposal.title,
        objective=proposal.objective,
        reflection=proposal.reflection,
        evidence=proposal.evidence,
        confirmed_by=proposal.confirmed_by,
        answers=dict(proposal.answers),
        source_kind=proposal.kind,
        source=proposal.source,
        recorded_at=now,
    )
    record(Event.ACTIVITY_ADDED, row, by=by, now=now, source=row.source_kind)
    return row


@write
def change_activity(*, activity: Activity, written: Written, by: Person, now: datetime) -> None:
    """Rewrite an activity; what was answered about it stays."""
    _check(written, now)
    row = Activity.objects.select_for_update().get(id=activity.id)
    for name, value in written.columns().items():
        setattr(row, name, value)
    row.changed_at = now
    row.save()
    record(Event.ACTIVITY_CHANGED, row, by=by, now=now)


@write
def answer_questions(
    *, activity: Activity, answers: Mapping[str, bool], by: Person, now: datetime
) -> None:
    """Keep answers about an activity; a question left out stays as it was."""
    row = Activity.objects.select_for_update().get(id=activity.id)
    row.answers = {**row.answers, **answers}
    row.changed_at = now
    row.save(update_fields=["answers", "changed_at"])
    record(Event.ACTIVITY_CHANGED, row, by=by, now=now, answers=len(answers))


@write
def remove_activity(*, activity: Activity, by: Person, now: datetime) -> None:
    """Take an activity out of the log; what it was proposed from may be proposed again."""
    record(Event.ACTIVITY_REMOVED, activity, by=by, now=now)
    activity.delete()


@write
def import_activities(*, rows: Sequence[Written], by: Person, now: datetime) -> int:
    """Add all rows of a file, or none where one of them cannot be kept."""
    if not rows:
        raise Refused("There is nothing to add.")
    _check_room(by, len(rows))
    for one in rows:
        _check(one, now)
    Activity.objects.bulk_create(
        Activity(
            person=by,
            answers=dict(one.answers),
            source_kind="IMPORT",
            recorded_at=now,
            **one.columns(),
        )
        for one in rows
    )
    record(Event.ACTIVITIES_IMPORTED, None, by=by, now=now, rows=len(rows))
    return len(rows)


def _check(written: Written, now: datetime) -> None:
    check_activity(
        title=written.title,
        hours=written.hours,
        on=written.occurred_on,
        today=timezone.localdate(now),
    )


def _check_room(person: Person, more: int) -> None:
    Person.objects.select_for_update().get(id=person.id)
    if Activity.objects.filter(person=person).count() + more > MOST_ACTIVITIES:
        raise Refused(f"A log holds {MOST_ACTIVITIES:,} activities. Export and remove old ones.")
