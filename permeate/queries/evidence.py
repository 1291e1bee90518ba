"""Reads for evidence: what a pack is made of, and whether a hash is one that was issued."""

from django.db.models import QuerySet
from django.utils import timezone

from permeate.core.bookings import days_of
from permeate.core.events import Event
from permeate.core.evidence import Attended, HostWord, names_hash
from permeate.core.vocabulary import Kind
from permeate.models import AuditEvent, Booking, EvidencePack, Person, Reflection
from permeate.queries.bookings import agreed_version, by_link, hours_of

BY_LINK = "through a single-purpose link that the service sent to the host’s e-mail address"
SIGNED_IN = "signed in to the service"


def visible(person: Person) -> QuerySet[EvidencePack]:
    """The person's own packs, with the booking each rests on."""
    return EvidencePack.objects.visible_to(person).select_related("booking__date__opportunity")


def booking(booking_id: int) -> Booking:
    """One booking with all its pages name."""
    return by_link().get(id=booking_id)


def has_reflection(booking: Booking) -> bool:
    """Whether the person has written the three lines."""
    return Reflection.objects.filter(booking=booking).exists()


def attended(booking: Booking, reference: str) -> Attended:
    """The plain values of which the pack ``reference`` consists."""
    date, opportunity = booking.date, booking.date.opportunity
    lines = booking.reflection
    version = agreed_version(booking)
    signed = version.signatures.all() if version else []
    return Attended(
        reference=reference,
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
        host_word=HostWord(
            name=booking.attendance_by_name,
            organisation=opportunity.host.name,
            at=booking.attendance_at,
            how=SIGNED_IN if booking.attendance_by_id else BY_LINK,
        ),
        agreed_on={s.party.lower(): timezone.localdate(s.signed_at) for s in signed},
        agreement_hash=version.content_hash if version else "",
        what=lines.what,
        so_what=lines.so_what,
        now_what=lines.now_what,
        reflected_on=timezone.localdate(lines.recorded_at),
    )


def _objectives(booking: Booking, version) -> list[tuple[str, str]]:
    """As both sides confirmed them; an opportunity edited later changes nothing here."""
    if version and "objectives" in version.content:
        return [(one["text"], one["measure"]) for one in version.content["objectives"]]
    return list(booking.date.opportunity.objectives.values_list("text", "measure"))


def issued(reference: str) -> EvidencePack | None:
    """The pack of that reference, whoever asks: the hash decides what they are shown."""
    return EvidencePack.objects.filter(reference=reference.strip().lower()).first()


def was_replaced(pack: EvidencePack, typed: str) -> bool:
    """Whether the hash is that of an earlier issue of this pack, as the history tells."""
    earlier = AuditEvent.objects.filter(
        subject_type="evidencepack",
        subject=pack.reference,
        event=Event.EVIDENCE_ISSUED.value,
    ).values_list("facts", flat=True)
    return any(names_hash(typed, facts.get("hash", "")) for facts in earlier)
