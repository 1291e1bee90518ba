"""A round from setting up to answers, on its pages."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from permeate.core.roles import Role
from permeate.core.rounds import commitment
from permeate.jobs.rounds import fill_round, tend_rounds, try_round
from permeate.models import Match, Notice, Programme, ProgrammeMember, Round, RoundRun


@pytest.fixture(autouse=True)
def _pages_read_this_clock(now):
    with time_machine.travel(now, tick=False):
        yield


class Field:
    """A programme of two hosts, three people of one home, and whoever posts for them."""

    def __init__(self, build, client, now) -> None:
        self.client, self.now = client, now
        runner = build.organisation("Runner")
        self.owner = build.person(runner, Role.PROGRAMME_OWNER)
        self.home = build.organisation("Home council")
        self.hosts = [build.organisation(f"Host {n}", region="WALES") for n in "AB"]
        self.managers = [build.person(host, Role.HOST) for host in self.hosts]
        self.offers = [
            build.opportunity(host, manager, title=f"Work at {host.name}")
            for host, manager in zip(self.hosts, self.managers, strict=True)
        ]
        self.people = [build.person(self.home, name=f"Person {n}") for n in range(3)]
        self.programme = Programme.objects.create(
            name="Exchange", organisation=runner, owner=self.owner, starts_on=now.date(),
            created_at=now,
        )  # fmt: skip
        for one in (runner, self.home, *self.hosts):
            ProgrammeMember.objects.create(programme=self.programme, organisation=one)

    def post(self, person, route, reference, /, **sent):
        self.client.force_login(person)
        return self.client.post(reverse(route, args=[reference]), sent)

    def page(self, person, name, reference) -> str:
        self.client.force_login(person)
        answer = self.client.get(reverse(name, args=[reference]))
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def set_up(self, method="stable", days=10) -> Round:
        closes, due = (self.now.date() + timedelta(days=n) for n in (days, days + 10))
        sent = {"name": "Spring", "method": method}
        for field, day in (("rankings_close_on", closes), ("answers_due_on", due)):
            sent |= {
                f"{field}-day": day.day,
                f"{field}-month": day.month,
                f"{field}-year": day.year,
            }
        self.post(self.owner, "new_round", self.programme.reference, **sent)
        round_ = Round.objects.get()
        for offer in self.offers:
            self.post(
                self.owner, "round_places", round_.reference,
                opportunity=offer.reference, least="0", most="1",
            )  # fmt: skip
        return round_

    def rank(self, round_, hosts_rank=True) -> None:
        """Everybody would like A best; A likes Person 1 best, then Person 0."""
        places = list(round_.places.all())
        for person in self.people:
            ranks = {place.reference: str(n) for n, place in enumerate(places, 1)}
            self.post(person, "rank_places", round_.reference, home=self.home.reference, **ranks)
        entries = {entry.person_id: entry.reference for entry in round_.entries.all()}
        order = [self.people[n] for n in (1, 0, 2)]
        for place, manager in zip(places, self.managers, strict=True):
            ranks = {entries[one.id]: str(n) for n, one in enumerate(order, 1)}
            self.post(manager, "rank_people", place.reference, **ranks)

    def published(self) -> Round:
        round_ = self.set_up()
        self.post(self.owner, "open_round", round_.reference)
        self.rank(round_)
        self.post(self.owner, "close_round", round_.reference)
        self.post(self.owner, "try_round", round_.reference, method="stable")
        run = RoundRun.objects.latest("id")
        try_round(run.reference)
        self.post(self.owner, "publish_round", run.reference)
        round_.refresh_from_db()
        return round_


@pytest.fixture
def field(build, client, now):
    return Field(build, client, now)


@pytest.mark.django_db
def test_nobody_but_the_owner_sees_a_round_before_it_opens(field) -> None:
    round_ = field.set_up()
    assert "Being set up" in field.page(field.owner, "round", round_.reference)
    field.client.force_login(field.people[0])
    assert field.client.get(reverse("round", args=[round_.reference])).status_code == 404
    assert "Spring" not in field.page(field.people[0], "programme", field.programme.reference)


@pytest.mark.django_db
def test_the_seed_is_committed_to_before_anybody_ranks_and_told_with_the_result(field) -> None:
    round_ = field.published()
    assert round_.commitment == commitment(round_.seed, round_.reference)
    assert str(round_.seed) in field.page(field.people[0], "round", round_.reference)


@pytest.mark.django_db
def test_the_seed_is_hidden_while_people_rank(field) -> None:
    round_ = field.set_up()
    field.post(field.owner, "open_round", round_.reference)
    round_.refresh_from_db()
    page = field.page(field.people[0], "round", round_.reference)
    assert round_.commitment in page
    assert str(round_.seed) not in page


@pytest.mark.django_db
def test_a_ranking_is_saved_and_changed_until_the_last_day(field) -> None:
    round_ = field.set_up()
    field.post(field.owner, "open_round", round_.reference)
    field.rank(round_)
    assert "You ranked 2 places" in field.page(field.people[0], "round", round_.reference)
    first = round_.places.first()
    field.post(
        field.people[0], "rank_places", round_.reference,
        home=field.home.reference, **{first.reference: "1"},
    )  # fmt: skip
    assert "You ranked 1 place" in field.page(field.people[0], "round", round_.reference)
    with time_machine.travel(field.now + timedelta(days=11), tick=False):
        late = field.post(
            field.people[0], "rank_places", round_.reference,
            home=field.home.reference, **{first.reference: "2"},
        )  # fmt: skip
        assert late.status_code == 422
        assert "Rankings are closed" in late.content.decode()


@pytest.mark.django_db
def test_a_try_while_rankings_are_open_is_the_owners_alone(field) -> None:
    round_ = field.set_up()
    field.post(field.owner, "open_round", round_.reference)
    field.rank(round_)
    field.post(field.owner, "try_round", round_.reference, method="fair")
    run = RoundRun.objects.get()
    assert "Waiting for the worker" in field.page(field.owner, "round_run", run.reference)
    try_round(run.reference)
    page = field.page(field.owner, "round_run", run.reference)
    assert "2 of 3 people placed" in page
    assert "cannot be published" in page
    field.client.force_login(field.people[0])
    assert field.client.get(reverse("round_run", args=[run.reference])).status_code == 404
    field.post(field.owner, "publish_round", run.reference)
    assert not Match.objects.exists()


@pytest.mark.django_db
def test_everybody_is_told_their_answer_and_why(field) -> None:
    round_ = field.published()
    goes = {match.entry.person: match.place.opportunity.title for match in Match.objects.all()}
    assert goes == {field.people[1]: "Work at Host A", field.people[0]: "Work at Host B"}
    page = field.page(field.people[0], "answer_match", round_.reference)
    assert (
        "The last place at Work at Host A at Host A went to someone Work at Host A at Host A "
        "ranked above you; your next was Work at Host B at Host B." in page
    )
    none = Notice.objects.get(recipient=field.people[2], subject__startswith="No place")
    assert "ranked above you" in none.body


@pytest.mark.django_db
def test_a_declined_place_goes_to_whoever_is_next(field) -> None:
    round_ = field.published()
    field.post(field.people[1], "answer_match", round_.reference, accepts="no")
    assert fill_round(round_.reference) == 1
    offered = Match.objects.latest("id")
    assert (offered.entry.person, offered.place.opportunity) == (field.people[2], field.offers[0])
    assert fill_round(round_.reference) == 0
    field.post(field.people[2], "answer_match", round_.reference, accepts="yes")
    offered.refresh_from_db()
    assert offered.status == "ACCEPTED"
    assert Notice.objects.filter(recipient=field.managers[0], subject__contains="comes to you")
    assert "Accepted" in field.page(field.owner, "round", round_.reference)


@pytest.mark.django_db
def test_days_that_are_over_close_rankings_and_lapse_answers(field) -> None:
    round_ = field.set_up()
    field.post(field.owner, "open_round", round_.reference)
    tend_rounds(now=field.now + timedelta(days=10))
    round_.refresh_from_db()
    assert round_.status == "RANKING"
    tend_rounds(now=field.now + timedelta(days=11))
    round_.refresh_from_db()
    assert round_.status == "MATCHING"


@pytest.mark.django_db
def test_unanswered_offers_lapse_and_the_round_ends(field) -> None:
    round_ = field.published()
    tend_rounds(now=field.now + timedelta(days=21))
    round_.refresh_from_db()
    assert round_.status == "FINISHED"
    assert set(Match.objects.values_list("status", flat=True)) == {"LAPSED"}


@pytest.mark.django_db
def test_targets_and_excluded_pairs_bind_a_fair_plan_and_tell_their_price(field) -> None:
    round_ = field.set_up(method="fair")
    field.post(
        field.owner, "round_limits", round_.reference, what="REGION:WALES", least="0", most="1"
    )
    field.post(
        field.owner, "round_pairs", round_.reference,
        home=field.home.reference, host=field.hosts[1].reference,
    )  # fmt: skip
    field.post(field.owner, "open_round", round_.reference)
    field.rank(round_)
    field.post(field.owner, "try_round", round_.reference, method="fair")
    run = RoundRun.objects.get()
    try_round(run.reference)
    page = field.page(field.owner, "round_run", run.reference)
    assert "1 of 3 people placed" in page
    assert "Region: Wales: 1, wanted up to 1 person" in page
    frozen = field.post(
        field.owner, "round_limits", round_.reference, what="REGION:WALES", least="0", most="2"
    )
    assert "can no longer change" in frozen.content.decode()


@pytest.mark.django_db
def test_contradicting_days_are_named_at_their_field(field) -> None:
    with pytest.raises(Round.DoesNotExist):
        field.set_up(days=-3)
    answer = field.post(field.owner, "new_round", field.programme.reference, name="")
    assert "Enter the round’s name" in answer.content.decode()


@pytest.mark.django_db
def test_pages_ask_no_more_with_more_rows(field, build) -> None:
    round_ = field.published()

    def count(person, name, reference) -> int:
        field.page(person, name, reference)
        with CaptureQueriesContext(connection) as seen:
            field.page(person, name, reference)
        return len(seen)

    pages = (
        (field.owner, "round", round_.reference),
        (field.owner, "round_run", RoundRun.objects.get().reference),
        (field.people[0], "answer_match", round_.reference),
    )
    before = [count(*page) for page in pages]
    for number in range(3):
        offer = build.opportunity(field.hosts[0], field.managers[0], title=f"More {number}")
        place = round_.places.create(opportunity=offer)
        person = build.person(field.home)
        entry = round_.entries.create(person=person, home=field.home, ranked_at=field.now)
        entry.rankings.create(place=place, side="PERSON", rank=1)
        entry.matches.create(place=place, offered_at=field.now, answer_by=round_.answers_due_on)
    assert [count(*page) for page in pages] == before
