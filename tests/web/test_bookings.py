"""The pages of a booking: for the person, the manager, the host, and nobody else."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from permeate.core.roles import Role
from permeate.jobs.bookings import ask_attendance
from permeate.models import AuditEvent, Booking, Notice
from tests.booking_steps import LINES, approve, ask, attended, booked, day_after, seen

ANSWERS = {
    "purpose": "How you triage.",
    "brings": "",
    "has_conflict": "no",
    "conflict": "",
    "confidential": "on",
}


@pytest.fixture(autouse=True)
def _today(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def person(build):
    home = build.organisation("Barton Council")
    manager = build.person(home, Role.MANAGER, name="Ben Manager")
    return build.person(home, manager=manager, name="Ann Officer")


def text_of(response) -> str:
    return response.content.decode()


def link_in_mail(person, part: str) -> str:
    body = Notice.objects.filter(recipient=person, body__contains=part).latest("id").body
    return re.search(rf"https?://[^/]+(/\S*{part}\S*)", body).group(1)


def host_of(booking):
    return booking.date.opportunity.host_manager


def test_booking_takes_one_form(build, person, sign_in) -> None:
    day = build.date()
    address = reverse("request_booking", args=[day.reference])
    client = sign_in(person)

    page = text_of(client.get(address))
    assert "Ben Manager" in page
    assert "2 of 2 free" in page
    answer = client.post(address, ANSWERS, follow=True)

    booking = Booking.objects.get()
    assert answer.redirect_chain == [(f"/bookings/{booking.reference}/", 302)]
    assert "A place is held until the end of 8 November 2026" in text_of(answer)


def test_a_full_date_offers_the_waiting_list(build, person, sign_in) -> None:
    day = build.date(places=1)
    build.booking(day)
    address = reverse("request_booking", args=[day.reference])
    client = sign_in(person)

    assert "Join the waiting list" in text_of(client.get(address))
    assert "Number 1 on the waiting list" in text_of(client.post(address, ANSWERS, follow=True))


def test_what_was_typed_is_kept_with_the_errors(build, person, sign_in) -> None:
    day = build.date()
    answers = {**ANSWERS, "purpose": "To see it done.", "has_conflict": "yes"}
    page = sign_in(person).post(reverse("request_booking", args=[day.reference]), answers)

    assert page.status_code == 422
    assert "Say what the conflict of interest is" in text_of(page)
    assert "To see it done." in text_of(page)
    assert not Booking.objects.exists()


def test_the_manager_is_asked_for_only_where_none_is_named(build, sign_in) -> None:
    home = build.organisation()
    home.domains.create(domain="barton.example")
    address = reverse("request_booking", args=[build.date().reference])
    client = sign_in(build.person(home))

    page = client.post(address, ANSWERS)
    assert "Enter your manager’s e-mail address" in text_of(page)
    client.post(address, {**ANSWERS, "manager_name": "Bo", "manager_email": "bo@barton.example"})
    assert Booking.objects.get().home_manager.name == "Bo"


def test_somebody_in_two_organisations_says_which_is_home(build, person, sign_in) -> None:
    second = build.organisation("Second Council")
    own = build.membership(person, second, manager=build.person(second, Role.MANAGER))
    address = reverse("request_booking", args=[build.date().reference])
    client = sign_in(person)

    assert "Which organisation do you come from?" in text_of(client.get(address))
    client.post(address, {**ANSWERS, "home": own.reference})
    assert Booking.objects.get().home == second


def test_a_date_that_is_over_is_said_before_anything_is_typed(build, person, sign_in) -> None:
    day = build.date(starts_on=date(2026, 11, 3))
    page = text_of(sign_in(person).get(reverse("request_booking", args=[day.reference])))
    assert "It is too late for this date" in page
    assert "What do you want to learn?" not in page


def test_a_date_of_an_opportunity_one_may_not_see_is_not_found(build, person, sign_in) -> None:
    day = build.date()
    day.opportunity.status = "DRAFT"
    day.opportunity.save()
    address = reverse("request_booking", args=[day.reference])
    assert sign_in(person).get(address).status_code == 404


def test_the_manager_decides_from_the_mail_without_signing_in(build, person, client, now) -> None:
    booking = ask(build.date(), person, now)
    address = link_in_mail(booking.home_manager, "decide")

    page = text_of(client.get(address))
    assert "Can Ann Officer go?" in page
    assert "Confidentiality" in page
    assert Booking.objects.get().status == "REQUESTED"  # reading changes nothing
    answer = client.post(address, {"decision": "yes", "seen": seen(booking)}, follow=True)

    assert "Your decision is recorded" in text_of(answer)
    booking.refresh_from_db()
    assert (booking.status, booking.decided_by) == ("APPROVED", booking.home_manager)
    again = client.post(address, {"decision": "no", "reason": "No."})
    assert "This link works once" in text_of(again)
    booking.refresh_from_db()
    assert booking.status == "APPROVED"


def test_a_link_is_no_use_once_another_manager_decides(build, person, client, now) -> None:
    booking = ask(build.date(), person, now)
    address = link_in_mail(booking.home_manager, "decide")
    Booking.objects.update(home_manager=build.person(booking.home, Role.MANAGER))

    assert client.get(address).status_code == 410
    client.post(address, {"decision": "yes", "seen": seen(booking)})
    assert Booking.objects.get().status == "REQUESTED"


def test_a_no_without_a_reason_is_an_error_at_the_reason(build, person, client, now) -> None:
    booking = ask(build.date(), person, now)
    address = link_in_mail(booking.home_manager, "decide")
    page = client.post(address, {"decision": "no", "reason": ""})
    assert page.status_code == 422
    assert 'href="#id_reason"' in text_of(page)


def test_a_page_that_changed_meanwhile_is_shown_again(build, person, sign_in, now) -> None:
    booking = ask(build.date(), person, now)
    old = seen(booking)
    booking.date.opportunity.objectives.update(measure="A new measure")
    client = sign_in(booking.home_manager)
    address = reverse("decide_booking", args=[booking.reference])

    page = client.post(address, {"decision": "yes", "seen": old})
    assert page.status_code == 422
    assert "changed after you opened it" in text_of(page)
    assert "A new measure" in text_of(page)
    fresh = re.search(r'name="seen" value="(\w+)"', text_of(page)).group(1)
    client.post(address, {"decision": "yes", "seen": fresh})
    assert Booking.objects.get().status == "APPROVED"


def test_the_host_confirms_with_one_press(build, person, sign_in, now) -> None:
    booking = approve(ask(build.date(), person, now), now)
    client = sign_in(host_of(booking))
    address = reverse("confirm_booking", args=[booking.reference])

    found = re.search(r'name="seen" value="(\w+)"', text_of(client.get(address))).group(1)
    answer = client.post(address, {"seen": found}, follow=True)

    assert "Booked. All three sides have been told." in text_of(answer)
    assert Booking.objects.get().status == "BOOKED"


def test_each_side_sees_the_same_booking_in_its_own_words(build, person, sign_in, now) -> None:
    booking = ask(build.date(), person, now)
    address = reverse("booking", args=[booking.reference])

    own = text_of(sign_in(person).get(address))
    manager = text_of(sign_in(booking.home_manager).get(address))
    host = text_of(sign_in(host_of(booking)).get(address))

    assert "Waiting for your manager" in own
    assert "Waiting for you<" in manager
    assert "Waiting for the home manager" in host
    assert f"/bookings/{booking.reference}/decide/" in manager
    assert f"/bookings/{booking.reference}/decide/" not in own + host


def test_others_find_nothing(build, person, sign_in, now) -> None:
    booking = booked(build.date(), person, now)
    stranger = build.person(build.organisation(), Role.MANAGER, Role.HOST, Role.COORDINATOR)
    client = sign_in(stranger)
    for name in (
        "booking",
        "decide_booking",
        "confirm_booking",
        "cancel_booking",
        "record_attendance",
        "reflect",
    ):
        assert client.get(reverse(name, args=[booking.reference])).status_code == 404


def test_the_participant_neither_decides_nor_confirms(build, person, sign_in, now) -> None:
    booking = ask(build.date(), person, now)
    client = sign_in(person)
    for name in ("decide_booking", "confirm_booking", "record_attendance", "decline_booking"):
        assert client.post(reverse(name, args=[booking.reference])).status_code == 403
    assert Booking.objects.get().status == "REQUESTED"


def test_the_person_cancels_without_a_reason(build, person, sign_in, now) -> None:
    booking = booked(build.date(), person, now)
    sign_in(person).post(reverse("cancel_booking", args=[booking.reference]), {"reason": ""})
    assert Booking.objects.get().status == "CANCELLED"


def test_attendance_is_one_press_from_the_mail(build, person, client, now) -> None:
    booking = booked(build.date(), person, now)
    with time_machine.travel(day_after(booking), tick=False):
        ask_attendance()
        address = link_in_mail(host_of(booking), "attendance")
        events = AuditEvent.objects.count()
        for _ in range(3):  # as mail scanners do
            page = text_of(client.get(address))
            client.head(address)
            client.options(address)
        assert (Booking.objects.get().status, AuditEvent.objects.count()) == ("BOOKED", events)
        name = re.search(r'name="name"[^>]*value="([^"]+)"', page).group(1)
        hours = re.search(r'name="hours"[^>]*value="([^"]+)"', page).group(1)
        assert (name, hours) == (host_of(booking).name, "7")

        answer = client.post(
            address, {"name": name, "authority": "Head", "hours": hours}, follow=True
        )
        assert "attended for 7 hours" in text_of(answer)
        again = client.post(address, {"name": "Somebody", "authority": "Head", "hours": "1"})

    assert "This link works once" in text_of(again)
    assert Booking.objects.get().attendance_by_name == host_of(booking).name


def test_a_former_hosts_link_confirms_nothing(build, person, client, now) -> None:
    booking = booked(build.date(), person, now)
    with time_machine.travel(day_after(booking), tick=False):
        ask_attendance()
        address = link_in_mail(host_of(booking), "attendance")
        opportunity = booking.date.opportunity
        opportunity.host_manager = build.person(opportunity.host, Role.HOST)
        opportunity.save()
        answer = client.post(address, {"name": "Cas", "authority": "Head", "hours": "7"})
    assert answer.status_code == 410
    assert Booking.objects.get().status == "BOOKED"


def test_hours_that_are_no_number_are_explained(build, person, client, now) -> None:
    booking = booked(build.date(), person, now)
    with time_machine.travel(day_after(booking), tick=False):
        ask_attendance()
        address = link_in_mail(host_of(booking), "attendance")
        page = client.post(address, {"name": "Cas", "hours": "all day"})
    assert page.status_code == 422
    assert "Hours must be a number, like 7 or 7.5" in text_of(page)
    assert 'value="all day"' in text_of(page)


def test_who_did_not_attend_is_recorded_from_the_same_link(build, person, client, now) -> None:
    booking = booked(build.date(), person, now)
    with time_machine.travel(day_after(booking), tick=False):
        ask_attendance()
        address = link_in_mail(host_of(booking), "attendance") + "?absent=1"
        assert "Ann Officer did not attend?" in text_of(client.get(address))
        client.post(address, {"name": "Cas"})
    assert Booking.objects.get().status == "NO_SHOW"


def test_a_cut_off_link_says_what_to_do(client, db) -> None:
    page = client.get("/bookings/attendance/abc/")
    assert page.status_code == 410
    assert "Open it again from the e-mail" in text_of(page)


def test_from_home_to_pdf_in_two_screens(build, person, sign_in, now) -> None:
    booking = booked(build.date(), person, now)
    attended(booking)
    with time_machine.travel(day_after(booking), tick=False):
        client = sign_in(person)
        home = text_of(client.get(reverse("home")))
        address = reverse("reflect", args=[booking.reference])
        assert f'href="{address}"' in home
        page = text_of(client.post(address, LINES, follow=True))
        assert "Your evidence is ready" in page
        download = re.search(r'href="(/evidence/\w+/pdf/)"', page).group(1)
        pdf = client.get(download)
        assert download.removesuffix("pdf/") in text_of(client.get(reverse("bookings")))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")


def test_each_side_is_told_on_its_home_page_what_to_do(build, person, sign_in, now) -> None:
    def tasks(reader):
        return text_of(sign_in(reader).get(reverse("home")))

    booking = ask(build.date(), person, now)
    host, manager = host_of(booking), booking.home_manager
    assert "Decide about Ann Officer’s place" in tasks(manager)
    booking = approve(booking, now)
    assert "Decide about" not in tasks(manager)
    assert "Confirm a place for Ann Officer" in tasks(host)
    Booking.objects.update(status="BOOKED")
    assert "attended" not in tasks(host)
    with time_machine.travel(day_after(booking), tick=False):
        assert "Confirm that Ann Officer attended" in tasks(host)
        assert "Write three lines" in tasks(person)


def test_a_days_page_is_confirmed_with_its_booking_and_nowhere_else(
    build, person, sign_in, now
) -> None:
    booking = approve(ask(build.date(), person, now), now)
    agreement = booking.placement.agreements.get()
    client = sign_in(host_of(booking))

    assert client.get(reverse("agreement", args=[agreement.reference])).status_code == 404
    assert "Sign the agreement" not in text_of(client.get(reverse("home")))
    placement = text_of(client.get(reverse("placement", args=[booking.placement.reference])))
    assert f'href="/bookings/{booking.reference}/"' in placement


def test_my_bookings_cost_the_same_however_many(
    build, person, sign_in, now, django_assert_max_num_queries
) -> None:
    client = sign_in(person)
    assert "You have not booked a day yet" in text_of(client.get(reverse("bookings")))
    for offset in range(6):
        booking = booked(build.date(starts_on=date(2026, 12, 1) + timedelta(offset)), person, now)
    with django_assert_max_num_queries(9):
        page = text_of(client.get(reverse("bookings")))
    assert page.count("permeate-list__item") == 6
    for name, reader in (
        ("booking", person),
        ("cancel_booking", person),
        ("decide_booking", booking.home_manager),
        ("confirm_booking", host_of(booking)),
    ):
        client = sign_in(reader)
        with django_assert_max_num_queries(12):
            client.get(reverse(name, args=[booking.reference]))
