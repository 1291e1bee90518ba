"""Every route, tried by everybody, against the access table: no unexpected success.

``tests/web/access/table.md`` says who may; ``tests/web/access/scenario.py`` who there is. The
walk begins at the URL resolver, so that a route without a line fails.
"""

from collections import defaultdict
from collections.abc import Iterable

import pytest
from django.db import transaction
from django.test import Client

from permeate.core.guidance import SHORT_HASH, statement_hash
from permeate.journal.links import token
from tests.house.test_gates import routes
from tests.web.access.scenario import ACTORS, Scenario
from tests.web.access.table import Line, address, lines

LINES = defaultdict(list)
for _line in lines():
    LINES[_line.route].append(_line)
ROUTES = dict(routes())
SUBJECTS = sorted({route.partition("/")[0] for route in ROUTES})
FIXED = {
    "issuer": "service",
    "section": "parties",
    "level": "1",
    "question": "goal",
    "secret": "none",
    "statement": statement_hash("Ring first.")[:SHORT_HASH],
    "number": "1",
    "older": "1",
    "newer": "1",
    "kind": "csv",
    "slug": "privacy",
    "key": "none",
    "uidb36": "1",
    "pk": "1",
}


def test_every_route_is_in_the_table_and_every_line_is_a_route() -> None:
    assert sorted(set(ROUTES) - set(LINES)) == [], "say in the access table who may"
    assert sorted(set(LINES) - set(ROUTES)) == [], "the access table names routes that are gone"
    for route, found in LINES.items():
        said = [(method, line.record) for line in found for method in line.methods]
        assert len(said) == len(set(said)), f"two lines say different things about {route}"


def answer_of(client: Client, method: str, path: str, sent: dict[str, str]) -> str:
    """What became of a request, undone at once: yes, refused, not found, sign in or no such."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = client.post(path, sent) if method == "POST" else client.get(path)
        transaction.set_rollback(True)
    client.cookies = cookies
    if answer.status_code == 302 and answer.url.startswith("/account/login/"):
        return "sign in"
    return {403: "refused", 404: "not found", 405: "no such", 410: "no link"}.get(
        answer.status_code, "yes"
    )


def more_of(record: str) -> dict[str, str]:
    """What stands after the record's name: ``; part=access``."""
    more = record.partition("; ")[2]
    return dict([more.split("=")]) if more else {}


class Walk:
    """The scenario with a signed-in client for everybody in it."""

    def __init__(self, build) -> None:
        self.scenario = Scenario(build)
        self.clients = {actor: Client() for actor in ACTORS}
        for actor, person in self.scenario.people.items():
            if person is not None:
                self.clients[actor].force_login(person)

    def path(self, route: str, record: str) -> str:
        """The route's address for a record of the scenario.

        ``opportunity; section=purpose`` says more of the address or the form, and ``booking
        to the home manager`` whom its signed link was sent to.
        """
        word, _, holder = record.partition("; ")[0].partition(" to ")
        row = self.scenario.records.get(word)
        reference = row.reference if row else "none"
        person = self.scenario.people.get(holder)
        signed = token(ROUTES[route].gate.act, reference, holder=person.reference if person else "")
        values = {"reference": reference, "token": signed}
        return address(route, FIXED | values | more_of(record))

    def sent(self, actor: str, record: str) -> dict[str, str]:
        """A nearly empty form: what some routes need to know what is meant."""
        places = self.scenario.places
        own = places.get(actor.rpartition("@")[2], places["home"])
        organisations = {"add": places["elsewhere"].reference, "organisation": own.reference}
        return organisations | more_of(record)

    def answers(
        self, route: str, method: str, record: str, actors: Iterable[str]
    ) -> dict[str, str]:
        path = self.path(route, record)
        return {
            actor: answer_of(self.clients[actor], method, path, self.sent(actor, record))
            for actor in actors
        }

    def served_but_not_said(self, route: str, line: Line) -> list[str]:
        """Methods the table leaves out that serve even those who may use the others."""
        said = {method for one in LINES[route] for method in one.methods}
        likely = [actor for actor in ACTORS if actor in line.may][:1]
        return [
            f"{method} /{route} as {actor}: served, though the table leaves it out"
            for method in {"GET", "POST"} - said
            for actor, answer in self.answers(route, method, line.record, likely).items()
            if answer == "yes"
        ]


@pytest.fixture
def walk(build, settings) -> Walk:
    settings.MODE = "demonstration"
    return Walk(build)


def expected(line: Line, actor: str) -> tuple[str, ...]:
    if actor in line.may:
        return ("yes",)
    if actor == "signed out":
        return ("sign in", "refused", "not found", "no link")
    return ("refused",) if actor in line.refused else ("not found",)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_nobody_comes_further_than_the_table_says(subject: str, walk: Walk) -> None:
    wrong = []
    for route in [route for route in ROUTES if route.partition("/")[0] == subject]:
        for line in LINES[route]:
            for method in line.methods:
                for actor, answer in walk.answers(route, method, line.record, ACTORS).items():
                    if answer not in expected(line, actor):
                        said = " or ".join(expected(line, actor))
                        wrong.append(f"{method} /{route} as {actor}: {answer}, not {said}")
            wrong += walk.served_but_not_said(route, line)
    assert not wrong, "\n".join(wrong)
