"""The pages on the way to a secondment ask the database no more for more rows."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from permeate.core.roles import Role
from permeate.core.vocabulary import Party
from permeate.models import Agreement
from tests.actions.test_agreements import change, opened, sign
from tests.actions.test_applications import applications

MOST = 12


def count(client, url) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_hosts_list(build, sign_in) -> None:
    first = applications(build, 2, places=5)[0]
    url = reverse("applications", args=[first.opportunity.reference])
    client = sign_in(first.opportunity.host_manager)
    few = count(client, url)
    for _ in range(5):
        home = build.organisation()
        person = build.person(home, manager=build.person(home))
        build.application(build.release(person, first.opportunity, status="GRANTED"))

    assert count(client, url) == few <= MOST


def test_a_persons_own_list(build, sign_in) -> None:
    home = build.organisation()
    person = build.person(home, manager=build.person(home))
    client, url = sign_in(person), reverse("my_applications")
    build.application(build.release(person, status="GRANTED"))
    few = count(client, url)
    for _ in range(5):
        build.application(build.release(person, status="GRANTED"))
        build.release(person)

    assert count(client, url) == few <= MOST


def test_an_agreement_with_many_versions(build, sign_in, now) -> None:
    agreement = opened(build, now)
    client = sign_in(agreement.placement.host_manager)
    url = reverse("agreement", args=[agreement.reference])
    few = count(client, url)
    for weeks in range(5, 10):
        sign(agreement, Party.HOST, now)
        change(agreement, now, notice_host=str(weeks))
        Agreement.objects.update(status="OPEN")

    assert count(client, url) == few <= MOST


def test_single_pages(build, sign_in, now) -> None:
    agreement = opened(build, now)
    application = agreement.placement.application
    host = sign_in(agreement.placement.host_manager)
    for name, row in (
        ("application", application),
        ("sign_agreement", agreement),
        ("change_agreement", agreement),
        ("arrangements", agreement.placement),
    ):
        assert count(host, reverse(name, args=[row.reference])) <= MOST
    home = sign_in(build.person(agreement.placement.home, Role.COORDINATOR))
    assert count(home, reverse("release", args=[application.release.reference])) <= MOST
