"""The page on which people sign: the newest text, its hash, and proof of who signs."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from permeate.core.roles import Role
from permeate.core.vocabulary import Party
from permeate.models import Signature
from tests.actions.test_agreements import change, opened, sign

PASSWORD = "correct horse battery"


@pytest.fixture
def agreement(build, now):
    agreement = opened(build, now)
    for person in (agreement.placement.participant, agreement.placement.home_manager):
        person.set_password(PASSWORD)
        person.save()
    return agreement


def sign_page(agreement) -> str:
    return reverse("sign_agreement", args=[agreement.reference])


def answers(agreement, **changes):
    return {
        "seen_hash": agreement.current.content_hash,
        "authority": "Head of Planning",
        "password": PASSWORD,
        **changes,
    }


def test_the_password_is_asked_for_with_every_signature(agreement, sign_in) -> None:
    client = sign_in(agreement.placement.participant)

    for wrong in ("", "not this one at all"):
        page = client.post(sign_page(agreement), answers(agreement, password=wrong))
        assert page.status_code == 422
        assert "password" in page.content.decode()
    assert not Signature.objects.exists()
    assert client.post(sign_page(agreement), answers(agreement)).status_code == 302
    assert Signature.objects.get().party == "PARTICIPANT"


def test_guessing_passwords_is_limited(agreement, sign_in) -> None:
    client = sign_in(agreement.placement.participant)

    for _ in range(12):
        page = client.post(sign_page(agreement), answers(agreement, password="wrong wrong wrong"))

    assert "Too many tries" in page.content.decode()
    right = client.post(sign_page(agreement), answers(agreement))
    assert right.status_code == 422
    assert not Signature.objects.exists()


def test_a_stale_page_shows_the_newest_text_and_takes_no_signature(
    agreement, build, sign_in, now
) -> None:
    old = agreement.current.content_hash
    changed = change(agreement, now, notice_host="8")
    client = sign_in(agreement.placement.participant)

    page = client.post(sign_page(agreement), answers(agreement, seen_hash=old))

    text = page.content.decode()
    assert page.status_code == 422
    assert "8 weeks from the host" in text
    assert old not in text
    assert changed.current.content_hash[:8] in text
    assert not Signature.objects.exists()


def test_without_a_hash_nothing_is_signed(agreement, sign_in) -> None:
    client = sign_in(agreement.placement.participant)

    assert client.post(sign_page(agreement), answers(agreement, seen_hash="")).status_code == 422


def test_whoever_has_a_passkey_and_no_password_confirms_first(agreement, sign_in) -> None:
    person = agreement.placement.host_manager
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client = sign_in(person)

    page = client.get(sign_page(agreement)).content.decode()
    assert reverse("mfa_reauthenticate") in page
    assert "Sign this version" not in page
    assert client.post(sign_page(agreement), answers(agreement)).status_code == 422
    assert not Signature.objects.exists()


def test_whoever_has_neither_is_told_what_to_set_up(agreement, sign_in) -> None:
    client = sign_in(agreement.placement.host_manager)

    assert "you need a password or a passkey" in client.get(sign_page(agreement)).content.decode()
    assert client.post(sign_page(agreement), answers(agreement)).status_code == 422


def test_somebody_who_may_sign_for_both_says_for_whom(agreement, build, sign_in) -> None:
    placement = agreement.placement
    both = build.person(placement.home, Role.SIGNATORY, password=PASSWORD)
    build.membership(both, placement.host, Role.SIGNATORY)
    client = sign_in(both)

    page = client.post(sign_page(agreement), answers(agreement))
    assert "Select for whom do you sign" in page.content.decode() or page.status_code == 422
    client.post(sign_page(agreement), answers(agreement, party="HOST"))
    again = client.post(sign_page(agreement), answers(agreement, party="HOME"))

    assert "signed this version for another side" in again.content.decode()
    assert Signature.objects.get().party == "HOST"


def test_who_has_signed_goes_back_to_the_agreement(agreement, sign_in, now) -> None:
    sign(agreement, Party.PARTICIPANT, now)

    answer = sign_in(agreement.placement.participant).get(sign_page(agreement))

    assert answer.url == reverse("agreement", args=[agreement.reference])


def test_others_cannot_open_it(agreement, build, sign_in) -> None:
    placement = agreement.placement
    for person, status in (
        (build.person(placement.home, Role.COORDINATOR), 403),
        (build.person(placement.home, Role.FINANCE), 403),
        (build.person(placement.home, Role.PARTICIPANT), 404),
        (build.person(build.organisation(), Role.SIGNATORY, Role.COORDINATOR), 404),
    ):
        assert sign_in(person).get(sign_page(agreement)).status_code == status


def test_everybody_sees_the_same_status(agreement, build, sign_in, now) -> None:
    placement = agreement.placement
    sign(agreement, Party.HOME, now)
    sign(agreement, Party.HOST, now)
    change(agreement, now, notice_host="8")
    shown = set()
    for person in (
        placement.participant,
        placement.home_manager,
        placement.host_manager,
        build.person(placement.home, Role.COORDINATOR),
        build.person(placement.host, Role.FINANCE),
    ):
        page = sign_in(person).get(reverse("agreement", args=[agreement.reference]))
        text = page.content.decode()
        shown.add(text[text.index('id="signatures"') : text.index("</table>")])

    assert len(shown) == 1
    assert shown.pop().count("Lapsed: sign again") == 2


def test_a_form_left_open_while_somebody_signed_in_elsewhere_says_what_to_do(
    agreement, sign_in
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(agreement.placement.participant)

    page = client.post(sign_page(agreement), answers(agreement))

    assert page.status_code == 403
    assert "Go back, reload the page" in page.content.decode()
    assert not Signature.objects.exists()
