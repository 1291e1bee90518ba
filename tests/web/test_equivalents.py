"""Equivalents: roles elsewhere, without names, and the request that reaches them."""

import html
import re

import pytest
from django.urls import reverse

from permeate.core.roles import Role
from permeate.core.vocabulary import Sector
from permeate.models import AuditEvent, Notice

URL = "/equivalents/"


@pytest.fixture
def me(build):
    home = build.organisation("Loamshire Council", Sector.LOCAL_GOVERNMENT, region="WALES")
    return build.person(home, name="Me Myself", job_title="Housing officer", profession="HOUSING")


@pytest.fixture
def offers(build):
    """Somebody elsewhere who offers shadowing."""

    def make(name: str, organisation=None, **fields):
        fields = {
            "job_title": "Housing lead", "profession": "HOUSING", "offers_shadowing": True,
            "shadowing_note": "Come on a Tuesday.", **fields,
        }  # fmt: skip
        organisation = organisation or build.organisation(f"{name}’s trust", Sector.NHS)
        return build.person(organisation, name=name, **fields)

    return make


def text(page) -> str:
    return html.unescape(page.content.decode())


def roles(page) -> list[str]:
    return [found.strip() for found in re.findall(r"<h3[^>]*>([^<]+)</h3>", text(page))]


def test_roles_are_shown_without_name_or_address(me, offers, sign_in) -> None:
    other = offers("Nomen Nescio", team="Lettings")

    page = text(sign_in(me).get(URL))

    for shown in ("Housing lead", "Nomen Nescio’s trust", "Lettings", "Come on a Tuesday", "NHS"):
        assert shown in page
    assert "Nomen Nescio " not in page.replace("Nomen Nescio’s", "")
    assert other.email not in page
    assert "Same profession, similar job title, another sector" in page


def test_those_most_like_one_come_first(me, offers, build, sign_in) -> None:
    wales = build.organisation("Here", Sector.NHS, region="WALES")
    offers("D", job_title="Housing solicitor", profession="LEGAL")
    offers("C", job_title="Estates lead")
    offers("A", job_title="Housing manager", organisation=wales)
    offers("B", job_title="Housing adviser")
    offers("E", job_title="Vet", profession="VETERINARY")

    assert roles(sign_in(me).get(URL)) == [
        "Housing manager", "Housing adviser", "Estates lead", "Housing solicitor",
    ]  # fmt: skip


def test_who_is_not_to_be_found_is_not(me, offers, build, sign_in) -> None:
    offers("Not offering", offers_shadowing=False)
    offers("Left", ended_at=build.now)
    offers("At home", organisation=me.memberships.get().organisation)
    offers("Closed", organisation=build.organisation(closed_on=build.now.date()))
    gone = offers("Not active")
    gone.is_active = False
    gone.save()
    me.memberships.update(offers_shadowing=True)

    assert "Nobody in a role like yours" in " ".join(text(sign_in(me).get(URL)).split())
    for one in ("Left", "At home", "Closed"):
        membership = gone.memberships.model.objects.get(person__name=one)
        url = reverse("ask_to_shadow", args=[membership.reference])
        assert sign_in(me).get(url).status_code == 404


def test_filters_look_beyond_ones_own_profession(me, offers, build, sign_in) -> None:
    offers("A")
    london = build.organisation("Port of London", Sector.AGENCY, region="LONDON")
    offers("B", job_title="Harbour vet", profession="VETERINARY", organisation=london)
    client = sign_in(me)

    for query in (
        "profession=VETERINARY", "sector=AGENCY", "region=LONDON", "text=harbour", "text=port+vet",
    ):  # fmt: skip
        assert roles(client.get(f"{URL}?{query}")) == ["Harbour vet"], query
    assert roles(client.get(f"{URL}?text=nobody")) == []
    assert roles(client.get(f"{URL}?sector=ODD&page=x&as=unknown&text=%00")) == ["Housing lead"]


def test_with_two_posts_one_chooses_which_to_compare(me, offers, build, sign_in) -> None:
    second = build.membership(me, build.organisation(), job_title="Vet", profession="VETERINARY")
    offers("A")
    offers("B", job_title="Vet", profession="VETERINARY")
    client = sign_in(me)

    assert roles(client.get(URL)) == ["Housing lead"]
    assert f"?as={second.reference}" in text(client.get(URL))
    assert roles(client.get(f"{URL}?as={second.reference}")) == ["Vet"]


def test_without_an_organisation_it_says_what_to_do(build, sign_in) -> None:
    assert "invitation" in text(sign_in(build.person()).get(URL))


def test_a_request_reaches_them_and_their_coordinator(me, offers, build, sign_in) -> None:
    host = build.organisation("Trust", Sector.NHS)
    other = offers("Nomen Nescio", organisation=host)
    coordinator = build.person(host, Role.COORDINATOR)
    build.person(host, Role.MANAGER)
    url = reverse("ask_to_shadow", args=[other.memberships.get().reference])
    client = sign_in(me)

    form = text(client.get(url))
    assert me.email in form
    assert other.email not in form
    answer = client.post(url, {"message": "How do you let homes?", "when": "in May"}, follow=True)

    assert "Your request is sent" in text(answer)
    to_them, to_coordinator = Notice.objects.order_by("id")
    assert (to_them.recipient, to_coordinator.recipient) == (other, coordinator)
    for notice in (to_them, to_coordinator):
        for said in ("Me Myself", me.email, "How do you let homes?", "in May", "Loamshire"):
            assert said in notice.body
    event = AuditEvent.objects.get(event="SHADOWING_ASKED")
    assert event.actor == me.reference
    assert "homes" not in str(event.facts)


def test_a_request_without_words_is_refused_and_kept(me, offers, sign_in) -> None:
    url = reverse("ask_to_shadow", args=[offers("A").memberships.get().reference])

    page = sign_in(me).post(url, {"message": "", "when": "in May"})

    assert page.status_code == 422
    assert "Say what you would like to see" in text(page)
    assert 'value="in May"' in text(page)
    assert not Notice.objects.exists()


def test_the_same_person_is_not_asked_again_soon(me, offers, sign_in) -> None:
    url = reverse("ask_to_shadow", args=[offers("A").memberships.get().reference])
    client = sign_in(me)
    client.post(url, {"message": "May I?"})

    page = client.post(url, {"message": "May I?"})
    assert page.status_code == 422
    assert "You asked this person today" in text(page)
    assert Notice.objects.count() == 1
