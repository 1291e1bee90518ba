"""Pages on which practices are shared and decided on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from permeate.actions.shares import Shown, share_practice
from permeate.core.roles import Role
from permeate.models import ShareEvent


@pytest.fixture
def practice(build):
    author = build.person(build.organisation())
    return build.practice(author)


def share(client, practice, **more):
    council = practice.author.memberships.get().organisation
    answers = {
        "channel": "WORKSHOP",
        "title": "Ring first",
        "audience": [council.reference],
        "held_on-day": "2",
        "held_on-month": "11",
        "held_on-year": "2026",
        "people": "12",
        **more,
    }
    return client.post(reverse("share_practice", args=[practice.reference]), answers)


def test_slides_go_in_and_come_out_as_a_download(sign_in, practice) -> None:
    client = sign_in(practice.author)
    slides = SimpleUploadedFile("Slides “1”.pdf", b"%PDF-1.7 x")
    assert share(client, practice, file=slides).status_code == 302
    event = ShareEvent.objects.get()
    page = client.get(reverse("share", args=[event.reference])).content.decode()
    assert "Slides “1”.pdf" in page
    assert "becomes a formal" in page
    file = client.get(reverse("share_file", args=[event.reference]))
    assert file.content == b"%PDF-1.7 x"
    assert file["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "it is kept"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "The file must be"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "The file is empty"),
        ({"text": "x", "held_on-year": "2126"}, "must not be in the future"),
        ({"text": "x", "people": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_kept_says_so_on_the_page(sign_in, practice, more, words) -> None:
    page = share(sign_in(practice.author), practice, **more)
    assert page.status_code == 422
    assert words in page.content.decode()


@pytest.mark.parametrize("rows", [2, 20])
def test_the_queue_is_short_in_queries_and_delegation_is_offered(
    django_assert_max_num_queries, sign_in, build, practice, now, rows
) -> None:
    council = build.organisation()
    senior = build.person(council, Role.SENIOR)
    for _ in range(rows):
        one = build.practice(practice.author)
        event = share_practice(
            practice=one,
            shown=Shown(channel="NOTE", title="Ring first", text="x"),
            audience=[council],
            by=practice.author,
            now=now,
        )
    client = sign_in(senior)
    with django_assert_max_num_queries(6):
        text = client.get(reverse("decisions")).content.decode()
    assert text.count("Due by") == rows
    page = client.get(reverse("share", args=[event.reference])).content.decode()
    assert "Leave the decision to a colleague" in page
    address = reverse("delegate_decision", args=[event.reference])
    assert client.post(address, {"email": "nobody@example.org"}).status_code == 422
    colleague = build.person(council)
    assert client.post(address, {"email": colleague.email}).status_code == 302
    text = sign_in(colleague).get(reverse("decisions")).content.decode()
    assert f"left to {colleague.name}" in " ".join(text.split())
