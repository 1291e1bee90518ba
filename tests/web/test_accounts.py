"""Signing up and in, passwords, addresses and second factors, as pages."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from permeate.actions.people import register_person
from permeate.models import AuditEvent, Notice, Person

PASSWORD = "seven purple kettles"
OTHER = "nine quiet lanterns"


@pytest.fixture
def person(db, now) -> Person:
    return register_person(
        name="Policy officer", email="po@anshire.gov.uk", password=PASSWORD, now=now, verified=True
    )


@pytest.fixture
def at_home(client, person):
    """A client that has just signed in with its password, and given it once more."""
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert SESSION_KEY in client.session
    return client


def link_in(notice: Notice) -> str:
    return re.search(r"https?://[^/\s]+(\S+)", notice.body).group(1)


def text_of(response) -> str:
    return response.content.decode()


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_person_signs_up_and_confirms_with_a_press(client, db) -> None:
    answer = client.post(
        reverse("account_signup"),
        {"name": "Housing officer", "email": "HO@anshire.gov.uk", "password1": PASSWORD},
        follow=True,
    )
    assert "Check your e-mail" in text_of(answer)
    person = Person.objects.get(email="ho@anshire.gov.uk")
    assert person.name == "Housing officer"
    assert AuditEvent.objects.get().event == "PERSON_REGISTERED"
    link = link_in(Notice.objects.get())

    assert "Confirm that" in text_of(client.get(link))
    assert not EmailAddress.objects.get().verified  # a mail scanner that follows it does nothing
    client.post(link)

    assert EmailAddress.objects.get().verified
    assert client.session[SESSION_KEY] == str(person.pk)
    assert AuditEvent.objects.last().facts == {"change": "email_confirmed"}


def test_signing_up_with_a_known_address_tells_its_owner_alone(client, person) -> None:
    answer = client.post(
        reverse("account_signup"),
        {"name": "Somebody", "email": person.email, "password1": OTHER},
        follow=True,
    )
    assert "Check your e-mail" in text_of(answer)
    assert Person.objects.count() == 1
    assert Notice.objects.get().subject == "You have an account already"


def test_errors_are_on_top_and_at_the_field_and_what_was_typed_is_kept(client, db) -> None:
    answer = client.post(
        reverse("account_signup"), {"name": "Housing officer", "email": "ho@", "password1": "short"}
    )
    text = text_of(answer)
    assert answer.status_code == 422
    assert "There is a problem" in text
    assert 'href="#id_email"' in text
    assert "like name@council.gov.uk" in text
    assert "at least 12 characters" in text
    assert 'value="Housing officer"' in text
    assert 'value="ho@"' in text
    assert re.search(r"<title>\s*Error: ", text)


def test_signing_in_with_a_wrong_password_says_so_and_is_limited(client, person) -> None:
    def attempt():
        return text_of(
            client.post(reverse("account_login"), {"login": person.email, "password": "wrong"})
        )

    assert "The e-mail address or the password is not right" in attempt()
    for _ in range(5):
        last = attempt()
    assert "Too many tries" in last


def test_a_password_is_set_anew_through_a_mailed_link(client, person) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": person.email}, follow=True)
    assert "Check your e-mail" in text_of(answer)
    link = link_in(Notice.objects.get())

    page = client.get(link, follow=True)
    there = page.redirect_chain[-1][0]
    assert "Choose a new password" in text_of(page)
    wrong = client.post(there, {"password1": OTHER, "password2": "something else"})
    assert wrong.status_code == 422
    assert "same password" in text_of(wrong)
    done = client.post(there, {"password1": OTHER, "password2": OTHER}, follow=True)

    assert "Your password is changed" in text_of(done)
    person.refresh_from_db()
    assert person.check_password(OTHER)
    assert Notice.objects.first().subject == "You set a new password"
    assert AuditEvent.objects.last().facts == {"change": "password_reset"}
    client.cookies.clear()
    assert "This link cannot be used" in text_of(client.get(link))


def test_an_unknown_address_gets_the_same_page_and_a_helpful_mail(client, db) -> None:
    answer = client.post(
        reverse("account_reset_password"), {"email": "nobody@anshire.gov.uk"}, follow=True
    )
    assert "Check your e-mail" in text_of(answer)
    assert Notice.objects.get().subject == "You have no account with this address"


def test_a_password_is_changed(at_home, person) -> None:
    url = reverse("account_change_password")
    assert "Change your password" in text_of(at_home.get(url))
    wrong = at_home.post(url, {"oldpassword": "no", "password1": OTHER, "password2": OTHER})
    assert "This is not your current password" in text_of(wrong)

    answer = at_home.post(url, {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER})

    assert answer.url == reverse("account")
    person.refresh_from_db()
    assert person.check_password(OTHER)
    assert Notice.objects.get().subject == "Your password was changed"
    assert SESSION_KEY in at_home.session


def test_somebody_without_a_password_sets_one(sign_in, build) -> None:
    client = sign_in(build.person())
    page = client.get(reverse("account_change_password"), follow=True)
    assert "Choose a password" in text_of(page)
    client.post(reverse("account_set_password"), {"password1": OTHER, "password2": OTHER})
    assert Notice.objects.get().subject == "You set a password"


def test_addresses_are_added_confirmed_made_main_and_removed(at_home, person) -> None:
    url = reverse("account_email")
    assert "Confirmed" in text_of(at_home.get(url))
    bad = at_home.post(url, {"action_add": "1", "email": "new"})
    assert "like name@council.gov.uk" in text_of(bad)

    at_home.post(url, {"action_add": "1", "email": "po@benshire.gov.uk"})
    notice = Notice.objects.get()
    assert notice.address == "po@benshire.gov.uk"
    assert "po@benshire.gov.uk" in text_of(at_home.get(url))
    early = at_home.post(url, {"action_primary": "1", "email": "po@benshire.gov.uk"}, follow=True)
    assert "Confirm the address first" in text_of(early)
    assert "Important" in text_of(early)
    at_home.post(link_in(notice))
    at_home.post(url, {"action_primary": "1", "email": "po@benshire.gov.uk"})

    person.refresh_from_db()
    assert person.email == "po@benshire.gov.uk"
    told = Notice.objects.first()
    assert (told.address, told.subject) == (
        "po@anshire.gov.uk",
        "Your main e-mail address was changed",
    )
    gone = at_home.post(url, {"action_remove": "1", "email": "po@anshire.gov.uk"}, follow=True)
    assert "You removed po@anshire.gov.uk" in text_of(gone)
    assert [address.email for address in EmailAddress.objects.all()] == ["po@benshire.gov.uk"]


def test_an_address_of_another_account_is_not_confirmed(at_home, build, now) -> None:
    url = reverse("account_email")
    at_home.post(url, {"action_add": "1", "email": "other@anshire.gov.uk"})
    link = link_in(Notice.objects.get())
    register_person(name="Other", email="other@anshire.gov.uk", password=OTHER, now=now)

    page = at_home.post(link, follow=True)

    assert "another account uses it" in text_of(page)
    assert not EmailAddress.objects.filter(email="other@anshire.gov.uk", verified=True).exists()


def set_up_app(client) -> str:
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context_data["form"].secret
    assert "QR code" in text_of(page)
    assert " ".join(re.findall("....", secret)) in text_of(page)
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    return secret


def test_an_app_becomes_the_second_factor_and_is_asked_for(at_home, person) -> None:
    wrong = at_home.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "This code is not right" in text_of(wrong)
    secret = set_up_app(at_home)
    assert Notice.objects.get().subject == "An authenticator app was set up"
    assert AuditEvent.objects.last().facts == {"change": "totp_activated"}
    codes = text_of(at_home.get(reverse("mfa_view_recovery_codes")))
    assert codes.count("<li>") == 10
    assert "Each works once" in text_of(at_home.get(reverse("mfa_download_recovery_codes")))
    assert "On</strong>" in text_of(at_home.get(reverse("mfa_index")))

    at_home.post(reverse("account_logout"))
    step = at_home.post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True
    )
    assert "Enter a code" in text_of(step)
    assert SESSION_KEY not in at_home.session
    wrong = at_home.post(reverse("mfa_authenticate"), {"code": "1"})
    assert (wrong.status_code, "This code is not right" in text_of(wrong)) == (422, True)
    at_home.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert SESSION_KEY in at_home.session


def test_the_apps_key_is_not_readable_in_the_database(at_home, settings) -> None:
    secret = set_up_app(at_home)
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert secret not in str(stored.data)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret"
    assert stored.wrap().validate_code(code_for(secret))


def test_what_matters_asks_for_the_password_again(sign_in, person) -> None:
    client = sign_in(person)
    page = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Confirm that it is you" in text_of(page)
    wrong = client.post(reverse("account_reauthenticate"), {"password": "no"})
    assert "This is not your password" in text_of(wrong)
    there = page.redirect_chain[-1][0]
    go_on = client.post(there, {"password": PASSWORD})
    assert go_on.url == reverse("mfa_activate_totp")


def test_a_code_can_stand_in_for_the_password(at_home, client) -> None:
    secret = set_up_app(at_home)
    page = text_of(at_home.get(reverse("mfa_reauthenticate")))
    assert "a code from your authenticator app" in page
    assert reverse("account_reauthenticate") in page
    assert (
        at_home.post(reverse("mfa_reauthenticate"), {"code": code_for(secret)}).status_code == 302
    )


def test_the_app_is_removed_and_recovery_codes_are_made_anew(at_home) -> None:
    set_up_app(at_home)
    url = reverse("mfa_generate_recovery_codes")
    assert "10 unused codes" in text_of(at_home.get(url))
    at_home.post(url)
    assert Notice.objects.first().subject == "You have new recovery codes"

    assert "no longer be asked" in text_of(at_home.get(reverse("mfa_deactivate_totp")))
    at_home.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert Notice.objects.first().subject == "Your authenticator app was removed"
    without = at_home.post(url)
    assert "Set up an authenticator app or a passkey first" in text_of(without)


@pytest.fixture
def passkey(person) -> Authenticator:
    """A stored key; making one for true is a journey's matter."""
    data = {
        "name": "Blue key",
        "credential": {
            "type": "public-key",
            "id": "AAAA",
            "rawId": "AAAA",
            "response": {},
            "clientExtensionResults": {"credProps": {"rk": True}},
        },
    }
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)


