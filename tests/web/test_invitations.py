"""The pages of inviting and accepting, and files that people upload."""

import io
import re
import zipfile

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from permeate.actions.invitations import invite
from permeate.actions.people import register_person
from permeate.core.invitations import Invitee
from permeate.core.roles import Role
from permeate.models import Invitation, Membership, Notice

PASSWORD = "seven purple kettles"


@pytest.fixture
def council(build):
    return build.organisation("Anshire County Council")


@pytest.fixture
def client_of_coordinator(build, council, sign_in):
    return sign_in(build.person(council, Role.COORDINATOR, name="Anshire coordinator"))


@pytest.fixture
def link(build, council, now) -> str:
    coordinator = build.person(council, Role.COORDINATOR)
    invite(
        organisation=council,
        invitee=Invitee(email="po@anshire.gov.uk", name="Policy officer"),
        by=coordinator,
        now=now,
    )
    return re.search(r"https?://[^/\s]+(/invitations/\S+)", Notice.objects.get().body).group(1)


@pytest.fixture(autouse=True)
def _today(time_machine_now) -> None:
    """The pages' clock stands where the rows' does."""


@pytest.fixture
def time_machine_now(now):
    import time_machine

    with time_machine.travel(now, tick=True):
        yield


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def upload(client, council, name: str, content: bytes):
    return client.post(
        reverse("invite_many", args=[council.reference]),
        {"file": SimpleUploadedFile(name, content)},
    )


def xlsx(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_coordinator_invites_one(client_of_coordinator, council) -> None:
    url = reverse("invite", args=[council.reference])
    assert "Decides on releases" in text_of(client_of_coordinator.get(url))
    wrong = client_of_coordinator.post(url, {"email": "po@", "name": "Policy officer"})
    assert wrong.status_code == 422
    assert "Select at least one role" in text_of(wrong)
    assert 'value="Policy officer"' in text_of(wrong)

    page = client_of_coordinator.post(
        url, {"email": "po@anshire.gov.uk", "roles": ["HOST"]}, follow=True
    )
    assert "We are sending an invitation to po@anshire.gov.uk" in text_of(page)
    again = client_of_coordinator.post(url, {"email": "po@anshire.gov.uk", "roles": ["HOST"]})
    assert "the invitation is still open" in text_of(again)


def test_others_may_not_invite(build, council, sign_in) -> None:
    url = reverse("invite", args=[council.reference])
    member = sign_in(build.person(council, Role.MANAGER))
    assert member.get(url).status_code == 403
    elsewhere = sign_in(build.person(build.organisation(), Role.COORDINATOR))
    assert elsewhere.get(url).status_code == 403
    operator = sign_in(build.person(is_operator=True))
    assert operator.get(url).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_comes_back_readable(client_of_coordinator, council, kind) -> None:
    url = reverse("invite_template", args=[council.reference, kind])
    template = client_of_coordinator.get(url)
    assert f"people-to-invite.{kind}" in template["Content-Disposition"]
    page = upload(client_of_coordinator, council, f"filled.{kind}", template.content)
    assert "name@council.gov.uk" in text_of(page)
    assert "Participant, Manager" in text_of(page)


def test_a_file_is_shown_before_anybody_is_invited(client_of_coordinator, council) -> None:
    content = "E-mail address;Name\nä@anshire.gov.uk;Zoë\np2@anshire.gov.uk;\n".encode("cp1252")
    page = upload(client_of_coordinator, council, "people.csv", content)
    assert "Zoë" in text_of(page)
    assert "Send 2 invitations" in text_of(page)
    assert not Invitation.objects.exists()

    packed = re.search(r'name="people" value="([^"]+)"', text_of(page)).group(1)
    done = client_of_coordinator.post(
        reverse("send_many", args=[council.reference]), {"people": packed}, follow=True
    )
    assert "We are sending 2 invitations" in text_of(done)
    assert "2 invitations not answered yet" in text_of(done)
    again = client_of_coordinator.post(
        reverse("send_many", args=[council.reference]), {"people": packed}
    )
    assert again.status_code == 422
    assert Invitation.objects.count() == 2


def test_faults_are_listed_by_row_and_nobody_is_invited(client_of_coordinator, council) -> None:
    content = xlsx(
        ["E-mail address", "Name", "Roles"],
        ["p1@anshire.gov.uk", "One", None],
        ["p2@anshire.gov.uk", "=1+1", None],
        ["p3@anshire.gov.uk", "Three", "Boss"],
    )
    page = upload(client_of_coordinator, council, "people.xlsx", content)
    assert page.status_code == 422
    assert "2 mistakes in the file. Nobody has been invited." in text_of(page)
    assert "Name is a formula" in text_of(page)
    assert re.search(r">4</th>\s*<td[^>]*>“Boss” is not a role", text_of(page))


def test_a_changed_preview_sends_nothing(client_of_coordinator, council) -> None:
    page = client_of_coordinator.post(
        reverse("send_many", args=[council.reference]), {"people": "WyJ4Il0:forged:signature"}
    )
    assert page.status_code == 422
    assert "Upload the file again" in text_of(page)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("people.xlsx", bomb, "too large"),
        ("people.xlsx", lambda: b"not a zip", "not an XLSX"),
        ("people.ods", lambda: b"x", "must be a CSV or an XLSX"),
        ("people.csv", lambda: b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        ("people.csv", lambda: b"", "The file is empty"),
        ("people.csv", lambda: b"Name\nSomebody", "first row must name the columns"),
    ],
)
def test_files_that_harm_or_say_nothing_are_refused(
    client_of_coordinator, council, name, make, reason
) -> None:
    page = upload(client_of_coordinator, council, name, make())
    assert page.status_code == 422
    assert reason in text_of(page)


