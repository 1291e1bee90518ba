"""The service's own pages, concerns, and the operator's side of both."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from permeate.actions.people import register_person
from permeate.core.pages import FIRST_TEXTS, PAGES, is_unfinished
from permeate.core.roles import Role
from permeate.models import AuditEvent, Concern, Notice, Person
from permeate.web.presenting import article


@pytest.fixture
def operator(build) -> Person:
    return build.person(name="Operator", is_operator=True)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("slug", PAGES)
def test_each_page_has_a_first_text_that_everybody_can_read(client, db, slug) -> None:
    page = text_of(client.get(reverse("page", args=[slug])))
    assert PAGES[slug] in page
    assert "<h2" in page
    assert "Edit this page" not in page


def test_pages_keep_apart_headings_points_and_words() -> None:
    html = str(article("## Rights\r\n* one\n* two <b>\nSee https://ico.org.uk\nnow\n\nEnd"))
    assert html == (
        '<h2 class="govuk-heading-m">Rights</h2>'
        '<ul class="govuk-list govuk-list--bullet"><li>one</li><li>two &lt;b&gt;</li></ul>'
        '<p class="govuk-body">See <a class="govuk-link" href="https://ico.org.uk">'
        "https://ico.org.uk</a><br>now</p>"
        '<p class="govuk-body">End</p>'
    )


def test_gaps_are_found() -> None:
    assert all(is_unfinished(text) for slug, text in FIRST_TEXTS.items())
    assert not is_unfinished("All is said (see [] and ]).")


def test_an_operator_fills_a_page_in(operator, sign_in, client) -> None:
    sign_in(operator)
    entries = text_of(client.get(reverse("edit_pages")))
    assert entries.count("Gaps to fill") == len(PAGES)
    url = reverse("edit_page", args=["contact"])
    assert "If you cannot sign in" in text_of(client.get(url))
    empty = client.post(url, {"body": " "})
    assert (empty.status_code, "Write what the page says" in text_of(empty)) == (422, True)

    page = client.post(url, {"body": "## Write to us\r\nhelp@example.org"}, follow=True)

    assert "“Contact” is published" in text_of(page)
    assert "help@example.org" in text_of(page)
    assert AuditEvent.objects.get().facts == {"slug": "contact"}
    assert "Complete" in text_of(client.get(reverse("edit_pages")))
    client.logout()
    assert "Write to us</h2>" in text_of(client.get(reverse("page", args=["contact"])))


def test_others_cannot_edit_or_read_concerns(build, sign_in) -> None:
    coordinator = sign_in(build.person(build.organisation(), Role.COORDINATOR))
    for name, args in (("edit_page", ["privacy"]), ("edit_pages", []), ("concerns", [])):
        assert coordinator.get(reverse(name, args=args)).status_code == 403


def test_a_concern_reaches_the_operator_and_is_dealt_with(operator, client, sign_in) -> None:
    client.post(reverse("report_concern"), {"body": "A host shouts.", "reply_to": "me@example.org"})
    notice = Notice.objects.get()
    assert "shouts" not in notice.body
    assert reverse("concerns") in notice.body

    sign_in(operator)
    assert "Read what people are concerned about" in text_of(client.get(reverse("home")))
    page = text_of(client.get(reverse("concerns")))
    assert "A host shouts." in page
    assert "Without a name" in page
    assert "me@example.org" in page
    url = reverse("close_concern", args=[Concern.objects.get().reference])
    assert "marked as dealt with" in text_of(client.post(url, follow=True))
    assert "dealt with already" in text_of(client.post(url, follow=True))
    assert "concerned about" not in text_of(client.get(reverse("home")))


def test_a_concern_with_a_name_says_so_first(build, sign_in) -> None:
    client = sign_in(build.person(name="Policy officer"))
    assert "Your name goes with it" in text_of(client.get(reverse("report_concern")))
    client.post(reverse("report_concern"), {"body": "It leaks."})
    assert Concern.objects.get().reported_by.name == "Policy officer"


def test_somebody_is_made_operator_on_the_command_line(now, db) -> None:
    person = register_person(
        name="Lead", email="lead@example.org", password="seven purple kettles", now=now
    )
    out = StringIO()
    call_command("make_operator", "LEAD@example.org", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"email": "lead@example.org", "operator": True}
    person.refresh_from_db()
    assert person.is_operator
    assert AuditEvent.objects.last().event == "OPERATOR_MADE"
    with pytest.raises(CommandError, match="operator already"):
        call_command("make_operator", "lead@example.org")
    with pytest.raises(CommandError, match="They sign up first"):
        call_command("make_operator", "nobody@example.org")
