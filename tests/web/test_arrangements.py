"""A look is a press, not a visit."""

from django.urls import reverse

from permeate.core.roles import Role
from permeate.models import Arrangements, AuditEvent


def given(build, now):
    placement = build.placement(status="AGREED")
    Arrangements.objects.create(
        placement=placement,
        adjustments="A quiet desk near a lift.",
        emergency_name="Pat",
        emergency_phone="01632 960 001",
        site_access="Number plate AB12 CDE",
        updated_at=now,
    )
    return placement


def test_opening_the_page_shows_and_records_nothing_pressing_show_does(build, sign_in, now):
    placement = given(build, now)
    client = sign_in(placement.host_manager)
    url = reverse("arrangements", args=[placement.reference])

    page = client.get(url)
    assert "quiet desk" not in page.content.decode()
    assert not AuditEvent.objects.exists()

    shown = client.post(url, {"part": "adjustments"})
    assert "quiet desk" in shown.content.decode()
    assert "01632" not in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    event = AuditEvent.objects.get()
    assert (event.event, event.facts["part"]) == ("ARRANGEMENTS_SEEN", "adjustments")


def test_a_part_that_is_not_theirs_is_refused_and_not_offered(build, sign_in, now) -> None:
    placement = given(build, now)
    client = sign_in(placement.home_manager)
    url = reverse("arrangements", args=[placement.reference])

    assert "Reasonable adjustments" not in client.get(url).content.decode().split("<h1")[1]
    assert client.post(url, {"part": "adjustments"}).status_code == 403
    assert "quiet desk" not in client.post(url, {"part": "other"}).content.decode()
    assert not AuditEvent.objects.exists()


def test_security_at_the_host_finds_the_page_and_others_do_not(build, sign_in, now) -> None:
    placement = given(build, now)
    url = reverse("arrangements", args=[placement.reference])

    security = build.person(placement.host, Role.SECURITY)
    assert "AB12" in sign_in(security).post(url, {"part": "access"}).content.decode()
    for who in (
        build.person(placement.host, Role.COORDINATOR),
        build.person(placement.home, Role.SECURITY),
    ):
        assert sign_in(who).get(url).status_code == 404


def test_the_person_sees_their_own_and_who_looked(build, sign_in, now) -> None:
    placement = given(build, now)
    url = reverse("arrangements", args=[placement.reference])
    sign_in(placement.host_manager).post(url, {"part": "emergency"})

    page = sign_in(placement.participant).get(url).content.decode()

    assert "quiet desk" in page
    assert placement.host_manager.name in page.split("Who has looked")[1]


def test_the_form_keeps_what_was_typed(build, sign_in) -> None:
    placement = build.placement(status="AGREED")
    url = reverse("edit_arrangements", args=[placement.reference])
    client = sign_in(placement.participant)

    page = client.post(url, {"emergency_name": "Pat", "adjustments": "A quiet desk."})
    assert page.status_code == 422
    assert "Enter a number to reach them at" in page.content.decode()
    assert "A quiet desk." in page.content.decode()
    saved = client.post(url, {"emergency_name": "Pat", "emergency_phone": "01632 960 001"})
    assert saved.status_code == 302
    assert sign_in(placement.host_manager).get(url).status_code == 403
