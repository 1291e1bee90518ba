"""The manager's page: the request, the decision, and who is kept out."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from permeate.core.roles import Role
from permeate.models import Delegation


def test_the_manager_decides_on_one_page(build, sign_in) -> None:
    release = build.release()
    client = sign_in(release.manager)

    page = client.get(reverse("decide_release", args=[release.reference]))
    assert release.person.name in page.content.decode()
    answer = client.post(
        reverse("decide_release", args=[release.reference]),
        {"granted": "yes", "cover": "ACT_UP", "cover_note": "", "reason": "It helps both."},
    )

    assert answer.status_code == 302
    release.refresh_from_db()
    assert release.status == "GRANTED"


def test_what_was_typed_is_kept_with_the_error(build, sign_in) -> None:
    release = build.release()

    page = sign_in(release.manager).post(
        reverse("decide_release", args=[release.reference]),
        {"granted": "yes", "cover": "", "reason": "We agreed it in May."},
    )

    text = page.content.decode()
    assert page.status_code == 422
    assert "There is a problem" in text
    assert "Say how the post will be covered" in text
    assert "We agreed it in May." in text


def test_the_participant_reads_but_cannot_decide(build, sign_in) -> None:
    release = build.release()
    client = sign_in(release.person)

    assert client.get(reverse("release", args=[release.reference])).status_code == 200
    assert client.get(reverse("decide_release", args=[release.reference])).status_code == 403


def test_a_manager_elsewhere_finds_nothing(build, sign_in) -> None:
    release = build.release()
    stranger = build.person(build.organisation(), Role.MANAGER)

    assert sign_in(stranger).get(reverse("release", args=[release.reference])).status_code == 404


def decide_url(release) -> str:
    return reverse("decide_release", args=[release.reference])


FIGURES = {
    "salary": "45000",
    "pension": "20",
    "recruit_salary": "38000",
    "acting_salary": "",
    "deputy_salary": "",
}


def test_cover_is_worked_out_beside_what_was_typed_and_nothing_is_decided(build, sign_in) -> None:
    opportunity = build.opportunity(
        payer="HOST", starts_on=date(2026, 6, 1), ends_on=date(2027, 5, 31)
    )
    release = build.release(opportunity=opportunity)
    client = sign_in(release.manager)
    page = client.post(
        decide_url(release), {**FIGURES, "work_out": "yes", "reason": "So far", "granted": "yes"}
    ).content.decode()
    for words in ("£9,485.00", "£50,740.00", "£60,225.00", "June 2026", "So far"):
        assert words in page, words
    assert "There is a problem" not in page
    release.refresh_from_db()
    assert release.status == "REQUESTED"

    client.post(
        decide_url(release),
        {**FIGURES, "granted": "yes", "cover": "RECRUIT", "reason": "It helps both."},
    )
    release.refresh_from_db()
    assert str(release.cover_cost) == "50740.00"
    mine = client.get(reverse("release", args=[release.reference])).content.decode()
    theirs = sign_in(release.person).get(reverse("release", args=[release.reference]))
    assert "£50,740.00" in mine
    assert "£50,740.00" not in theirs.content.decode()


def test_figures_that_cannot_be_are_said(build, sign_in) -> None:
    release = build.release()
    client = sign_in(release.manager)
    page = client.post(decide_url(release), {"work_out": "yes", "salary": "", "pension": "200"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "Enter pounds a year as a number" in text
    assert "Enter a number from 0 to 100" in text
    half = client.post(decide_url(release), {**FIGURES, "work_out": "yes", "acting_salary": "1"})
    assert "Enter both salaries" in half.content.decode()


def test_the_page_says_who_else_is_away(build, sign_in) -> None:
    release = build.release()
    colleague = build.person(release.home, name="Colleague away", manager=release.manager)
    build.placement(
        build.application(
            build.release(colleague, build.opportunity(), status="GRANTED"), status="ACCEPTED"
        )
    )
    page = sign_in(release.manager).get(decide_url(release)).content.decode()
    assert "Colleague away, at" in page


def test_yes_for_other_dates_needs_both_days(build, sign_in) -> None:
    release = build.release()
    client = sign_in(release.manager)
    answers = {"granted": "other", "cover": "ACT_UP", "reason": "Not before February."}
    page = client.post(decide_url(release), answers)
    assert "Enter the first day you agree to" in page.content.decode()
    days = {"other_first-day": "1", "other_first-month": "2", "other_first-year": "2027",
            "other_last-day": "30", "other_last-month": "6", "other_last-year": "2027"}  # fmt: skip
    assert client.post(decide_url(release), answers | days).status_code == 302
    release.refresh_from_db()
    assert release.granted_ends_on == date(2027, 6, 30)
    shown = sign_in(release.person).get(reverse("release", args=[release.reference]))
    assert "1 February to 30 June 2027" in shown.content.decode()


def test_a_manager_lets_somebody_decide_and_takes_it_back(build, sign_in) -> None:
    release = build.release()
    colleague = build.person(release.home, name="Stand-in")
    client = sign_in(release.manager)
    page = client.post(reverse("give_delegation"), {"to_person": colleague.id})
    assert page.status_code == 422
    days = {"starts_on-day": "1", "starts_on-month": "1", "starts_on-year": "2026",
            "ends_on-day": "1", "ends_on-month": "1", "ends_on-year": "2099"}  # fmt: skip
    too_long = client.post(reverse("give_delegation"), {"to_person": colleague.id, **days})
    assert "a year at most" in too_long.content.decode()
    today = timezone.localdate()
    days |= {"starts_on-year": str(today.year), "ends_on-day": "31", "ends_on-month": "12",
             "ends_on-year": str(today.year)}  # fmt: skip
    client.post(reverse("give_delegation"), {"to_person": colleague.id, **days})
    assert "Stand-in" in client.get(reverse("delegations")).content.decode()
    given = Delegation.objects.get()
    client.post(reverse("take_back_delegation", args=[given.reference]))
    assert "Taken back" in client.get(reverse("delegations")).content.decode()
