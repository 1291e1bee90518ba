"""The manager's page: the request, the decision, and who is kept out."""

from django.urls import reverse

from permeate.core.roles import Role


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
