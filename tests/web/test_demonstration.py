"""Personas and mailboxes are there in the demonstration and nowhere else."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from permeate.actions.invitations import invite
from permeate.core.invitations import Invitee
from permeate.core.roles import Role
from permeate.models import AuditEvent, Notice


@pytest.fixture
def demonstration(settings) -> None:
    settings.MODE = "demonstration"


@pytest.fixture
def coordinator(build):
    council = build.organisation("Anshire County Council")
    person = build.person(
        council, Role.COORDINATOR, name="Anshire coordinator", persona="Invite people"
    )
    person.save()
    return person


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_persona_signs_in_with_one_press(demonstration, coordinator, client) -> None:
    assert "Anshire coordinator" in text_of(client.get(reverse("demonstration")))
    client.post(reverse("demonstration_sign_in", args=[coordinator.reference]))
    assert client.session[SESSION_KEY] == str(coordinator.pk)
    assert AuditEvent.objects.get().event == "DEMONSTRATION_SIGNED_IN"


def test_only_personas_sign_in_so(demonstration, build, client) -> None:
    url = reverse("demonstration_sign_in", args=[build.person().reference])
    assert client.post(url).status_code == 404
    assert SESSION_KEY not in client.session


def invited(coordinator, now) -> Notice:
    invite(
        organisation=coordinator.memberships.get().organisation,
        invitee=Invitee(email="new@anshire.gov.uk"),
        by=coordinator,
        now=now,
    )
    return Notice.objects.get()


def test_every_mailbox_can_be_read_and_its_links_lead_somewhere(
    demonstration, coordinator, client, now, settings
) -> None:
    settings.BASE_URL = "http://testserver"
    invited(coordinator, now)
    page = text_of(client.get(reverse("mailbox")))
    assert "Mail to new@anshire.gov.uk" in page
    assert "Join Anshire County Council on Permeate" in page
    link = page.split('href="http://testserver/invitations/')[1].split('"')[0]
    assert client.get(f"/invitations/{link}").status_code == 200

    client.force_login(coordinator)
    own = text_of(client.get(reverse("mailbox")))
    assert "Your mail" in own
    assert "No mail yet" in own
    assert "of=new%40anshire.gov.uk" in own.replace("new@", "new%40")


def test_elsewhere_none_of_it_is_found(coordinator, client, now) -> None:
    invited(coordinator, now)
    client.force_login(coordinator)
    for name in ("demonstration", "mailbox"):
        assert client.get(reverse(name)).status_code == 404
    url = reverse("demonstration_sign_in", args=[coordinator.reference])
    assert client.post(url).status_code == 404
    assert "Demonstration" not in text_of(client.get(reverse("home")))
