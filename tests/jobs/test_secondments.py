"""Time passes on the way to a secondment: reminders go out, nobody is forgotten."""

from datetime import timedelta

from permeate.jobs import secondments
from permeate.jobs.registry import JOBS
from permeate.jobs.schedule import EVERY_MINUTES
from permeate.models import Application, Notice
from tests.actions.test_agreements import opened
from tests.actions.test_applications import applications


def test_each_job_does_its_part_once(build, now) -> None:
    build.release()
    offer = applications(build, 1, status="OFFERED")[0]
    Application.objects.filter(id=offer.id).update(offered_at=now)
    late = applications(build, 1)[0].opportunity
    late.status = "CLOSED"
    late.save()
    opened(build, now)
    later = now + timedelta(days=4)

    for job in (
        secondments.remind_of_releases,
        secondments.remind_of_offers,
        secondments.remind_to_sign,
        secondments.see_to_outcomes,
    ):
        assert job(later) == 1, job.__name__
        written = Notice.objects.count()
        assert job(later) == 0, job.__name__  # a job may run twice
        assert Notice.objects.count() == written


def test_every_job_is_known_and_recurs() -> None:
    for name in ("remind_of_offers", "remind_of_releases", "remind_to_sign", "see_to_outcomes"):
        assert JOBS[name] is getattr(secondments, name)
        assert name in EVERY_MINUTES
