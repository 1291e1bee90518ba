"""CPD pages: where a person stands, their log, their bodies, the rules, files in and out."""

import csv
import io
import json
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from permeate.actions.cpd import Written, add_activity, take_activity
from permeate.actions.cpd_bodies import AboutMember, add_body
from permeate.actions.learning import Lines, record_entry
from permeate.core.cpd.catalogue import TEXTS
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.models import Activity, CpdBody, SchemeVersion
from permeate.queries.cpd_sources import proposals
from tests.booking_steps import attended, booked, reflected
from tests.web.test_query_counts import count  # noqa: F401 - a fixture

HEADING = "date,hours,type,title,predicates,evidence,reflection,confirmed_by\n"


@pytest.fixture
def person(build):
    home = build.organisation()
    return build.person(home, manager=build.person(home, Role.MANAGER))


@pytest.fixture
def site(sign_in, person):
    return sign_in(person)


@pytest.fixture(autouse=True)
def _today(time_machine, now) -> None:
    time_machine.move_to(now, tick=False)


def add(person, now, **change):
    given = {"occurred_on": now.date(), "hours": Decimal(7), "type": "course", "title": "A course"}
    return add_activity(written=Written(**{**given, **change}), by=person, now=now)


def body(person, now, name="acca-2026", **about):
    return add_body(key=f"shipped:{name}", about=AboutMember(**about), by=person, now=now)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_all_bodies_are_on_one_page_with_what_is_missing(site, person, now) -> None:
    add(person, now)
    body(person, now)
    body(person, now, "fph-2026")
    page = text(site.get("/cpd/"))
    assert "ACCA" in page
    assert "7 units counted, 40 asked; 33 units short." in page
    assert "A course</a>: add evidence" in page
    assert "Another page of the Faculty still asks for 50 credits" in page
    assert "Until 31 December 2026, 58 days left" in page
    assert "https://www.accaglobal.com" in page


def test_a_day_goes_into_the_log_with_one_press(build, site, person, now) -> None:
    booking = booked(build.date(build.opportunity(kind=Kind.SHADOWING)), person, now)
    attended(booking)
    reflected(booking)
    assert "1 thing you did here" in text(site.get("/cpd/"))
    answer = site.post("/cpd/log/take/", {"source": f"BOOKING:{booking.reference}"}, follow=True)
    assert "It is in your log" in text(answer)
    row = Activity.objects.get()
    assert answer.redirect_chain[-1][0] == f"/cpd/log/{row.reference}/"
    assert "nothing" not in text(site.get("/cpd/log/")).lower().split("in the log")[1][:80]
    assert "not there any more" in text(site.post("/cpd/log/take/", {"source": "X"}, follow=True))


def test_evidence_and_entry_offer_the_log(build, site, person, now) -> None:
    booking = booked(build.date(build.opportunity(kind=Kind.SHADOWING)), person, now)
    attended(booking)
    pack = reflected(booking)
    assert f'value="BOOKING:{booking.reference}"' in text(site.get(f"/evidence/{pack.reference}/"))
    entry = record_entry(
        by=person,
        placement=None,
        lines=Lines("They ring first.", "TAKEN_BACK"),
        occurred_on=now.date(),
        now=now,
    )
    source = f"ENTRY:{entry.reference}"
    assert f'value="{source}"' in text(site.get(f"/learning/{entry.reference}/"))
    site.post("/cpd/log/take/", {"source": source})
    assert Activity.objects.get().reflection == "They ring first."


def test_a_question_is_asked_in_plain_words_and_answered(site, person, now) -> None:
    row = add(person, now, evidence="certificate")
    body(person, now)
    page = text(site.get(f"/cpd/log/{row.reference}/"))
    assert "Is it relevant to your work?" in page
    answers = {"is_relevant": "yes", "is_applied": "later"}
    page = text(site.post(f"/cpd/log/{row.reference}/", answers, follow=True))
    assert "Is it relevant to your work?" not in page
    assert "how you will use" in page
    assert Activity.objects.get().answers == {"relevant": True}
    assert site.post(f"/cpd/log/{row.reference}/", {"is_applied": "perhaps"}).status_code == 422


