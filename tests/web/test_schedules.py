"""The schedule's page and files, and the page on which finance decides."""

import csv
import io

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from permeate.actions.schedules import decide_vat
from permeate.core.roles import Role
from permeate.models import ScheduleLine, VatDecision
from permeate.web.xlsx_files import workbook
from tests.money import paid_draft, paid_open, paid_placement


def page(client, name: str, placement, expected: int = 200):
    answer = client.get(reverse(name, args=[placement.reference]))
    assert answer.status_code == expected
    return answer


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_plan_before_and_firm_after_all_have_signed(build, now, sign_in) -> None:
    agreement = paid_draft(build, now)
    client = sign_in(agreement.placement.participant)
    plan = text(page(client, "schedule", agreement.placement))
    assert "becomes firm when all three have signed" in plan
    assert "£5,018.75" in plan
    assert "Home’s finance is asked when the agreement is opened" in plan

    placement = paid_placement(build, now)
    firm = text(page(sign_in(placement.participant), "schedule", placement))
    assert "Agreed by all three" in firm
    assert "£29,950.61, without VAT" in firm


def test_no_terms_no_schedule(build, now, sign_in) -> None:
    placement = build.placement()
    assert "no agreement yet" in text(page(sign_in(placement.participant), "schedule", placement))


def test_terms_that_cannot_be_counted_say_why(build, now, sign_in) -> None:
    agreement = paid_draft(build, now)
    version = agreement.current
    version.content["ends_on"] = "2033-01-01"
    version.save()
    client = sign_in(agreement.placement.participant)
    assert "National Insurance for 6 April 2031" in text(
        page(client, "schedule", agreement.placement)
    )
    assert page(client, "schedule_csv", agreement.placement, 302)


@pytest.fixture
def finance(build, now, sign_in):
    """A placement that waits for VAT, and its finance officer, signed in."""
    placement = paid_open(build, now).placement
    officer = build.person(placement.home, Role.FINANCE, name="Finance officer")
    return placement, officer, sign_in(officer)


def test_finance_sees_the_proposal_and_decides_in_its_own_name(finance) -> None:
    placement, officer, client = finance
    asked = text(page(client, "decide_vat", placement))
    assert "The service proposes: standard rate" in asked
    assert "Check first: whether" in asked
    url = reverse("decide_vat", args=[placement.reference])

    assert client.post(url, {"treatment": "", "reason": ""}).status_code == 422
    client.post(url, {"treatment": "EXEMPT", "reason": "Teaching staff."})

    assert VatDecision.objects.get().decided_by == officer
    shown = text(page(client, "schedule", placement))
    assert "Decided</strong> by Finance officer" in shown
    assert "Teaching staff." in shown


def test_the_csv_is_numbers_and_adds_up(finance, now) -> None:
    placement, officer, client = finance
    rows = list(
        csv.DictReader(
            io.StringIO(page(client, "schedule_csv", placement).content.decode("utf-8-sig"))
        )
    )
    assert rows[-1]["What"] == "Total"
    assert rows[-1]["Host pays"] == "29950.61"
    assert rows[0]["VAT"] == ""
    assert rows[0]["VAT treatment"] == "Not decided (Standard rate proposed)"
    decide_vat(placement=placement, treatment="STANDARD", reason="Why.", by=officer, now=now)
    rows = list(
        csv.DictReader(
            io.StringIO(page(client, "schedule_csv", placement).content.decode("utf-8-sig"))
        )
    )
    assert (rows[1]["VAT"], rows[1]["Host pays with VAT"]) == ("1003.75", "6022.50")


def test_the_workbook_holds_numbers_dates_and_no_formula(build, now, sign_in) -> None:
    placement = paid_open(
        build, now, agreed_sums='2 March 2027: =HYPERLINK("http://x"): 450'
    ).placement
    answer = page(sign_in(placement.participant), "schedule_xlsx", placement)
    sheet = load_workbook(io.BytesIO(answer.content)).active
    typed = next(row[3] for row in sheet.iter_rows() if str(row[3].value).startswith("=HYPER"))
    assert (typed.data_type, typed.quotePrefix) == ("s", True)
    assert sheet["B2"].is_date
    assert (sheet["O2"].data_type, sheet["O2"].value) == ("n", 3399.8)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\x00=1", "\r=1"])
def test_text_in_a_workbook_is_never_a_formula(risky) -> None:
    sheet = load_workbook(io.BytesIO(workbook("s", ["h"], [[risky]]))).active
    assert sheet["A2"].data_type == "s"


def test_the_pdf_says_what_the_page_says(build, now, sign_in) -> None:
    placement = paid_placement(build, now)
    answer = page(sign_in(placement.participant), "schedule_pdf", placement)
    pdf = pypdf.PdfReader(io.BytesIO(answer.content))
    words = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    for said in ("£5,018.75", "£29,950.61", "As agreed by all three", "Half up to the penny"):
        assert said in words, words
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_more_lines_take_no_more_queries(build, now, sign_in) -> None:
    placement = paid_placement(build, now)
    client, url = sign_in(placement.participant), reverse("schedule", args=[placement.reference])

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    few = count()
    for row in ScheduleLine.objects.all():
        row.pk, row.adjusts = None, True
        row.save()
    assert count() == few <= 12