def test_passkeys_are_listed_renamed_and_removed(at_home, passkey) -> None:
    assert "Blue key" in text_of(at_home.get(reverse("mfa_list_webauthn")))
    assert "1 passkey" in text_of(at_home.get(reverse("mfa_index")))
    edit = reverse("mfa_edit_webauthn", args=[passkey.pk])
    assert "Enter a name" in text_of(at_home.post(edit, {"name": ""}))
    at_home.post(edit, {"name": "Red key"})
    passkey.refresh_from_db()
    assert passkey.wrap().name == "Red key"
    assert AuditEvent.objects.last().facts == {"change": "webauthn_renamed"}

    remove = reverse("mfa_remove_webauthn", args=[passkey.pk])
    assert "Red key" in text_of(at_home.get(remove))
    at_home.post(remove)
    assert not Authenticator.objects.exists()
    assert Notice.objects.get().subject == "A passkey was removed"
    assert "You have none" in text_of(at_home.get(reverse("mfa_list_webauthn")))


def test_the_page_that_adds_a_passkey_works_under_our_policy(at_home) -> None:
    page = at_home.get(reverse("mfa_add_webauthn"))
    scripts = re.findall(r"<script (?![^>]*type=\"application/json\")[^>]*>", text_of(page))
    nonce = re.search(r"'nonce-([^']+)'", page["Content-Security-Policy"]).group(1)
    assert len(scripts) == 6
    assert all(f'nonce="{nonce}"' in script for script in scripts)
    assert "set up an authenticator app" in text_of(page)  # without JavaScript
    wrong = at_home.post(reverse("mfa_add_webauthn"), {"name": "Key"})
    assert "The passkey was not made" in text_of(wrong)