def test_an_activity_is_added_changed_and_removed(site, person, now) -> None:
    sent = {
        "title": "A book",
        "type": "reading",
        "hours": "2.5",
        "occurred_on-day": "2",
        "occurred_on-month": "11",
        "occurred_on-year": "2026",
    }
    assert "It is in your log" in text(site.post("/cpd/log/add/", sent, follow=True))
    row = Activity.objects.get()
    assert (row.hours, row.type) == (Decimal("2.5"), "reading")
    bad = site.post("/cpd/log/add/", {**sent, "hours": "much", "title": ""})
    assert bad.status_code == 422
    assert "Enter hours as a number" in text(bad)
    later = site.post("/cpd/log/add/", {**sent, "occurred_on-year": "2027"})
    assert "yet to come" in text(later)
    site.post(f"/cpd/log/{row.reference}/change/", {**sent, "hours": "3"})
    row.refresh_from_db()
    assert row.hours == 3
    assert "Take “A book” out" in text(site.get(f"/cpd/log/{row.reference}/remove/"))
    site.post(f"/cpd/log/{row.reference}/remove/")
    assert not Activity.objects.exists()


def test_a_body_is_added_changed_and_removed(site, person, now) -> None:
    assert "ICAEW" in text(site.get("/cpd/bodies/add/"))
    site.post("/cpd/bodies/add/", {"scheme": "shipped:icaew-2026"})
    row = CpdBody.objects.get()
    page = text(site.get(f"/cpd/bodies/{row.reference}/"))
    assert "In practice, category 1" in page
    assert "First day of your year" not in page  # ICAEW's begins on 1 November for everybody
    sent = {"scheme": "shipped:icaew-2026", "category": "practice-2"}
    site.post(f"/cpd/bodies/{row.reference}/", sent)
    row.refresh_from_db()
    assert row.category == "practice-2"
    assert "30 hours a year" in text(site.get("/cpd/"))
    half = site.post(f"/cpd/bodies/{row.reference}/", {**sent, "category_before": "practice-1"})
    assert half.status_code == 422
    site.post(f"/cpd/bodies/{row.reference}/remove/")
    assert not CpdBody.objects.exists()


def test_rules_are_shown_with_their_source_and_corrected(build, site, person, now) -> None:
    listed = text(site.get("/cpd/rules/"))
    assert listed.count("/cpd/rules/known/") == len(TEXTS)
    page = text(site.get("/cpd/rules/known/hcpc-2026/"))
    assert "It names shadowing, secondment, job rotation." in page
    assert "2.5%" in page
    assert site.get("/cpd/rules/known/none/").status_code == 404
    address = "/cpd/rules/add/?from=shipped:acca-2026"
    assert "predicate = &#34;verifiable&#34;" in text(site.get(address))
    wrong = {"text": TEXTS["acca-2026"].replace("min = 40", "min = x"), "whose": "me"}
    answer = site.post(address, wrong | {"reason": "Read anew"})
    assert answer.status_code == 422
    assert "is not TOML" in text(answer)
    good = {"text": TEXTS["acca-2026"].replace("min = 40", "min = 30"), "whose": "me"}
    page = text(site.post(address, good | {"reason": "Read anew"}, follow=True))
    assert "Read anew" in page
    assert SchemeVersion.objects.get().scope == "PERSON"
    assert "(your own," in text(site.get("/cpd/bodies/add/"))


def test_newer_rules_are_offered_and_not_imposed(site, person, now) -> None:
    body(person, now)
    assert "Newer rules" not in text(site.get("/cpd/"))
    good = {"text": TEXTS["acca-2026"].replace("min = 40", "min = 30"), "whose": "me"}
    site.post("/cpd/rules/add/?from=shipped:acca-2026", good | {"reason": "Read anew"})
    page = text(site.get("/cpd/"))
    assert "Newer rules of this body" in page
    assert "40 asked" in page


def upload(site, content, name="log.csv"):
    data = content if isinstance(content, bytes) else content.encode()
    return site.post("/cpd/log/import/", {"file": SimpleUploadedFile(name, data)})


def packed(answer) -> str:
    return re.search(r'name="rows"[^>]*value="([^"]*)"', text(answer))[1]


