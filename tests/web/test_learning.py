"""The ledger's pages: capture without signing in, privacy, sharing, deciding."""

import pytest
from django.urls import reverse

from permeate.actions.learning import PROMPT, Lines, record_entry, send_prompt
from permeate.actions.shares import share_entry
from permeate.core.roles import Role
from permeate.journal import links
from permeate.models import LearningEntry, Prompt


@pytest.fixture
def placement(build):
    return build.placement(status="ACTIVE")


@pytest.fixture
def prompt_address(placement, now):
    prompt = send_prompt(placement=placement, due_on=now.date(), now=now)
    return reverse("answer_prompt", args=[links.token(PROMPT, prompt.reference)])


@pytest.fixture
def entry(placement, now):
    return record_entry(
        by=placement.participant,
        placement=placement,
        lines=Lines(what="Triage calls first", direction="TAKEN_BACK"),
        occurred_on=now.date(),
        now=now,
    )


def test_opening_the_link_changes_nothing(client, prompt_address) -> None:
    assert client.get(prompt_address).status_code == 200
    assert Prompt.objects.get().answered_at is None


def test_one_screen_without_signing_in_saves_an_entry(client, prompt_address) -> None:
    page = client.post(
        prompt_address,
        {"answer": "SOMETHING", "what": "Triage calls first", "direction": "BROUGHT_IN"},
    )
    assert "Saved" in page.content.decode()
    assert LearningEntry.objects.get().what == "Triage calls first"


def test_something_without_words_keeps_what_was_typed(client, prompt_address) -> None:
    page = client.post(prompt_address, {"answer": "SOMETHING", "so_what": "It saves a week"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "Say in a line what you learned or brought" in text
    assert "It saves a week" in text
    assert not LearningEntry.objects.exists()


def test_a_damaged_link_says_what_to_do(client, prompt_address) -> None:
    page = client.get(prompt_address[:-4] + "/")
    assert page.status_code == 410
    assert "copy all of it" in page.content.decode()


def test_a_used_link_tells_so(client, prompt_address) -> None:
    client.post(prompt_address, {"answer": "NOTHING"})
    assert "already answered" not in client.get(prompt_address).content.decode()
    assert "You have answered this week" in client.get(prompt_address).content.decode()


def test_an_entry_is_its_authors_alone(build, sign_in, placement, entry) -> None:
    address = reverse("entry", args=[entry.reference])
    assert sign_in(placement.participant).get(address).status_code == 200
    for other in (placement.home_manager, placement.host_manager):
        assert sign_in(other).get(address).status_code == 404
    assert sign_in(build.person(is_operator=True)).get(address).status_code == 404


def test_sharing_puts_it_before_the_chosen_organisations_only(
    build, sign_in, placement, entry
) -> None:
    page = sign_in(placement.participant).post(
        reverse("share_entry", args=[entry.reference]),
        {"title": "Triage by telephone", "audience": [placement.host.reference]},
    )
    assert page.status_code == 302
    share = entry.shares.get()
    address = reverse("share", args=[share.reference])
    assert sign_in(placement.host_manager).get(address).status_code == 200
    assert sign_in(placement.home_manager).get(address).status_code == 404


def test_only_a_senior_there_decides(build, sign_in, placement, entry, now) -> None:
    share = share_entry(
        entry=entry, by=placement.participant, title="t", audience=[placement.host], now=now
    )
    address = reverse("decide_share", args=[share.reference])
    senior = build.person(placement.host, Role.SENIOR)
    elsewhere = build.person(build.organisation(), Role.SENIOR)

    assert sign_in(placement.host_manager).get(address).status_code == 403
    assert sign_in(elsewhere).get(address).status_code == 404
    answer = sign_in(senior).post(address, {"verdict": "REJECT", "reason": "We have no calls."})

    assert answer.status_code == 302
    assert share.decisions.get().verdict == "REJECT"
    seen = sign_in(placement.participant).get(reverse("entry", args=[entry.reference]))
    assert "We have no calls." in seen.content.decode()


@pytest.mark.parametrize("rows", [2, 20])
def test_the_list_asks_as_often_for_many_as_for_few(
    django_assert_max_num_queries, sign_in, placement, now, rows
) -> None:
    for number in range(rows):
        entry = record_entry(
            by=placement.participant,
            placement=placement,
            lines=Lines(what=f"Line {number}", direction="BROUGHT_IN"),
            occurred_on=now.date(),
            now=now,
        )
        share_entry(
            entry=entry, by=placement.participant, title="t", audience=[placement.host], now=now
        )
    client = sign_in(placement.participant)
    with django_assert_max_num_queries(13):
        client.get(reverse("learning"))
