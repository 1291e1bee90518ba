"""Somebody says what they seek, and sees what is suggested, why, and why not."""

import os
import subprocess
import sys

import pytest

from permeate.jobs.suggestions import suggest_to_person
from permeate.models import OpportunityTopic, Seeking

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(build, client):
    person = build.person(build.organisation())
    client.force_login(person)
    return person


def test_from_nothing_to_suggestions(build, client, person) -> None:
    offer = build.opportunity(status="PUBLISHED", title="Home care", vetting="NONE")
    OpportunityTopic.objects.create(opportunity=offer, kind="THEME", value="HOUSING")
    assert "Say what you seek" in client.get("/suggestions/").text

    sent = {"learn": ["HOUSING"], "fte_most": "1", "vetting": "NONE"}
    page = client.post("/suggestions/what-you-seek/", sent, follow=True).text
    assert "There are no suggestions yet" in " ".join(page.split())
    suggest_to_person(person.id)

    page = client.get("/suggestions/").text
    assert "Home care" in page
    assert "You want to learn about housing and homelessness." in page
    assert "28 of 28" in page
    assert "Home care" in client.get("/home/").text
    why = client.get(f"/suggestions/why/{offer.reference}/").text
    assert "It is suggested, in place 1." in why
    assert (
        f"/suggestions/why/{offer.reference}/"
        in client.get(f"/opportunities/{offer.reference}/").text
    )

    assert "deleted" in client.post("/suggestions/stop/", follow=True).text
    assert not Seeking.objects.exists()


def test_errors_keep_what_was_typed(client, person) -> None:
    answer = client.post(
        "/suggestions/what-you-seek/",
        {"text": "About bees", "fte_most": "2", "vetting": "NONE"},
    )
    assert answer.status_code == 422
    assert "Select at least one thing you want to learn." in answer.text
    assert "Enter a share of full time such as 0.6, at most 1." in answer.text
    assert "About bees" in answer.text


def test_why_not_says_what_stands_in_the_way(build, client, person) -> None:
    offer = build.opportunity(status="PUBLISHED", vetting="DV")
    assert "cannot compare it" in client.get(f"/suggestions/why/{offer.reference}/").text
    Seeking.objects.create(person=person, learn=["HOUSING"], changed_at=build.now)
    page = client.get(f"/suggestions/why/{offer.reference}/").text
    assert "It is ruled out, whatever speaks for it." in page
    assert "It needs DV clearance; you have none." in page


SOLVERS = """
import django, sys
django.setup()
import permeate.urls
heavy = ("numba", "scipy", "ortools", "networkx", "permeate.core.matching.rank.columns")
print(permeate.urls.__name__, *(name for name in heavy if name in sys.modules))
"""


def test_the_web_process_loads_no_solver_and_no_columns() -> None:
    """It reads what the worker stored."""
    told = subprocess.run(
        [sys.executable, "-c", SOLVERS],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "permeate.settings"},
    )
    assert told.stdout.split() == ["permeate.urls"]
