"""The conversation's pages, the proposal's page, adverts and invitations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.models import Need, Opportunity, Release, Wish
from tests.core.test_planning import WHOLE


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def person(build):
    home = build.organisation("Ashdown Council")
    return build.person(home, manager=build.person(home, Role.MANAGER), name="Permits officer")


def answers_of(slug: str) -> dict[str, str]:
    if slug == "start":
        return {"answer-day": "11", "answer-month": "1", "answer-year": "2099"}
    return {"answer": WHOLE[slug]} if slug in WHOLE else {}


def test_one_question_a_page_to_a_proposal(person, sign_in) -> None:
    client = sign_in(person)
    page = client.post(reverse("start_plan"))
    seen = []
    while "/questions/" in page.url:
        slug = page.url.rstrip("/").rpartition("/")[2]
        seen.append(slug)
        assert client.get(page.url).content.count(b"<h1") == 1
        page = client.post(page.url, answers_of(slug))
    need = Need.objects.get()
    assert page.url == reverse("plan", args=[need.reference])
    assert seen[:3] == ["whom", "goal", "how"]
    assert seen[-1] == "sectors"

    shown = text(client.get(page.url))
    for words in ("A secondment", "What speaks against it", "Coming back is where most go wrong",
                  "Other sorts, and why not", "judged by the home manager"):  # fmt: skip
        assert words in shown, words


def test_an_answer_is_kept_at_once_and_a_wrong_one_said(person, build, sign_in) -> None:
    client = sign_in(person)
    need = build.need(person)
    url = reverse("plan_question", args=[need.reference, "goal"])
    empty = client.post(url, {"answer": ""})
    assert empty.status_code == 422
    assert "you can change it at any time" in text(empty)
    late = client.post(
        reverse("plan_question", args=[need.reference, "start"]),
        {"answer-day": "1", "answer-month": "1", "answer-year": "2020"},
    )
    assert "This day is over" in text(late)
    assert client.post(url, {"answer": "Something else"}).url == reverse(
        "plan", args=[need.reference]
    )
    assert Need.objects.get().answers["goal"] == "Something else"
    pointless = reverse("plan_question", args=[need.reference, "people"])
    assert client.get(pointless).status_code == 404


def test_drafts_are_changed_added_and_taken_out(person, build, sign_in) -> None:
    client = sign_in(person)
    need = build.need(person)
    url = reverse("plan_drafts", args=[need.reference])
    rows = {}
    for place, words in ((1, ""), (2, "Kept"), (3, "A better understanding"), (4, "New")):
        rows |= {
            f"text_{place}": words, f"measure_{place}": words, f"due_{place}-day": "1",
            f"due_{place}-month": "6", f"due_{place}-year": "2027",
            f"judge_{place}": "HOME_MANAGER",
        }  # fmt: skip
    sharing = {"sharing_home": "A note.", "sharing_host": "A session."}
    undated = client.post(url, {**rows, **sharing, "due_4-day": "", "due_4-month": "",
                                "due_4-year": ""})  # fmt: skip
    assert "Enter by when" in text(undated)
    assert client.post(url, rows | sharing).status_code == 302
    assert [one.text for one in need.objectives.all()] == ["Kept", "A better understanding", "New"]
    shown = text(client.get(reverse("plan", args=[need.reference])))
    assert "Nobody could check this: “A better understanding”" in shown


def test_another_sort_is_planned_knowingly(person, build, sign_in) -> None:
    client = sign_in(person)
    need = build.need(person)
    client.post(reverse("choose_outcome", args=[need.reference]), {"outcome": "SHADOWING"})
    shown = text(client.get(reverse("plan", args=[need.reference])))
    assert "the service would propose: a secondment" in shown
    assert "Whoever shadows watches" in shown


def test_a_host_offers_it(build, sign_in) -> None:
    host = build.organisation()
    manager = build.person(host, Role.HOST)
    need = build.need(manager, whom="HOST", people="ONE")
    answer = sign_in(manager).post(reverse("offer_plan", args=[need.reference]))
    made = Opportunity.objects.get()
    assert answer.url == reverse("edit_opportunity", args=[made.reference])


def test_the_plan_fills_in_the_request_and_the_application(person, build, sign_in) -> None:
    client = sign_in(person)
    need, opportunity = build.need(person), build.opportunity()
    url = reverse("request_release", args=[opportunity.reference])
    assert "Fill in from a plan" in text(client.get(url))
    filled = text(client.get(f"{url}?plan={need.reference}"))
    assert "Run our permits desk without a backlog" in filled
    assert f'value="{need.reference}"' in filled
    client.post(
        url, {"plan": need.reference, "purpose": "Run our desk", "home_gains": "A procedure"}
    )
    release = Release.objects.get()
    assert release.need == need
    manager = text(sign_in(release.manager).get(reverse("release", args=[release.reference])))
    assert "Their own objectives" in manager
    granted = build.release(person, status="GRANTED", need=need)
    apply = text(sign_in(person).get(reverse("apply", args=[granted.reference])))
    assert "Ten years of permits" in apply


def test_nobody_else_can_use_ones_plan(person, build, sign_in) -> None:
    need, opportunity = build.need(), build.opportunity()
    url = reverse("request_release", args=[opportunity.reference])
    sign_in(person).post(url, {"plan": need.reference, "purpose": "x", "home_gains": "y"})
    assert Release.objects.get().need is None


def test_an_advert_does_not_show_the_name_until_a_yes(person, build, sign_in) -> None:
    client = sign_in(person)
    need = build.need(person)
    url = reverse("advertise_plan", args=[need.reference])
    assert client.post(url, {"title": "", "learn": []}).status_code == 422
    client.post(url, {"title": "Seeks a department", "learn": ["PLANNING"]})
    wish = Wish.objects.get()
    opportunity = build.opportunity(title="Map the permits service")
    host = sign_in(opportunity.host_manager)
    listed = text(host.get(reverse("wishes") + "?topic=PLANNING"))
    assert "Seeks a department" in listed
    shown = text(host.get(reverse("wish", args=[wish.reference])))
    for hidden in ("Permits officer", "Ashdown Council"):
        assert hidden not in listed
        assert hidden not in shown
    sent = host.post(
        reverse("invite_wish", args=[wish.reference]),
        {"opportunity": opportunity.reference, "message": "We lack permits."},
    )
    waiting = text(host.get(sent.url))
    assert "Permits officer" not in waiting
    client = sign_in(person)
    assert "The host does not know your name" in text(client.get(sent.url))
    client.post(sent.url, {"interested": "yes", "answer": "Gladly."})
    assert "Permits officer, Ashdown Council" in text(
        sign_in(opportunity.host_manager).get(sent.url)
    )


def test_closing_and_renewing(person, build, sign_in) -> None:
    wish = build.wish(build.need(person))
    client = sign_in(person)
    client.post(reverse("close_wish", args=[wish.reference]))
    assert Wish.objects.get().status == "CLOSED"
    client.post(reverse("renew_wish", args=[wish.reference]))
    assert Wish.objects.get().status == "OPEN"


def test_more_rows_take_no_more_queries(build, sign_in) -> None:
    host = build.person(build.organisation(), Role.HOST, Role.COORDINATOR)
    person = build.person(build.organisation())

    def count(who, url) -> int:
        client = sign_in(who)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    pages = ((host, reverse("wishes")), (person, reverse("plans")))
    build.wish(build.need(person))
    few = [count(*page) for page in pages]
    for _ in range(6):
        build.wish(build.need(person))
    assert [count(*page) for page in pages] == few
    assert max(few) <= 12


def test_a_plan_for_days_leads_to_days(person, build, sign_in) -> None:
    need = build.need(person, length="DAYS")
    shown = text(sign_in(person).get(reverse("plan", args=[need.reference])))
    assert f"?kind={Kind.DEVELOPMENT_DAY.value}" in shown