def test_an_unconfirmed_address_stands_in_the_way_of_a_second_factor(at_home, person) -> None:
    EmailAddress.objects.create(user=person, email="other@anshire.gov.uk")
    page = at_home.get(reverse("mfa_activate_totp"), follow=True)
    assert "Confirm all your e-mail addresses" in text_of(page)


def test_a_closed_account_is_told_so(client, person) -> None:
    Person.objects.update(is_active=False)
    page = client.post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True
    )
    assert "This account is closed" in text_of(page)


def test_signing_out_asks_on_get(at_home) -> None:
    assert "Stay signed in" in text_of(at_home.get(reverse("account_logout")))
    assert SESSION_KEY in at_home.session
    at_home.post(reverse("account_logout"))
    assert SESSION_KEY not in at_home.session


def test_too_many_requests_have_a_page(client, db) -> None:
    for _ in range(21):
        page = client.post(reverse("account_signup"), {})
    assert page.status_code == 429
    assert "Wait 5 minutes" in text_of(page)


def test_behind_a_proxy_each_address_has_its_own_limit(client, db, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(21):
        far = f"9.9.9.9, 203.0.113.{number}"  # what the proxy adds stands last
        page = client.post(reverse("account_signup"), {}, headers={"X-Forwarded-For": far})
    assert page.status_code == 422


@pytest.mark.parametrize("mode", ["development", "demonstration"])
def test_the_personas_password_is_told_in_the_demonstration_alone(
    client, db, settings, mode
) -> None:
    settings.MODE = mode
    page = text_of(client.get(reverse("account_login")))
    assert (settings.DEMONSTRATION_PASSWORD in page) == (mode == "demonstration")
