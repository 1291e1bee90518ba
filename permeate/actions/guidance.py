"""Writes of guidance: drafted, published in versions, its statements linked to practices."""

from datetime import datetime

from permeate.core.events import Event
from permeate.core.guidance import (
    Block,
    check_can_judge,
    check_can_link,
    check_can_publish,
    check_can_resolve,
    check_can_save,
    statements,
)
from permeate.core.ledger_words import Support
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import (
    Guidance,
    GuidanceVersion,
    Membership,
    Organisation,
    Person,
    Practice,
    ProvenanceLink,
    Statement,
)
from permeate.queries.as_they_were import as_they_are


@write
def start_guidance(
    *, organisation: Organisation, title: str, body: str, by: Person, now: datetime
) -> Guidance:
    """Begin a page; nobody but the organisation's editors sees it before it is published."""
    check_can_save(title=title, body=body)
    guidance = Guidance.objects.create(
        organisation=organisation,
        title=title.strip(),
        draft_title=title.strip(),
        draft_body=body.strip(),
        created_by=by,
        created_at=now,
        changed_at=now,
    )
    record(Event.GUIDANCE_STARTED, guidance, by=by, now=now, organisations=[organisation])
    return guidance


@write
def save_draft(*, guidance: Guidance, title: str, body: str, by: Person, now: datetime) -> None:
    """Keep what the next version will say."""
    check_can_save(title=title, body=body)
    guidance = Guidance.objects.select_for_update().get(id=guidance.id)
    guidance.draft_title, guidance.draft_body = title.strip(), body.strip()
    guidance.title = guidance.title if guidance.published else guidance.draft_title
    guidance.changed_at = now
    guidance.save()
    record(Event.GUIDANCE_DRAFTED, guidance, by=by, now=now)


@write
def publish_guidance(
    *, guidance: Guidance, reason: str, by: Person, now: datetime
) -> GuidanceVersion:
    """Make the draft the next version; links stay with the statements that stay as they were."""
    guidance = Guidance.objects.select_for_update().get(id=guidance.id)
    before = guidance.versions.filter(number=guidance.published).first()
    check_can_publish(
        body=guidance.draft_body,
        reason=reason,
        changed=before is None
        or (before.title, before.body) != (guidance.draft_title, guidance.draft_body),
        first=before is None,
    )
    guidance.published += 1
    guidance.title, guidance.changed_at = guidance.draft_title, now
    guidance.save()
    version = GuidanceVersion.objects.create(
        guidance=guidance,
        number=guidance.published,
        title=guidance.title,
        body=guidance.draft_body,
        reason=reason.strip(),
        published_by=by,
        published_at=now,
        **as_they_are(by, guidance.organisation_id),
    )
    Statement.objects.bulk_create(
        Statement(version=version, order=order, hash=one.hash)
        for order, one in enumerate(statements(version.body), 1)
    )
    record(Event.GUIDANCE_PUBLISHED, guidance, by=by, now=now, version=version.number)
    return version


@write
def propose_link(
    *,
    guidance: Guidance,
    statement: Block | None,
    practice: Practice,
    role: str,
    note: str,
    by: Person,
    now: datetime,
) -> ProvenanceLink:
    """Say that a statement rests on a practice, or is contradicted; its editors are told.

    An editor's own proposal is accepted with it, unless they wrote the practice.
    """
    guidance = Guidance.objects.select_for_update().get(id=guidance.id)
    check_can_link(
        known=statement is not None,
        already=_is_linked(guidance, practice, statement),
        merged=practice.merged_into_id is not None,
        role=role,
        note=note,
    )
    link = ProvenanceLink.objects.create(
        guidance=guidance,
        statement_hash=statement.hash,
        statement_text=statement.text,
        practice=practice,
        practice_version=practice.version,
        role=role,
        note=note.strip(),
        proposed_by=by,
        proposed_at=now,
    )
    record(
        Event.PROVENANCE_PROPOSED,
        link,
        by=by,
        now=now,
        guidance=guidance.reference,
        practice=practice.reference,
        statement=statement.hash,
        role=role,
    )
    if by.standing.holds(Role.EDITOR, guidance.organisation_id) and practice.author_id != by.id:
        return judge_link(link=link, accept=True, reason="", by=by, now=now)
    _tell_editors(link, by, now)
    return link


def _is_linked(guidance: Guidance, practice: Practice, statement: Block | None) -> bool:
    """Whether a link that was not declined is there already."""
    digest = statement.hash if statement else ""
    held = guidance.links.filter(practice=practice, statement_hash=digest)
    return held.exclude(accepted=False).exists()


def _tell_editors(link: ProvenanceLink, by: Person, now: datetime) -> None:
    for editor in _editors(link.guidance):
        if editor != by:
            notify(
                Event.PROVENANCE_PROPOSED,
                to=editor,
                wording="provenance_proposed",
                now=now,
                link=link,
            )


def _editors(guidance: Guidance) -> list[Person]:
    holding = Membership.objects.active().filter(
        organisation_id=guidance.organisation_id, roles__role=Role.EDITOR.value
    )
    return list(
        Person.objects.filter(id__in=holding.values("person"), is_active=True).order_by("id")
    )


@write
def judge_link(
    *, link: ProvenanceLink, accept: bool, reason: str, by: Person, now: datetime
) -> ProvenanceLink:
    """An editor accepts or declines a link; the practice's author hears where it went."""
    link = ProvenanceLink.objects.select_for_update().get(id=link.id)
    guidance, practice = link.guidance, link.practice
    if not by.standing.holds(Role.EDITOR, guidance.organisation_id):
        raise Refused("Only an editor of this guidance can judge it.")
    check_can_judge(
        judged=link.accepted is not None,
        is_author=practice.author_id == by.id,
        accept=accept,
        reason=reason,
    )
    link.accepted, link.judged_by, link.judged_at = accept, by, now
    link.reason = reason.strip()
    link.save()
    record(Event.PROVENANCE_JUDGED, link, by=by, now=now, accepted=accept, role=link.role)
    told = {link.proposed_by, practice.author} if accept else {link.proposed_by}
    for person in sorted(told - {by}, key=lambda one: one.id):
        notify(
            Event.PROVENANCE_JUDGED,
            to=person,
            wording="provenance_judged",
            now=now,
            link=link,
            contradicts=link.role == Support.CONTRADICTS,
        )
    return link


@write
def resolve_contradiction(
    *, link: ProvenanceLink, resolution: str, by: Person, now: datetime
) -> ProvenanceLink:
    """Say how a contradiction was resolved; it stays on the page's record."""
    link = ProvenanceLink.objects.select_for_update().get(id=link.id)
    check_can_resolve(
        role=link.role,
        accepted=bool(link.accepted),
        resolved=link.resolved_at is not None,
        resolution=resolution,
    )
    link.resolution, link.resolved_by, link.resolved_at = resolution.strip(), by, now
    link.save()
    record(Event.CONTRADICTION_RESOLVED, link, by=by, now=now)
    return link
