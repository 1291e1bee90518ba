"""What a pack for several bodies consists of: parts, declared activities, summaries."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from permeate.core.cpd.explaining import told
from permeate.core.cpd.scheme import CERTAINTY_WORDS
from permeate.core.cpd.verdicts import Status
from permeate.core.cpd.vocabulary import type_words
from permeate.core.packs.content import Declared, Part, Summary
from permeate.core.wording import day, hours
from permeate.models import Activity, Booking, CpdBody, Credential, EvidencePack, Person
from permeate.queries import cpd

STATUS_WORDS = {Status.MET: "Met", Status.NOT_MET: "Not met", Status.UNKNOWN: "Unknown"}
OWN_PACK = "Evidence pack "  # how the log names a booking's own pack


def packs(person: Person) -> QuerySet[EvidencePack]:
    """The person's packs, newest first."""
    return EvidencePack.objects.visible_to(person)


def signed_days(person: Person) -> dict[str, tuple[Credential, Booking]]:
    """The person's credentials that hold, by the reference of the booking each rests on."""
    found = Credential.objects.filter(person=person, revoked_at=None).select_related(
        "booking__reflection"
    )
    return {one.booking.reference: (one, one.booking) for one in found}


def contents(
    person: Person, rows: Sequence[Activity], own: Sequence[CpdBody], *, today: date
) -> tuple[list[Part], list[Declared], list[Summary]]:
    """What hosts signed of these activities, what the person declares, what each body makes of it.

    Where a host confirmed hours, those are judged, whatever the log says.
    """
    days = signed_days(person)
    parts, declared = [], []
    for row in sorted(rows, key=lambda one: (one.occurred_on, one.pk)):
        signed = days.get(row.source) if row.source_kind == "BOOKING" else None
        if signed:
            credential, booking = signed
            row.hours = _confirmed(credential)
            parts.append(_part(row, credential, booking))
        else:
            declared.append(_declared(row))
    log = [cpd.judged(row, own) for row in rows]
    standings = cpd.standings(person, own, log, today=today)
    return parts, declared, [_summary(one, len(log), today) for one in standings]


def _confirmed(credential: Credential) -> Decimal:
    return Decimal(credential.document["credentialSubject"]["result"][0]["value"])


def _part(row: Activity, credential: Credential, booking: Booking) -> Part:
    written = getattr(booking, "reflection", None)
    if written:
        lines = [
            ("What?", written.what),
            ("So what?", written.so_what),
            ("Now what?", written.now_what),
        ]
    else:
        lines = [("Reflection", row.reflection)] if row.reflection else []
    shown = [row.evidence] if row.evidence and not row.evidence.startswith(OWN_PACK) else []
    return Part(credential.document, lines, shown)


def _declared(row: Activity) -> Declared:
    facts = [
        ("Date", day(row.occurred_on)),
        ("Sort", type_words(row.type)),
        ("Time", hours(row.hours) if row.hours else ""),
        ("Points", f"{row.points.normalize():f}" if row.points is not None else ""),
        ("Objective", row.objective),
        ("Reflection", row.reflection),
        ("Evidence", row.evidence),
        ("Confirmed by", row.confirmed_by),
        ("Code or standard", row.code),
    ]
    return Declared(row.title, [(name, value) for name, value in facts if value])


def _summary(standing: cpd.Standing, count: int, today: date) -> Summary:
    scheme = standing.scheme
    activities = "one activity" if count == 1 else f"{count} activities"
    judged = (
        f"{STATUS_WORDS[standing.assessment.status]}, on the {activities} in this pack as "
        f"on {day(today)}. Rules of {scheme.year} from {scheme.source.address}, read on "
        f"{day(scheme.source.seen)}: {CERTAINTY_WORDS[scheme.certainty]}."
    )
    rows = [("Overall", judged)]
    rows += [
        (
            f"{one.words}{' (recommended)' if one.recommended else ''}",
            f"{STATUS_WORDS[one.status]}: {one.why}",
        )
        for one in told(standing.assessment)
    ]
    title = f": {scheme.title}" if scheme.title else ""
    return Summary(f"{scheme.body}{title}", rows)
