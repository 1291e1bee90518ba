"""Variations: drafted beside the terms in force, signed by the same three, then in their place."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from permeate.actions.agreements import add_version, locked, record_agreement, tell_others
from permeate.actions.placement_moves import lay_check_ins
from permeate.actions.schedules import ask_about_vat, bring_schedule_in_step
from permeate.core.agreements.varying import BY_CODE, PENDING, check_can_vary
from permeate.core.events import Event
from permeate.core.lifecycles import AGREEMENT
from permeate.core.refusals import Refused
from permeate.journal.notices import notify
from permeate.journal.record import write
from permeate.models import Agreement, Person
from permeate.queries.agreements import people_of


@write
def vary_agreement(
    *, agreement: Agreement, change: str, reason: str, by: Person, now: datetime
) -> Agreement:
    """A variation as a draft with the terms in force; those stand until it is signed.

    ``change`` is a code of :data:`permeate.core.agreements.varying.CHANGES`.
    """
    agreement = locked(agreement)
    check_can_vary(
        placement_status=agreement.placement.status,
        agreement_status=agreement.status,
        reason=reason,
        pending=Agreement.objects.filter(varies=agreement, status__in=PENDING).exists(),
    )
    variation = Agreement.objects.create(
        placement=agreement.placement, varies=agreement, drafted_at=now
    )
    signed_on = timezone.localdate(agreement.signed_at)
    content = {
        **agreement.current.content,
        "nature": BY_CODE[change].nature,
        "varied_on": f"{signed_on.day} {signed_on:%B %Y}",
    }
    add_version(variation, content, reason=reason.strip(), by=by, now=now)
    record_agreement(Event.VARIATION_DRAFTED, variation, by=by, now=now, change=change)
    tell_others(
        Event.VARIATION_DRAFTED, variation, "variation_drafted", by, now, reason=reason.strip()
    )
    return variation


@write
def put_in_force(*, variation: Agreement, now: datetime) -> None:
    """Called with the last signature: the varied terms are replaced, and all follows them.

    Placement, check-ins and schedule take the new dates and share of full time at once.
    Refused where the placement is no longer under way.
    """
    placement = variation.placement
    if placement.status != "ACTIVE":
        raise Refused("The placement is no longer under way, so its terms stay as they were.")
    before = Agreement.objects.select_for_update().get(id=variation.varies_id)
    before.status = AGREEMENT.target(before.status, "supersede")
    before.save(update_fields=["status"])
    record_agreement(Event.AGREEMENT_VARIED, before, by=None, now=now)
    variation.status = AGREEMENT.target(variation.status, "complete")
    variation.signed_at = now
    variation.save(update_fields=["status", "signed_at"])
    record_agreement(Event.AGREEMENT_COMPLETED, variation, by=None, now=now)
    _roll_up(variation, now)
    for person in people_of(placement):
        notify(
            Event.AGREEMENT_VARIED,
            to=person,
            wording="agreement_varied",
            now=now,
            agreement=variation,
            placement=placement,
        )


def _roll_up(variation: Agreement, now: datetime) -> None:
    placement, content = variation.placement, variation.current.content
    last = date.fromisoformat(content["ends_on"])
    later = last > placement.ends_on
    placement.ends_on, placement.fte = last, Decimal(content["fte"])
    if later and not hasattr(placement, "return_plan"):
        placement.return_asked_at, placement.return_chased = None, 0  # asked again in its time
    placement.save(update_fields=["ends_on", "fte", "return_asked_at", "return_chased"])
    lay_check_ins(placement, today=timezone.localdate(now))
    ask_about_vat(placement=placement, version=variation.current, now=now)
    bring_schedule_in_step(placement=placement, version=variation.current, by=None, now=now)
