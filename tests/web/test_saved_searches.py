"""Saving a search, the list of saved ones, and stopping mails from a mail."""

import html

import pytest
from django.urls import reverse

from permeate.actions.searches import STOP, save_search
from permeate.journal.links import token
from permeate.models import SavedSearch

QUERY = "q=map&region=WALES&from=2027-03-01"


@pytest.fixture
def person(build):
    return build.person(build.organisation())


@pytest.fixture
def saved(person, now):
    return save_search(name="Maps", query=QUERY, alerts=True, by=person, now=now)


def text(page) -> str:
    return html.unescape(page.content.decode())


def test_from_results_to_a_saved_search(person, sign_in) -> None:
    client = sign_in(person)
    assert f"/saved-searches/new/?{QUERY}" in text(client.get(f"/opportunities/?{QUERY}"))

    form = text(client.get(f"{reverse('save_search')}?{QUERY}"))
    assert "“map”, Wales, starts after 1 March 2027" in form
    answer = client.post(
        f"{reverse('save_search')}?{QUERY}", {"name": "Coast", "alerts": "on"}, follow=True
    )

    assert "Your search is saved" in text(answer)
    assert f'href="/opportunities/?{QUERY}"' in text(answer)
    search = SavedSearch.objects.get()
    assert (search.person, search.name, search.query, search.alerts) == (
        person, "Coast", QUERY, True,
    )  # fmt: skip


def test_a_search_saved_before_is_refused_and_what_was_typed_kept(saved, sign_in) -> None:
    page = sign_in(saved.person).post(f"{reverse('save_search')}?{QUERY}", {"name": "Coast"})

    assert page.status_code == 422
    assert "as “Maps”" in text(page)
    assert 'value="Coast"' in text(page)


def test_the_list_is_ones_own(saved, build, sign_in) -> None:
    assert "Maps" in text(sign_in(saved.person).get(reverse("saved_searches")))

    page = text(sign_in(build.person()).get(reverse("saved_searches")))
    assert "Maps" not in page
    assert "You have no saved searches" in page


def test_mails_are_turned_off_and_on(saved, sign_in) -> None:
    client = sign_in(saved.person)
    url = reverse("switch_alerts", args=[saved.reference])

    for wanted, stored in (("off", False), ("on", True)):
        client.post(url, {"alerts": wanted})
        saved.refresh_from_db()
        assert saved.alerts is stored
    assert client.get(url).status_code == 405


def test_deleting_asks_first(saved, sign_in) -> None:
    client = sign_in(saved.person)
    url = reverse("forget_search", args=[saved.reference])

    assert "Delete “Maps”?" in text(client.get(url))
    assert SavedSearch.objects.exists()
    assert "is deleted" in text(client.post(url, follow=True))
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("name", ["switch_alerts", "forget_search"])
def test_others_do_not_reach_it(saved, build, sign_in, name) -> None:
    url = reverse(name, args=[saved.reference])

    assert sign_in(build.person(is_operator=True)).post(url).status_code == 404
    assert SavedSearch.objects.filter(alerts=True).exists()


def test_mails_stop_from_the_mails_link_with_one_press(saved, client) -> None:
    url = reverse("stop_alert", args=[token(STOP, saved.reference)])

    assert "Stop these e-mails" in text(client.get(url))
    assert SavedSearch.objects.get().alerts
    assert "You get no e-mails" in text(client.post(url))
    assert not SavedSearch.objects.get().alerts
    assert "You get no e-mails" in text(client.get(url))


def test_a_link_for_something_else_or_a_deleted_search_says_so(saved, client) -> None:
    wrong = reverse("stop_alert", args=[token("another", saved.reference)])
    right = reverse("stop_alert", args=[token(STOP, saved.reference)])
    assert client.get(wrong).status_code == 410

    saved.delete()
    assert "no longer there" in text(client.post(right))
