"""Writes of decisions on what was shared: made, left to somebody else, chased."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from permeate.actions.progress import advance
from permeate.core.events import Event
from permeate.core.learning import check_can_decide
from permeate.core.roles import Role
from permeate.core.sharing import check_can_delegate
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import (
    Decision,
    Membership,
    Organisation,
    Person,
    Practice,
    ShareAudience,
    ShareEvent,
)
from permeate.queries.as_they_were import as_they_are
from permeate.queries.shares import undecided


@write
def decide_on_share(
    *,
    share: ShareEvent,
    organisation: Organisation,
    by: Person,
    verdict: str,
    reason: str,
    deferred_until: date | None,
    now: datetime,
) -> Decision:
    """A senior, or whom one left it to, decides: adopt, adapt, reject, or defer until a date.

    The practice and the audience's row are locked, so that two seniors cannot both decide.
    """
    share = ShareEvent.objects.get(id=share.id)  # a practice may have been made of it since
    practice = Practice.objects.select_for_update().filter(id=share.practice_id).first()
    audience = ShareAudience.objects.select_for_update().get(share=share, organisation=organisation)
    standing = _standing(share, organisation)
    delegated = audience.delegate_id == by.id
    check_can_decide(
        is_author=share.shared_by_id == by.id or bool(practice and practice.author_id == by.id),
        verdict=verdict,
        reason=reason,
        deferred_until=deferred_until,
        standing_verdict=standing.verdict if standing else "",
        today=timezone.localdate(now),
    )
    decision = Decision.objects.create(
        share=share,
        organisation=organisation,
        decided_by=by,
        practice=practice,
        delegated_by=audience.delegated_by if delegated else None,
        **_then(by, organisation),
        verdict=verdict,
        reason=reason.strip(),
        deferred_until=deferred_until if verdict == "DEFER" else None,
        decided_at=now,
    )
    if decision.deferred_until:
        audience.decision_due_on, audience.chased = decision.deferred_until, 0
        audience.save(update_fields=["decision_due_on", "chased"])
    _tell_decision(decision)
    if practice:
        advance(practice=practice, by=by, now=now)
    return decision


def _standing(share: ShareEvent, organisation: Organisation) -> Decision | None:
    """The newest decision there on this share or on its practice."""
    mine = Q(share=share) | (Q(practice_id=share.practice_id) if share.practice_id else Q())
    made = Decision.objects.filter(mine, organisation=organisation)
    return made.order_by("-decided_at", "-id").first()


def _then(by: Person, organisation: Organisation) -> dict[str, str]:
    """Grade and role at the organisation decided for."""
    values = as_they_are(by, organisation.id)
    del values["organisation_at_time"]
    return values


def _tell_decision(decision: Decision) -> None:
    share, now = decision.share, decision.decided_at
    record(
        Event.DECISION_MADE,
        share,
        by=decision.decided_by,
        now=now,
        organisations=[decision.organisation],
        verdict=decision.verdict,
        delegated=decision.delegated_by_id is not None,
        band=decision.band_at_time,
    )
    notify(
        Event.DECISION_MADE,
        to=share.shared_by,
        wording="decision_made",
        now=now,
        share=share,
        decision=decision,
    )


@write
def delegate_decision(
    *, share: ShareEvent, organisation: Organisation, email: str, by: Person, now: datetime
) -> ShareAudience:
    """A senior leaves the decision to a colleague; it is recorded as delegated."""
    audience = (
        ShareAudience.objects.select_for_update(of=("self",))
        .select_related("share__practice")
        .get(share=share, organisation=organisation)
    )
    to = Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
    member = to and Membership.objects.active().filter(person=to, organisation=organisation)
    authors = {share.shared_by_id, share.practice.author_id if share.practice else None}
    check_can_delegate(
        to_self=to == by,
        to_author=bool(to and to.id in authors),
        is_member=bool(member and member.exists()),
        settled=not undecided().filter(id=audience.id).exists(),
    )
    audience.delegate, audience.delegated_by, audience.delegated_at = to, by, now
    audience.save(update_fields=["delegate", "delegated_by", "delegated_at"])
    record(Event.DECISION_DELEGATED, share, by=by, now=now, organisations=[organisation])
    notify(
        Event.DECISION_DELEGATED,
        to=to,
        wording="decision_delegated",
        now=now,
        share=share,
        by=by,
        due_on=audience.decision_due_on,
    )
    return audience


@write
def chase_decision(*, audience: ShareAudience, number: int, now: datetime) -> bool:
    """Remind the seniors that a decision is overdue, once for each number."""
    mine = ShareAudience.objects.filter(id=audience.id, chased=number - 1).update(chased=number)
    if not mine:
        return False
    seniors = Person.objects.filter(
        id__in=Membership.objects.active()
        .filter(organisation=audience.organisation, roles__role=Role.SENIOR.value)
        .values("person_id")
    )
    told = {person.id: person for person in [*seniors, audience.delegate] if person}
    for person in told.values():
        notify(
            Event.DECISION_DUE,
            to=person,
            wording="decision_due",
            now=now,
            share=audience.share,
            due_on=audience.decision_due_on,
        )
    record(
        Event.DECISION_DUE,
        audience.share,
        by=None,
        now=now,
        organisations=[audience.organisation],
        number=number,
    )
    return True
