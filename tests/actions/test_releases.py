"""Home decides before anybody applies."""

import pytest

from permeate.actions.releases import decide_release
from permeate.core.refusals import Refused
from permeate.models import AuditEvent, Notice


def decide(release, now, **answers):
    answers = {
        "granted": True,
        "cover": "ACT_UP",
        "cover_note": "",
        "reason": "Good for us.",
        "by": release.manager,
        **answers,
    }
    return decide_release(release=release, now=now, **answers)


def test_a_yes_is_recorded_told_and_in_the_history(build, now) -> None:
    release = build.release()

    decide(release, now)

    release.refresh_from_db()
    assert (release.status, release.cover, release.decided_by) == (
        "GRANTED",
        "ACT_UP",
        release.manager,
    )
    assert AuditEvent.objects.get().event == "RELEASE_GRANTED"
    notice = Notice.objects.get()
    assert notice.recipient == release.person
    assert f"/releases/{release.reference}/" in notice.body


def test_a_yes_without_cover_is_refused_and_leaves_nothing(build, now) -> None:
    release = build.release()

    with pytest.raises(Refused) as refusal:
        decide(release, now, cover="")

    assert refusal.value.field == "cover"
    release.refresh_from_db()
    assert release.status == "REQUESTED"
    assert not AuditEvent.objects.exists()
    assert not Notice.objects.exists()


def test_a_decision_is_made_once(build, now) -> None:
    release = build.release(status="REFUSED")

    with pytest.raises(Refused, match="refused"):
        decide(release, now)