def test_a_sheet_that_claims_a_million_rows_is_read_as_it_is(
    client_of_coordinator, council
) -> None:
    book = load_workbook(io.BytesIO(xlsx(["Email"], ["p@anshire.gov.uk"])))
    book.active.cell(row=900_000, column=30).number_format = "0"
    out = io.BytesIO()
    book.save(out)
    page = upload(client_of_coordinator, council, "people.xlsx", out.getvalue())
    assert "Send 1 invitation" in text_of(page)


def test_an_invitation_is_sent_again_and_withdrawn(client_of_coordinator, council, link) -> None:
    invitation = Invitation.objects.get()
    page = client_of_coordinator.post(
        reverse("resend_invitation", args=[invitation.reference]), follow=True
    )
    assert "is sent again" in text_of(page)
    url = reverse("withdraw_invitation", args=[invitation.reference])
    assert "is withdrawn" in text_of(client_of_coordinator.post(url, follow=True))
    assert "was withdrawn" in text_of(client_of_coordinator.post(url, follow=True))
    client_of_coordinator.logout()
    gone = client_of_coordinator.get(link)
    assert (gone.status_code, "was withdrawn" in text_of(gone)) == (410, True)


def test_another_coordinator_cannot_touch_it(build, sign_in, link) -> None:
    stranger = sign_in(build.person(build.organisation(), Role.COORDINATOR))
    url = reverse("withdraw_invitation", args=[Invitation.objects.get().reference])
    assert stranger.post(url).status_code == 404


def test_somebody_new_chooses_a_password_and_is_in(client, council, link) -> None:
    page = client.get(link)
    assert "Join Anshire County Council" in text_of(page)
    assert 'value="Policy officer"' in text_of(page)
    assert not Membership.objects.filter(person__email="po@anshire.gov.uk").exists()
    wrong = client.post(link, {"name": "Policy officer", "password": "po@anshire.gov.uk"})
    assert wrong.status_code == 422
    assert "too similar" in text_of(wrong)

    done = client.post(link, {"name": "Policy officer", "password": PASSWORD}, follow=True)
    assert "You belong to Anshire County Council now" in text_of(done)
    assert SESSION_KEY in client.session
    again = client.get(link)
    assert "has been accepted" in text_of(again)


def test_somebody_with_an_account_signs_in_and_accepts(client, council, link, now) -> None:
    person = register_person(
        name="Policy officer", email="po@anshire.gov.uk", password=PASSWORD, now=now, verified=True
    )
    page = text_of(client.get(link))
    assert "This address has an account" in page
    sign_in_page = re.search(r'href="(/account/login/\?next=[^"]+)"', page).group(1)
    back = client.post(sign_in_page, {"login": person.email, "password": PASSWORD}, follow=True)
    assert "You are signed in as Policy officer" in text_of(back)
    client.post(link)
    assert person.memberships.get().organisation == council


def test_somebody_else_who_is_signed_in_is_told_so(build, sign_in, link, now) -> None:
    register_person(
        name="Owner", email="po@anshire.gov.uk", password=PASSWORD, now=now, verified=True
    )
    client = sign_in(build.person())
    assert "belongs to another account" in text_of(client.get(link))
    assert client.post(link).status_code == 422


def test_a_broken_link_says_what_to_do(client, db) -> None:
    page = client.get("/invitations/broken/")
    assert page.status_code == 410
    assert "copy all of it" in text_of(page)
