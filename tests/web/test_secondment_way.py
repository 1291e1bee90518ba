"""From an opportunity to three signatures through the pages, as each person meets them."""

from django.urls import reverse

from permeate.core.agreements.sections import section_of
from permeate.core.agreements.versions import section_digest
from permeate.core.roles import Role
from permeate.models import Agreement, Application, Placement, Release

PASSWORD = "correct horse battery"
ANSWERS = {
    "parties": {"legal_basis": "EMPLOYERS", "nature": "NEW"},
    "integrity": {"conflicts": "NONE", "property": "BOTH", "secrets": "NO", "no_poaching": "YES"},
    "security": {
        "clearance_needed": "NONE",
        "clearance_held": "NONE",
        "data_shared": "Name",
        "lawful_basis": "CONTRACT",
        "retention": "six years",
    },
}


def post(client, name, reference, answers=None, **kwargs):
    return client.post(reverse(name, args=[reference, *kwargs.values()]), answers or {})


def test_the_whole_way(build, sign_in, client) -> None:
    home = build.organisation("Ashdown Council")
    manager = build.person(home, Role.MANAGER, name="Home Manager", password=PASSWORD)
    person = build.person(home, name="Planning Officer", manager=manager, password=PASSWORD)
    opportunity = build.opportunity(places=1)
    host_manager = opportunity.host_manager
    host_manager.set_password(PASSWORD)
    host_manager.save()

    sign_in(person)
    assert client.get(reverse("request_release", args=[opportunity.reference])).status_code == 200
    asked = post(
        client,
        "request_release",
        opportunity.reference,
        {"purpose": "To learn.", "home_gains": "A better service."},
    )
    release = Release.objects.get()
    assert asked.url == reverse("release", args=[release.reference])
    assert post(client, "apply", release.reference, {"statement": "I can."}).status_code == 422

    sign_in(manager)
    decided = post(
        client,
        "decide_release",
        release.reference,
        {"granted": "yes", "cover": "ACT_UP", "cover_note": "", "reason": "Good for us."},
    )
    assert decided.status_code == 302

    sign_in(person)
    assert "Apply" in client.get(reverse("home")).content.decode()
    assert post(client, "apply", release.reference, {"statement": "I can."}).status_code == 302
    application = Application.objects.get()

    sign_in(host_manager)
    assert client.get(reverse("applications", args=[opportunity.reference])).status_code == 200
    assert post(client, "shortlist_application", application.reference).status_code == 302
    assert post(client, "offer_place", application.reference, {"message": "Hi"}).status_code == 302

    sign_in(person)
    assert client.get(reverse("answer_offer", args=[application.reference])).status_code == 200
    assert (
        post(client, "answer_offer", application.reference, {"accepted": "yes"}).status_code == 302
    )
    agreement = Agreement.objects.get()

    sign_in(host_manager)
    for code, given in ANSWERS.items():
        agreement.refresh_from_db()
        content = agreement.current.content
        part = section_of(code)
        answers = {field.name: content.get(field.name, "") for field in part.fields}
        saved = client.post(
            reverse("change_section", args=[agreement.reference, code]),
            {**answers, **given, "seen": section_digest(content, part)},
        )
        assert saved.status_code == 302, saved.content.decode()
    opened = post(client, "open_agreement", agreement.reference)
    assert opened.status_code == 302, opened.content.decode()

    for who in (host_manager, manager, person):
        sign_in(who)
        agreement.refresh_from_db()
        current = agreement.current
        page = client.get(reverse("sign_agreement", args=[agreement.reference]))
        assert current.content_hash in page.content.decode()
        signed = post(
            client,
            "sign_agreement",
            agreement.reference,
            {
                "seen_hash": current.content_hash,
                "authority": "Manager",
                "password": PASSWORD,
            },
        )
        assert signed.status_code == 302, signed.content.decode()
        assert client.get(signed.url).status_code == 200
        number = current.number
        assert (
            client.get(reverse("agreement_version", args=[agreement.reference, number])).status_code
            == 200
        )
        assert (
            client.get(
                reverse("compare_versions", args=[agreement.reference, 1, number])
            ).status_code
            == 200
        )

    assert Placement.objects.get().status == "AGREED"
    assert client.get(reverse("my_applications")).status_code == 200