def test_a_file_is_looked_at_before_it_is_added(site, person) -> None:
    rows = (
        "2026-05-01,7,shadowing,A day,not daily work;participatory,cert.pdf,Useful,Host\n"
        "02/06/2026,1.5,reading,=1+1,,,,\n"
    )
    answer = upload(site, HEADING + rows)
    assert "Add 2 activities" in text(answer)
    assert not Activity.objects.exists()
    page = text(site.post("/cpd/log/import/save/", {"rows": packed(answer)}, follow=True))
    assert "2 activities are in your log" in page
    day = Activity.objects.get(title="A day")
    assert day.answers == {"not-daily-work": True, "participatory": True}
    assert (day.confirmed_by, day.source_kind) == ("Host", "IMPORT")


def test_a_spreadsheet_is_read_too(site) -> None:
    book = Workbook()
    for line in (HEADING + "2026-05-01,7,course,A day,,,,\n").splitlines():
        book.active.append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    assert "Add 1 activity" in text(upload(site, out.getvalue(), "log.xlsx"))


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (HEADING + "2026-13-01,7,course,A day,,,,\n", "log.csv", "Row 2: “date” must be a date"),
        (HEADING + f"2026-05-01,7,course,{'x' * 201},,,,\n", "log.csv", "longer than 200"),
        (HEADING, "log.csv", "has no activities in it"),
        ("date\n", "log.csv", "Row 1: has no column “hours”"),
        ("x", "log.pdf", "must be a CSV or an XLSX"),
        ("x", "log.xlsx", "not an XLSX"),
    ],
)
def test_a_file_with_mistakes_adds_nothing(site, content, name, said) -> None:
    answer = upload(site, content, name)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Activity.objects.exists()


def test_a_preview_that_was_changed_adds_nothing(site) -> None:
    answer = upload(site, HEADING + "2026-05-01,7,course,A day,,,,\n")
    page = site.post("/cpd/log/import/save/", {"rows": packed(answer) + "x"})
    assert page.status_code == 422
    assert not Activity.objects.exists()


def test_an_export_can_be_imported_and_is_the_same(site, person, now) -> None:
    add(
        person,
        now,
        reflection="Two\nlines",
        points=Decimal("2.50"),
        evidence="=cmd",
        answers={"ethics": True, "external": False},
    )
    content = site.get("/cpd/log/export/csv/").content
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["evidence"] == "'=cmd"
    answer = upload(site, content)
    site.post("/cpd/log/import/save/", {"rows": packed(answer)})
    first, second = Activity.objects.order_by("id")
    names = ("occurred_on", "hours", "points", "type", "title", "reflection", "confirmed_by")
    assert [getattr(first, name) for name in names] == [getattr(second, name) for name in names]
    assert second.answers == {"ethics": True}


def test_statements_are_xapi(site, person, now) -> None:
    row = add(person, now, hours=Decimal("6.5"), reflection="Useful.")
    (one,) = json.loads(site.get("/cpd/log/export/xapi/").content)
    assert one["actor"]["account"]["name"] == person.reference
    assert person.email not in json.dumps(one)
    assert one["verb"]["id"].endswith("/completed")
    assert one["object"]["id"].endswith(f"/cpd/log/{row.reference}/")
    assert one["result"] == {"completion": True, "duration": "PT6H30M", "response": "Useful."}
    assert json.loads(site.get("/cpd/log/export/json/").content)[0]["hours"] == "6.50"
    assert site.get("/cpd/log/export/leap/").status_code == 404


def fill(build, person, now, rows):
    for number in range(rows):
        add(person, now, title=f"Course {number}")
        booking = booked(build.date(build.opportunity(kind=Kind.SHADOWING)), person, now)
        attended(booking)
        reflected(booking)
    take_activity(proposal=proposals(person)[0], by=person, now=now)


def test_no_page_asks_more_with_more_rows(build, count, now) -> None:  # noqa: F811
    asked = []
    for rows in (2, 8):
        home = build.organisation()
        person = build.person(home, manager=build.person(home, Role.MANAGER))
        for name in ("acca-2026", "cipfa-2026", "hcpc-2026")[: 1 + rows // 4]:
            body(person, now, name)
        fill(build, person, now, rows)
        row = Activity.objects.filter(person=person).last()
        paths = ("/cpd/", "/cpd/log/", f"/cpd/log/{row.reference}/", "/cpd/rules/")
        asked.append([count(person, path) for path in paths])
    assert asked[0] == asked[1]
    assert max(asked[0]) <= 12
