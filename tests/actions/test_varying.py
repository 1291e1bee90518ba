"""Signed terms change while it runs: they stand until all three sign, then all follows."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as D

import pytest
from django.db import IntegrityError, transaction

from permeate.actions.agreements import open_agreement, withdraw_agreement
from permeate.actions.placement_moves import return_placement, start_placement
from permeate.actions.schedules import decide_vat
from permeate.actions.varying import vary_agreement
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.vocabulary import Party
from permeate.models import Agreement, CheckIn, Notice, Placement, ScheduleLine, Signature
from permeate.queries.placements import live_agreement
from permeate.queries.schedules import sheet_of
from tests.actions.test_agreements import change, sign
from tests.money import paid_placement

LATER = datetime(2027, 2, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def running(build, now) -> Placement:
    """A paid secondment under way since 11 January, until 9 July 2027."""
    placement = paid_placement(build, now)
    return start_placement(placement=placement, today=date(2027, 1, 11), now=LATER)


def begun(placement, code: str = "EXTEND", reason: str = "The work needs longer.") -> Agreement:
    agreement = live_agreement(placement).get()
    return vary_agreement(
        agreement=agreement, change=code, reason=reason, by=placement.host_manager, now=LATER
    )


def signed_by_all(variation, now=LATER) -> Placement:
    open_agreement(agreement=variation, by=variation.placement.host_manager, now=now)
    for party in Party:
        sign(variation, party, now)
    return Placement.objects.get(id=variation.placement_id)


def test_what_was_signed_stands_until_all_three_have_signed(running) -> None:
    before = live_agreement(running).get()
    variation = begun(running)
    change(variation, LATER, ends_on="2027-09-30")
    open_agreement(agreement=variation, by=running.host_manager, now=LATER)
    for party in (Party.HOME, Party.HOST):
        sign(variation, party, LATER)

    assert live_agreement(running).get() == before
    assert Placement.objects.get(id=running.id).ends_on == date(2027, 7, 9)
    assert Signature.objects.filter(version__agreement=before, lapsed_at=None).count() == 3

    sign(variation, Party.PARTICIPANT, LATER)
    assert live_agreement(running).get().id == variation.id
    assert Agreement.objects.get(id=before.id).status == "SUPERSEDED"


def test_an_extension_rolls_up_everywhere_at_once(running) -> None:
    stood = list(ScheduleLine.objects.order_by("id").values())
    variation = begun(running)
    change(variation, LATER, ends_on="2027-09-30")
    Placement.objects.filter(id=running.id).update(return_asked_at=LATER, return_chased=1)
    placement = signed_by_all(variation)

    assert (placement.status, placement.ends_on) == ("ACTIVE", date(2027, 9, 30))
    assert (placement.return_asked_at, placement.return_chased) == (None, 0)
    assert CheckIn.objects.filter(placement=placement).latest("due_on").due_on == date(2027, 9, 26)
    rows = list(ScheduleLine.objects.order_by("id").values())
    assert rows[: len(stood)] == stood
    added = ScheduleLine.objects.filter(adjusts=True).order_by("first")
    assert [(row.first, row.charged) for row in added] == [
        (date(2027, 7, 1), D("5018.75") - D("1457.06")),
        (date(2027, 8, 1), D("5018.75")),
        (date(2027, 9, 1), D("5018.75")),
    ]
    told = Notice.objects.filter(event="AGREEMENT_VARIED").values_list("recipient", flat=True)
    assert set(told) == {
        placement.participant_id, placement.home_manager_id, placement.host_manager_id,
    }  # fmt: skip
    assert "varies the agreement all three signed on 3 November 2026" in (
        live_agreement(placement).get().current.text
    )


def test_fewer_hours_and_a_pause_are_credited(running) -> None:
    before = sheet_of(running).totals["charged"]
    variation = begun(running, "HOURS")
    change(variation, LATER, "post", fte="0.6")
    change(variation, LATER, pauses="1 March 2027 to 31 March 2027")
    placement = signed_by_all(variation)
    assert placement.fte == D("0.60")
    after = sheet_of(placement).totals["charged"]
    assert after < before
    march = ScheduleLine.objects.filter(first=date(2027, 3, 1))
    assert sum(row.charged for row in march) == 0


def test_extended_and_shortened_again_sums_to_nothing(running) -> None:
    before = sheet_of(running).totals
    for last in ("2027-09-30", "2027-07-09"):
        variation = begun(running)
        change(variation, LATER, ends_on=last)
        running = signed_by_all(variation)
    assert sheet_of(running).totals == before
    assert Agreement.objects.filter(status="SUPERSEDED").count() == 2


def test_a_change_makes_signatures_on_the_variation_lapse_and_no_others(running) -> None:
    before = live_agreement(running).get()
    variation = begun(running)
    change(variation, LATER, ends_on="2027-09-30")
    open_agreement(agreement=variation, by=running.host_manager, now=LATER)
    sign(variation, Party.HOME, LATER)
    change(variation, LATER, ends_on="2027-10-31")
    assert not Signature.objects.filter(version__agreement=variation, lapsed_at=None).exists()
    assert Signature.objects.filter(version__agreement=before, lapsed_at=None).count() == 3


def test_what_cannot_be_varied(running) -> None:
    variation = begun(running)
    with pytest.raises(Refused, match="first day stays"):
        change(variation, LATER, starts_on="2027-02-01")
    with pytest.raises(Refused, match="is over"):
        change(variation, LATER, ends_on="2027-01-20")
    with pytest.raises(Refused, match="Nothing differs"):
        open_agreement(agreement=variation, by=running.host_manager, now=LATER)
    with pytest.raises(Refused, match="already"):
        begun(running)
    withdraw_agreement(agreement=variation, by=running.host_manager, now=LATER)
    with pytest.raises(Refused, match="Say why"):
        begun(running, reason=" ")
    assert begun(running).status == "DRAFT"


def test_signed_terms_of_a_running_placement_are_never_changed_themselves(running) -> None:
    with pytest.raises(Refused, match="vary the terms instead"):
        change(live_agreement(running).get(), LATER, ends_on="2027-09-30")
    variation = begun(running)
    change(variation, LATER, ends_on="2027-09-30")
    signed_by_all(variation)
    with pytest.raises(Refused, match="vary the terms instead"):
        change(variation, LATER, ends_on="2027-10-30")


def test_before_the_start_nothing_is_varied(build, now) -> None:
    placement = paid_placement(build, now)
    with pytest.raises(Refused, match="change the agreement itself"):
        begun(placement)


def test_a_placement_that_ends_takes_its_pending_variation_with_it(running) -> None:
    variation = begun(running)
    change(variation, LATER, ends_on="2027-09-30")
    open_agreement(agreement=variation, by=running.host_manager, now=LATER)
    end = datetime(2027, 7, 10, 8, 0, tzinfo=UTC)
    return_placement(placement=running, today=date(2027, 7, 10), now=end)
    assert Agreement.objects.get(id=variation.id).status == "WITHDRAWN"
    with pytest.raises(Refused):
        sign(variation, Party.HOME, end)


def test_finance_decides_anew_where_the_variation_touches_it(build, running) -> None:
    officer = build.person(running.home, Role.FINANCE)
    decide_vat(placement=running, treatment="STANDARD", reason="Why.", by=officer, now=LATER)
    longer = begun(running)
    change(longer, LATER, ends_on="2027-09-30")
    running = signed_by_all(longer)
    assert sheet_of(running).vat is not None

    other = begun(running, "MONEY")
    change(other, LATER, "parties", legal_basis="LOAN")
    open_agreement(agreement=other, by=running.host_manager, now=LATER)
    assert sheet_of(running).vat is not None  # the earlier terms still hold
    for party in Party:
        sign(other, party, LATER + timedelta(hours=1))
    assert sheet_of(running).vat is None


def test_the_database_allows_one_in_force_and_one_pending(running) -> None:
    before = live_agreement(running).get()
    begun(running)
    for fields in (
        {"varies": before, "status": "DRAFT"},
        {"varies": before, "status": "SIGNED", "signed_at": LATER},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.create(placement=running, drafted_at=LATER, **fields)
