"""Reads for evidence: what a pack is made of, and whether a hash is one that was issued."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from permeate.core.attendance import WAY_LABELS, Said, Way
from permeate.core.bookings import days_of
from permeate.core.events import Event
from permeate.core.evidence import Attended, HostWord, names_hash
from permeate.core.vocabulary import Kind
from permeate.models import (
    AuditEvent,
    Booking,
    Credential,
    EvidencePack,
    Person,
    Reflection,
    Sample,
)
from permeate.queries.bookings import agreed_version, by_link, hours_of


def visible(person: Person) -> QuerySet[EvidencePack]:
    """The person's own packs, with the booking each rests on."""
    return EvidencePack.objects.visible_to(person).select_related("booking__date__opportunity")


def visible_credentials(person: Person) -> QuerySet[Credential]:
    """The credentials the person may see, with the day each rests on."""
    return Credential.objects.visible_to(person).select_related(
        "booking__date__opportunity", "organisation"
    )


def revoked_in(documents: Iterable[Mapping[str, Any]]) -> list[Credential]:
    """Which of these credentials were revoked since."""
    references = [one["id"].partition("?reference=")[2] for one in documents]
    return list(Credential.objects.filter(reference__in=references).exclude(revoked_at=None))


def samples() -> QuerySet[Sample]:
    """Samples that a signed link may name."""
    return Sample.objects.select_related("pack__person", "person")


def visible_samples(person: Person) -> QuerySet[Sample]:
    """The person's own samples."""
    return Sample.objects.visible_to(person).select_related("pack")


def samples_of(pack: EvidencePack) -> QuerySet[Sample]:
    """Everything that was ever shown of a pack, with each look."""
    return Sample.objects.filter(pack=pack).prefetch_related("looks")


def booking(booking_id: int) -> Booking:
    """One booking with all its pages name."""
    return by_link().get(id=booking_id)


def has_reflection(booking: Booking) -> bool:
    """Whether the person has written the three lines."""
    return Reflection.objects.filter(booking=booking).exists()


def attended(booking: Booking) -> Attended:
    """The plain values of which the credential of a booking consists."""
    date, opportunity = booking.date, booking.date.opportunity
    version = agreed_version(booking)
    signed = version.signatures.all() if version else []
    return Attended(
        kind=Kind(opportunity.kind),
        title=opportunity.title,
        person=booking.person.name,
        home=booking.home.name,
        host=opportunity.host.name,
        purpose=booking.purpose,
        objectives=_objectives(booking, version),
        starts_on=date.starts_on,
        ends_on=date.ends_on,
        days=days_of(date.starts_on, date.ends_on),
        hours=hours_of(booking),
        host_word=_word(booking),
        agreed_on={s.party.lower(): timezone.localdate(s.signed_at) for s in signed},
    )


def _word(booking: Booking) -> HostWord:
    said = booking.words.filter(said=Said.ATTENDED.value).last()
    fallback = Way.SIGNED_IN if booking.attendance_by_id else Way.LINK
    return HostWord(
        name=booking.attendance_by_name,
        authority=said.authority if said else "",
        organisation=booking.date.opportunity.host.name,
        at=booking.attendance_at,
        how=WAY_LABELS[Way(said.way) if said else fallback],
    )


def lines_of(booking: Booking) -> list[tuple[str, str]]:
    """The person's three lines with their questions."""
    lines = Reflection.objects.get(booking=booking)
    return [("What?", lines.what), ("So what?", lines.so_what), ("Now what?", lines.now_what)]


def _objectives(booking: Booking, version) -> list[tuple[str, str]]:
    """As both sides confirmed them; an opportunity edited later changes nothing here."""
    if version and "objectives" in version.content:
        return [(one["text"], one["measure"]) for one in version.content["objectives"]]
    return list(booking.date.opportunity.objectives.values_list("text", "measure"))


def issued(reference: str) -> EvidencePack | Credential | None:
    """The pack or credential of that reference, whoever asks: the hash decides what is shown."""
    named = {"reference": reference.strip().lower()}
    return EvidencePack.objects.filter(**named).first() or (
        Credential.objects.filter(**named).select_related("organisation").first()
    )


def unissued() -> QuerySet[Booking]:
    """Attended bookings that want a credential, or a pack: there was no master key."""
    return Booking.objects.filter(status="ATTENDED").filter(
        ~Exists(Credential.objects.filter(booking=OuterRef("pk"), revoked_at=None))
        | Q(reflection__isnull=False, evidence=None)
    )


def was_replaced(pack: EvidencePack, typed: str) -> bool:
    """Whether the hash is that of an earlier issue of this pack, as the history tells."""
    earlier = AuditEvent.objects.filter(
        subject_type="evidencepack",
        subject=pack.reference,
        event=Event.EVIDENCE_ISSUED.value,
    ).values_list("facts", flat=True)
    return any(names_hash(typed, facts.get("hash", "")) for facts in earlier)
