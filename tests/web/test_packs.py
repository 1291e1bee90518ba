"""One pack for several bodies, from what hosts signed and what the person wrote down."""

import io
import json
from decimal import Decimal

import pypdf
import pytest
from django.core.management import call_command

from permeate.actions.cpd import Written, add_activity, take_activity
from permeate.actions.cpd_bodies import AboutMember, add_body
from permeate.cli.credentials.exporting import export_trust
from permeate.core.packs.blocks import shown
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.models import Activity, CpdBody, EvidencePack
from permeate.queries.cpd_sources import proposals
from tests.booking_steps import LINES, attended, booked, day_after, reflected
from tests.web.test_query_counts import count  # noqa: F401 - a fixture


@pytest.fixture
def person(build):
    home = build.organisation("Barton Council")
    return build.person(home, manager=build.person(home, Role.MANAGER), name="Ann Officer")


@pytest.fixture
def day(build, person, now, time_machine):
    """A shadowing day and a conference in the log, two bodies; it is the morning after."""
    booking = booked(build.date(build.opportunity(kind=Kind.SHADOWING)), person, now)
    after = day_after(booking)
    time_machine.move_to(after, tick=False)
    attended(booking, name="Cas Host")
    reflected(booking)
    take_activity(proposal=proposals(person)[0], by=person, now=after)
    conference = Written(
        occurred_on=after.date(),
        hours=Decimal(6),
        type="conference",
        title="Public audit conference",
        reflection="Sampling, again.",
        evidence="Certificate",
    )
    add_activity(written=conference, by=person, now=after)
    for name in ("cipfa-2026", "acca-2026"):
        add_body(key=f"shipped:{name}", about=AboutMember(), by=person, now=after)
    return after


def sent(**change):
    return {
        "bodies": [one.reference for one in CpdBody.objects.all()],
        "activities": [one.reference for one in Activity.objects.all()],
        **change,
    }


def pages():
    pack = EvidencePack.objects.get(booking=None)
    return shown(pack.content["pack"], pack.content["credentials"])


def test_one_pack_says_what_each_body_makes_of_it(day, person, sign_in) -> None:
    answer = sign_in(person).post("/evidence/new/", sent(), follow=True)
    assert "Your evidence is ready" in answer.content.decode()
    pack = pages()
    assert [body.partition(":")[0] for body, _ in pack.summaries] == ["ACCA", "CIPFA"]
    (_, acca), _ = pack.summaries
    assert acca[0][1].startswith("Not met, on the 2 activities in this pack as on 10 December 2026")
    assert "https://www.accaglobal.com" in acca[0][1]
    assert any("short" in answer for _, answer in acca)
    (signed,) = pack.activities
    assert "Cas Host" in signed.word
    assert signed.lines[0] == ("What?", LINES["what"])
    ((title, facts),) = pack.declared
    assert title == "Public audit conference"
    assert ("Reflection", "Sampling, again.") in facts


def test_its_pdf_verifies_offline(day, person, sign_in, tmp_path) -> None:
    client = sign_in(person)
    client.post("/evidence/new/", sent())
    pack = EvidencePack.objects.get(booking=None)
    data = client.get(f"/evidence/{pack.reference}/pdf/").content
    assert set(pypdf.PdfReader(io.BytesIO(data)).attachments) == {"pack.json", "credential-1.json"}
    file = tmp_path / "pack.pdf"
    file.write_bytes(data)
    export_trust(tmp_path / "trust", now=day)
    out = io.StringIO()
    trust = str(tmp_path / "trust")
    call_command("verify", str(file), "--offline", "--trust", trust, "--json", stdout=out)
    assert json.loads(out.getvalue())["reasons"] == []


def test_confirmed_hours_are_judged_whatever_the_log_says(day, person, sign_in) -> None:
    Activity.objects.filter(source_kind="BOOKING").update(hours=Decimal(70))
    only = [one.reference for one in Activity.objects.filter(source_kind="BOOKING")]
    sign_in(person).post("/evidence/new/", sent(activities=only))
    said = json.dumps(pages().as_data())
    assert "70" not in said.partition('"summaries"')[2].partition('"activities"')[0]
    assert "7 hours" in said


def test_only_what_was_chosen_is_in_it(day, person, sign_in) -> None:
    only = [Activity.objects.get(type="conference").reference]
    sign_in(person).post("/evidence/new/", sent(activities=only, bodies=[]))
    pack = pages()
    assert (pack.activities, pack.summaries) == ([], [])
    assert len(pack.declared) == 1


def test_what_is_wrong_is_said(day, person, sign_in, settings, build) -> None:
    client = sign_in(person)
    none = client.post("/evidence/new/", sent(activities=[]))
    assert "Select at least one activity" in none.content.decode()
    other = client.post("/evidence/new/", sent(activities=["zzzzzzzzzz"]))
    assert other.status_code == 422
    settings.MASTER_KEY = ""
    assert "cannot sign" in client.post("/evidence/new/", sent()).content.decode()
    assert not EvidencePack.objects.filter(booking=None).exists()


def test_without_a_log_it_says_where_to_begin(person, sign_in) -> None:
    page = sign_in(person).get("/evidence/new/").content.decode()
    assert "Your log is empty" in page
    assert "Make the pack</button>" not in page


def test_it_asks_the_database_the_same_however_long_the_log(day, person, count) -> None:  # noqa: F811
    few = count(person, "/evidence/new/")
    row = Activity.objects.get(type="conference")
    for _ in range(20):
        row.pk, row.reference = None, f"x{_:09}"
        row.save()
    assert count(person, "/evidence/new/") == few
