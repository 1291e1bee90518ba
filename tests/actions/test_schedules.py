"""Lines are laid with the last signature, adjusted after, never rewritten; finance decides VAT."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.db import IntegrityError, transaction

from permeate.actions.agreements import open_agreement
from permeate.actions.placement_moves import end_early, take_back_early_end
from permeate.actions.placements import cancel_placement
from permeate.actions.schedules import bring_schedule_in_step, decide_vat
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import Agreement, AuditEvent, Notice, Placement, ScheduleLine, VatDecision
from permeate.queries.schedules import sheet_of
from permeate.queries.todo import todo_list
from tests.actions.test_agreements import change
from tests.money import all_sign, paid_draft, paid_open, paid_placement, started

COLUMNS = ("salary", "national_insurance", "pension", "levy", "cost", "charged", "home_bears")


def sums(placement) -> dict[str, D]:
    """Added up here: SQLite would add binary fractions."""
    rows = ScheduleLine.objects.filter(placement=placement)
    return {name: sum((getattr(row, name) for row in rows), D(0)) for name in COLUMNS}


def lines() -> list[tuple]:
    return list(ScheduleLine.objects.order_by("id").values_list())


def decide(placement, by, now, treatment="STANDARD", reason="A supply of staff."):
    return decide_vat(placement=placement, treatment=treatment, reason=reason, by=by, now=now)


def test_the_last_signature_lays_the_lines(build, now) -> None:
    agreement = paid_open(build, now)
    assert not ScheduleLine.objects.exists()

    placement = all_sign(agreement, now)

    rows = ScheduleLine.objects.filter(placement=placement)
    assert [row.charged for row in rows][:2] == [D("3399.80"), D("5018.75")]
    assert (rows.count(), sums(placement)["charged"]) == (7, D("29950.61"))
    event = AuditEvent.objects.get(event="SCHEDULE_LAID")
    assert event.facts == {"version": agreement.current.number, "lines": 7, "adjusts": False}


def test_what_is_shown_before_all_have_signed_is_what_is_laid_then(build, now) -> None:
    agreement = paid_open(build, now)
    before = [row.line.charged for row in sheet_of(agreement.placement).rows]
    placement = all_sign(agreement, now)
    assert [row.line.charged for row in sheet_of(placement).rows] == before


def test_changed_and_signed_again_only_adds_what_differs(build, now) -> None:
    placement = paid_placement(build, now)
    agreement = Agreement.objects.get(placement=placement)
    stood = lines()

    change(agreement, now, "money", salary="48000")
    open_agreement(agreement=agreement, by=placement.home_manager, now=now)
    placement = all_sign(agreement, now)

    assert lines()[: len(stood)] == stood
    added = ScheduleLine.objects.filter(adjusts=True)
    assert added.count() == 7
    wanted = sheet_of(placement)
    assert sums(placement)["cost"] == wanted.totals["cost"] == D("31972.17")


def test_an_early_end_credits_what_is_not_worked_and_taking_it_back_sums_to_nothing(
    build, now
) -> None:
    placement = started(paid_placement(build, now), now)
    whole, stood = sums(placement), lines()
    today = date(2027, 2, 1)

    end_early(
        placement=placement, last_day=date(2027, 5, 14), party="HOST", cause="MONEY",
        reason="The budget is gone.", by=placement.host_manager, today=today, now=now,
    )  # fmt: skip
    # Three whole months, 21 of 31 days of January and 14 of 31 of May.
    assert sums(placement)["charged"] == D("3399.80") + 3 * D("5018.75") + D("2266.53")

    take_back_early_end(placement=placement, by=placement.host_manager, today=today, now=now)
    assert sums(placement) == whole
    assert lines()[: len(stood)] == stood


def test_a_cancelled_placement_costs_nothing(build, now) -> None:
    placement = paid_placement(build, now)
    cancel_placement(placement=placement, by=placement.home_manager, reason="No cover.", now=now)
    assert set(sums(placement).values()) == {D(0)}


def test_in_step_again_adds_nothing(build, now) -> None:
    placement = paid_placement(build, now)
    version = Agreement.objects.get(placement=placement).current
    stood = lines()
    added = bring_schedule_in_step(placement=placement, version=version, by=None, now=now)
    assert (added, lines()) == (0, stood)


def test_where_nobody_pays_the_schedule_shows_value_in_kind(build, now) -> None:
    placement = paid_placement(build, now, payer="NOBODY")
    totals = sheet_of(placement).totals
    assert (totals["charged"], totals["home_bears"]) == (D("0.00"), D("29950.61"))
    assert not VatDecision.objects.exists()


def test_days_beyond_the_known_rates_stop_it_before_anybody_signs(build, now) -> None:
    agreement = paid_draft(build, now)
    change(agreement, now, "dates", ends_on="2031-05-01")
    with pytest.raises(Refused, match="National Insurance for 6 April 2031"):
        open_agreement(agreement=agreement, by=agreement.placement.home_manager, now=now)


def test_finance_is_asked_with_a_proposal_and_its_answer_counts(build, now) -> None:
    agreement = paid_draft(build, now)
    placement = agreement.placement
    officer = build.person(placement.home, Role.FINANCE)
    at_host = build.person(placement.host, Role.FINANCE)
    open_agreement(agreement=agreement, by=placement.home_manager, now=now)

    question = VatDecision.objects.get()
    assert (question.proposed, question.decided_at) == ("STANDARD", None)
    assert Notice.objects.get(event="VAT_ASKED").recipient == officer
    words = f"Decide how VAT is treated: {placement.participant.name}"
    assert words in [task.text for task in todo_list(officer, today=now.date())]
    assert todo_list(at_host, today=now.date()) == []
    assert sheet_of(placement).vat is None

    decide(placement, officer, now)

    sheet = sheet_of(placement)
    assert sheet.vat == sum(row.proposed_vat for row in sheet.rows) == D("5990.12")
    assert [row.gross for row in sheet.rows][1] == D("6022.50")
    told = set(Notice.objects.filter(event="VAT_DECIDED").values_list("recipient", flat=True))
    assert told == {placement.home_manager_id, placement.host_manager_id, at_host.id}
    assert todo_list(officer, today=now.date()) == []
    assert AuditEvent.objects.get(event="VAT_DECIDED").facts == {"treatment": "STANDARD"}


def test_nobody_but_homes_finance_decides(build, now) -> None:
    placement = paid_open(build, now).placement
    for person in (placement.home_manager, build.person(placement.host, Role.FINANCE)):
        with pytest.raises(Refused, match="finance"):
            decide(placement, person, now)
    officer = build.person(placement.home, Role.FINANCE)
    with pytest.raises(Refused, match="reason"):
        decide(placement, officer, now, reason=" ")
    assert sheet_of(placement).vat is None


def test_deciding_anew_keeps_the_earlier_decision(build, now) -> None:
    placement = paid_open(build, now).placement
    officer = build.person(placement.home, Role.FINANCE)
    decide(placement, officer, now)
    decide(placement, officer, now + timedelta(hours=1), "OUTSIDE_SCOPE", "A special regime.")
    assert sheet_of(placement).vat == 0
    assert VatDecision.objects.count() == 2
    assert VatDecision.objects.get(lapsed_at=None).treatment == "OUTSIDE_SCOPE"


def test_a_decision_stands_while_what_it_rests_on_does(build, now) -> None:
    agreement = paid_open(build, now)
    placement = agreement.placement
    decide(placement, build.person(placement.home, Role.FINANCE), now)

    change(agreement, now, "money", salary="48000")
    open_agreement(agreement=agreement, by=placement.home_manager, now=now)
    assert sheet_of(placement).vat is not None

    change(agreement, now, "parties", legal_basis="LOAN")
    open_agreement(agreement=agreement, by=placement.home_manager, now=now)
    assert sheet_of(placement).vat is None
    assert VatDecision.objects.get(lapsed_at=None).proposed == "OUTSIDE_SCOPE"

    change(agreement, now, "money", payer="NOBODY")
    open_agreement(agreement=agreement, by=placement.home_manager, now=now)
    assert not VatDecision.objects.filter(lapsed_at=None).exists()
    with pytest.raises(Refused, match="Nothing is charged"):
        decide(placement, build.person(placement.home, Role.FINANCE), now)


def test_the_database_keeps_lines_and_decisions_whole(build, now) -> None:
    placement = paid_placement(build, now)
    for row, broken in (
        (ScheduleLine.objects.filter(placement=placement), {"charged": D(1)}),
        (VatDecision.objects.filter(placement=placement), {"decided_at": now}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        VatDecision.objects.create(
            placement=placement, proposed="STANDARD", proposed_reason="Why.", asked_at=now
        )
    assert Placement.objects.get(id=placement.id).status == "AGREED"
