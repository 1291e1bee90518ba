"""The library's pages: look first, write, link, search, versions."""

import pytest
from django.urls import reverse

from permeate.actions.learning import Lines, record_entry
from permeate.models import Practice


@pytest.fixture
def entry(build, now):
    placement = build.placement(status="ACTIVE")
    return record_entry(
        by=placement.participant,
        placement=placement,
        lines=Lines(what="They ring every family first", direction="TAKEN_BACK"),
        occurred_on=now.date(),
        now=now,
    )


SAID = {
    "claim": "Ring every family before the first visit",
    "what": "Within a day.",
    "applies": "Families.",
    "not_applies": "Not known yet.",
    "topics": "homelessness",
}


def test_from_an_entry_to_a_practice_that_others_read(sign_in, build, entry) -> None:
    client = sign_in(entry.author)
    looked = client.get(reverse("nearest_practices"), {"entry": entry.reference})
    assert "Nothing near this is known yet" in looked.content.decode()
    address = f"{reverse('write_practice')}?entry={entry.reference}"
    page = client.get(address).content.decode()
    assert "Your entry itself stays private" in page

    wrong = client.post(address, {**SAID, "not_applies": "", "origin": "none"})
    assert wrong.status_code == 422
    assert "Say where it does not apply" in wrong.content.decode()
    origin = entry.placement.host.reference
    assert client.post(address, {**SAID, "origin": origin}).status_code == 302

    practice = Practice.objects.get()
    seen = sign_in(build.person(build.organisation())).get(
        reverse("practice", args=[practice.reference])
    )
    text = seen.content.decode()
    assert "Lesson identified" in text
    assert "learned:" not in text
    assert entry.author.name in text
    assert "They ring every family first" not in text, "the entry's text is private"


def test_somebody_elses_entry_opens_nothing(sign_in, build, entry) -> None:
    other = build.person(build.organisation())
    page = sign_in(other).get(reverse("nearest_practices"), {"entry": entry.reference})
    assert "They ring every family first" not in page.content.decode()
    page = sign_in(other).get(f"{reverse('write_practice')}?entry={entry.reference}")
    assert "They ring every family first" not in page.content.decode()


def test_searching_finds_by_stem_and_leaves_out_what_was_merged(sign_in, build) -> None:
    person = build.person(build.organisation())
    practice = build.practice(claim="Ring families before visiting", topics="homelessness")
    build.practice(claim="Grit before frost")
    client = sign_in(person)
    for query, hit in (
        ({"q": "family visits"}, True),
        ({"q": "family -ring"}, False),
        ({"q": "family frost"}, False),
        ({"q": "frost OR family"}, True),
        ({"topic": "LGSL-112"}, True),
        ({"topic": "PROF-LEGAL"}, False),
        ({"q": "\x00" * 3 + '"'}, True),
    ):
        text = client.get(reverse("practices"), query).content.decode()
        assert (practice.claim in text) is hit, query


def test_versions_show_what_changed(sign_in, build) -> None:
    practice = build.practice()
    client = sign_in(practice.author)
    said = {**SAID, "claim": practice.claim, "what": "In two days."}
    client.post(reverse("change_practice", args=[practice.reference]), said)
    text = client.get(reverse("practice_versions", args=[practice.reference])).content.decode()
    assert "Version 2" in text
    assert "permeate-removed" in text


@pytest.mark.parametrize("rows", [2, 20])
def test_pages_ask_as_often_for_many_as_for_few(
    django_assert_max_num_queries, sign_in, build, entry, rows
) -> None:
    for number in range(rows):
        practice = build.practice(claim=f"Ring family {number}", topics="homelessness, legal")
    client = sign_in(entry.author)
    for address, most in (
        (reverse("practices"), 7),
        (f"{reverse('nearest_practices')}?entry={entry.reference}", 12),
        (reverse("practice", args=[practice.reference]), 16),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
