"""Nothing that was typed is lost, and nothing that is sent breaks a page."""

import random
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permeate.actions.learning import PROMPT, answer_prompt, send_prompt
from permeate.core.refusals import Refused
from permeate.core.talking import draft_of
from permeate.journal import links
from permeate.models import EntryDraft, LearningEntry
from permeate.web.learning.forms import PromptForm

SAID = {"answer": "SOMETHING", "what": "They ring first", "so_what": "Half need no visit"}


@pytest.fixture
def prompt(build, now):
    return send_prompt(placement=build.placement(status="ACTIVE"), due_on=now.date(), now=now)


@pytest.fixture
def address(prompt):
    return reverse("answer_prompt", args=[links.token(PROMPT, prompt.reference)])


def test_a_mistake_keeps_a_draft_that_is_there_with_the_same_link(client, prompt, address) -> None:
    assert client.post(address, SAID).status_code == 422  # without a direction
    assert EntryDraft.objects.get().prompt == prompt
    client.cookies.clear()
    assert "Half need no visit" in client.get(address).content.decode()
    assert client.post(address, {**SAID, "direction": "BROUGHT_IN"}).status_code == 200
    assert not EntryDraft.objects.exists()
    assert LearningEntry.objects.get().what == "They ring first"


def test_an_old_link_keeps_the_words_for_whom_it_was_sent_to(
    client, sign_in, prompt, address
) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=61)):
        page = client.post(address, {**SAID, "direction": "BROUGHT_IN"})
        assert page.status_code == 410
        assert "kept as a draft" in page.content.decode()
        client.session.flush()
        form = sign_in(prompt.placement.participant).get(reverse("record_entry"))
        assert "Half need no visit" in form.content.decode()


def test_a_second_answer_is_kept_as_a_draft(client, prompt, address, now) -> None:
    answer_prompt(prompt=prompt, answer="NOTHING", lines=None, now=now)
    page = client.post(address, {**SAID, "direction": "BROUGHT_IN"})
    assert "kept as a draft" in page.content.decode()
    draft = EntryDraft.objects.get()
    assert (draft.person, draft.prompt) == (prompt.placement.participant, None)


def test_a_damaged_link_shows_the_words_and_has_them_after_signing_in(
    client, sign_in, prompt, address
) -> None:
    page = client.post(address[:-3] + "/", SAID)
    assert page.status_code == 410
    assert "They ring first" in page.content.decode()
    form = sign_in(prompt.placement.participant).get(reverse("record_entry"))
    assert "They ring first" in form.content.decode()


def test_a_session_that_ended_loses_nothing(client, sign_in, prompt) -> None:
    page = client.post(reverse("record_entry"), SAID)
    assert page.status_code == 302
    assert page.url.startswith(reverse("account_login"))
    form = sign_in(prompt.placement.participant).get(reverse("record_entry"))
    assert "Half need no visit" in form.content.decode()


def test_saving_discards_the_draft(client, sign_in, prompt) -> None:
    client = sign_in(prompt.placement.participant)
    assert client.post(reverse("record_entry"), SAID).status_code == 422
    assert EntryDraft.objects.count() == 1
    assert "Go on with it" in client.get(reverse("learning")).content.decode()
    day = {"occurred_on-day": "2", "occurred_on-month": "11", "occurred_on-year": "2026"}
    said = {**SAID, **day, "direction": "BROUGHT_IN"}
    assert client.post(reverse("record_entry"), said).status_code == 302
    assert not EntryDraft.objects.exists()


WORDS = st.text(max_size=60)
FIELDS = st.sampled_from(
    ["answer", "what", "so_what", "now_what", "direction", "topics", "confidence", "theme", "x"]
)
ANSWERS = st.dictionaries(
    FIELDS,
    st.one_of(WORDS, st.sampled_from(["SOMETHING", "NOTHING", "LATER", "BROUGHT_IN", "SURE"])),
    max_size=9,
)


def tokens(good: str):
    """Anything, and good ones with something wrong in them."""
    cut = st.integers(0, len(good)).map(lambda at: good[:at])
    swapped = st.tuples(st.integers(0, len(good) - 1), st.characters()).map(
        lambda pair: good[: pair[0]] + pair[1] + good[pair[0] + 1 :]
    )
    return st.one_of(WORDS, cut, swapped, st.just(good))


def try_anything(client, prompt, examples: int) -> None:
    """Any link with any answers: never an error of the server's, and never a word lost."""
    good = links.token(PROMPT, prompt.reference)
    fixture = HealthCheck.function_scoped_fixture

    @settings(max_examples=examples, suppress_health_check=[fixture])
    @given(tokens(good), ANSWERS)
    def tried(token: str, said: dict[str, str]) -> None:
        before = LearningEntry.objects.count()
        path = f"/learning/answer/{token.replace('/', '')}/".encode("utf-8", "replace")
        answer = client.post(path.decode("utf-8"), said)
        assert answer.status_code in (200, 301, 302, 404, 410, 422), (token, said)
        what = said.get("what", "").replace("\x00", "").strip()
        if what and answer.status_code in (410, 422):
            kept = [*EntryDraft.objects.values_list("typed", flat=True)]
            kept.append(client.session.get("typed", {}))
            assert any(one.get("what", "").strip() == what for one in kept), (token, said)
        assert LearningEntry.objects.count() - before in (0, 1)

    tried()


@pytest.mark.soak
def test_malformed_links_and_answers_break_nothing(client, prompt, rounds) -> None:
    try_anything(client, prompt, rounds(20, 5_000))


def mangled(chance: random.Random, good: str) -> str:
    """The text with a few places changed, cut or doubled, in any letters."""
    letters = list(good)
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(letters) + 1)
        letters[at : at + chance.randint(0, 3)] = [
            chr(chance.choice((chance.randrange(128), chance.randrange(0xD7FF))))
            for _ in range(chance.randint(0, 3))
        ]
    return "".join(letters)


def read_anything(prompt, times: int) -> Counter:
    """What becomes of mangled links and answers where they are read: kinds by count."""
    good = links.token(PROMPT, prompt.reference)
    answers = "answer=SOMETHING&what=They+ring&direction=BROUGHT_IN&topics=homelessness%2C+legal"
    chance, found = random.Random(5), Counter()
    for _ in range(times):
        try:
            found["link", links.read(PROMPT, mangled(chance, good)) == prompt.reference] += 1
        except Refused:
            found["link refused"] += 1
        typed = QueryDict(mangled(chance, answers), mutable=True)
        form = PromptForm(typed)
        found["answer", form.is_valid()] += 1
        if form.data.get("what", "").replace("\x00", "").strip():
            assert draft_of(typed.dict())["what"]
    return found


@pytest.mark.soak
def test_mangled_links_and_answers_are_read_or_refused(prompt, rounds) -> None:
    """In full a million: a link and an answer each time."""
    found = read_anything(prompt, rounds(1_000, 500_000))
    print(found)
    assert found["link refused"] > 500
    assert found["link", True] > 50
    assert not found["link", False]
