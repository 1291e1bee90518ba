"""Writes of the bodies a person answers to, and of the rules they are judged by."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from permeate.core.cpd.catalogue import family
from permeate.core.cpd.keeping import MOST_BODIES, check_corrects, digest_of, read_typed
from permeate.core.cpd.member import check_member
from permeate.core.cpd.scheme import Scheme
from permeate.core.cpd.stored import member_of, scheme_of
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.journal.record import record, write
from permeate.models import CpdBody, Organisation, Person, SchemeVersion
from permeate.queries import cpd as reads


@dataclass(frozen=True)
class AboutMember:
    """What a person says about themselves and a body."""

    category: str = ""
    category_before: str = ""
    category_since: date | None = None
    starts_on: date | None = None
    member_since: date | None = None
    fte: Decimal | None = None

    def check(self, scheme: Scheme) -> None:
        """Refused where it does not fit the scheme."""
        if bool(self.category_before) != bool(self.category_since):
            raise Refused(
                "Say both which category you had before and since when you have the present one.",
                field="category_before",
            )
        member = member_of(
            category=self.category,
            before=self.category_before,
            since=self.category_since,
            starts_on=self.starts_on,
            member_since=self.member_since,
            fte=self.fte,
        )
        check_member(scheme, member)


@write
def add_body(*, key: str, about: AboutMember, by: Person, now: datetime) -> CpdBody:
    """Name a body; from now on the log is judged by these rules too."""
    version = kept_version(key=key, by=by, now=now)
    about.check(scheme_of(version.text))
    mine = CpdBody.objects.select_for_update().filter(person=by).select_related("scheme")
    if any(one.scheme.family == version.family for one in mine):
        raise Refused(f"{version.body} is among your bodies already.", field="scheme")
    if len(mine) >= MOST_BODIES:
        raise Refused(f"You have {MOST_BODIES} bodies. Remove one to add another.")
    row = CpdBody.objects.create(person=by, scheme=version, added_at=now, **vars(about))
    record(Event.CPD_BODY_ADDED, row, by=by, now=now, scheme=version.reference)
    return row


@write
def change_body(
    *, body: CpdBody, key: str, about: AboutMember, by: Person, now: datetime
) -> CpdBody:
    """Change what was said, or choose other rules of the same body."""
    version = kept_version(key=key, by=by, now=now)
    row = CpdBody.objects.select_for_update().select_related("scheme").get(id=body.id)
    if version.family != row.scheme.family:
        raise Refused(f"Choose rules of {row.scheme.body}.", field="scheme")
    about.check(scheme_of(version.text))
    row.scheme = version
    for name, value in vars(about).items():
        setattr(row, name, value)
    row.save()
    record(Event.CPD_BODY_CHANGED, row, by=by, now=now, scheme=version.reference)
    return row


@write
def remove_body(*, body: CpdBody, by: Person, now: datetime) -> None:
    """The log is no longer judged by this body's rules; the activities stay."""
    record(Event.CPD_BODY_REMOVED, body, by=by, now=now)
    body.delete()


def kept_version(*, key: str, by: Person, now: datetime) -> SchemeVersion:
    """The row of chosen rules; those that come with the service are kept as they are now."""
    if not key.startswith(reads.SHIPPED):
        version = SchemeVersion.objects.visible_to(by).filter(reference=key).first()
        if version is None:
            raise Refused("Choose one of the rules listed.", field="scheme")
        return version
    try:
        text = reads.shipped_text(key)
    except KeyError:
        raise Refused("Choose one of the rules listed.", field="scheme") from None
    scheme = scheme_of(text)
    version, _ = SchemeVersion.objects.get_or_create(
        digest=digest_of(text),
        scope="SHIPPED",
        defaults=_columns(scheme, text, now),
    )
    return version


def _columns(scheme: Scheme, text: str, now: datetime) -> dict[str, object]:
    return {
        "family": family(scheme.name),
        "name": scheme.name,
        "body": scheme.body,
        "year": scheme.year,
        "text": text,
        "added_at": now,
    }


@write
def add_scheme(
    *,
    text: str,
    organisation: Organisation | None,
    reason: str,
    corrects: str,
    by: Person,
    now: datetime,
) -> SchemeVersion:
    """Keep rules somebody wrote, for an organisation they coordinate or for themselves.

    ``corrects`` is the family of the rules it corrects, if any. Earlier versions stay as they
    are, and so do the people judged by them.
    """
    if organisation and not by.standing.holds(Role.COORDINATOR, organisation.id):
        raise Refused("Only a coordinator adds rules for an organisation.", field="whose")
    scheme = read_typed(text)
    check_corrects(scheme, corrects)
    if corrects and not reason.strip():
        raise Refused("Say what you corrected and where you read it.", field="reason")
    version = SchemeVersion.objects.create(
        scope="ORGANISATION" if organisation else "PERSON",
        organisation=organisation,
        added_by=by,
        digest=digest_of(text),
        reason=reason.strip(),
        **_columns(scheme, text, now),
    )
    record(
        Event.CPD_SCHEME_ADDED,
        version,
        by=by,
        now=now,
        organisations=[organisation] if organisation else [],
        digest=version.digest,
    )
    return version
