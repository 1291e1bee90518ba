"""Prepared querysets give what the plain ones give, whoever asks."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from permeate.core.roles import Role
from permeate.core.vocabulary import Sector
from permeate.models import Membership, Opportunity, OpportunityDate, Person, SavedSearch
from permeate.models.prepared import Fixed, Prepared


def prepared(build) -> tuple[Prepared, list]:
    """A ``Prepared``, and the arguments with which its function was called."""
    calls = []

    def counted(*arguments):
        calls.append(arguments)
        return build(*arguments)

    return Prepared(counted), calls


def test_the_function_is_called_once_and_each_value_gets_its_own_rows(build) -> None:
    people = [build.person(name=name) for name in ("A", "B", "C")]
    by_id, calls = prepared(lambda number: Person.objects.filter(id=number))

    for person in people:
        assert by_id.all(person.id) == [person]

    assert by_id.first(0) is None
    assert len(calls) == 1


def test_rows_come_with_what_was_selected_and_prefetched(build) -> None:
    opportunity = build.opportunity(title="Map")
    full, _ = prepared(
        lambda reference: (
            Opportunity.objects.filter(reference=reference)
            .select_related("host")
            .prefetch_related("objectives")
        )
    )
    for _ in range(2):
        found = full.first(opportunity.reference)

    with CaptureQueriesContext(connection) as seen:
        assert found.host == opportunity.host
        assert found.objectives.all()[0].text == "Map the service"
    assert len(seen) == 0


def test_dates_times_and_lists_are_filled_in(build, now) -> None:
    day = build.date(starts_on=date(2027, 3, 3))
    other = build.date(starts_on=date(2027, 5, 5))
    near, calls = prepared(
        lambda first, last, ids: OpportunityDate.objects.filter(
            starts_on__range=(first, last), id__in=ids
        )
    )
    late, _ = prepared(lambda at: SavedSearch.objects.filter(created_at__lte=at))
    kept = SavedSearch.objects.create(
        person=build.person(), name="x", alerted_at=now, created_at=now
    )

    assert near.all(date(2027, 1, 1), date(2027, 4, 1), [day.id, other.id]) == [day]
    assert near.all(date(2027, 4, 1), date(2027, 6, 1), [day.id, other.id]) == [other]
    assert len(calls) == 1
    assert near.all(date(2027, 1, 1), date(2027, 6, 1), [other.id]) == [other]
    assert len(calls) == 2
    assert late.all(now) == [kept]
    assert late.all(now - timedelta(seconds=1)) == []


def test_a_limit_is_part_of_the_shape(build) -> None:
    for _ in range(3):
        build.person()
    some, calls = prepared(lambda least, limit: Person.objects.filter(id__gte=least)[:limit])

    assert [len(some.all(0, Fixed(limit))) for limit in (1, 2, 1)] == [1, 2, 1]
    assert len(calls) == 2


def test_a_persons_standing_decides_whatever_their_number(build) -> None:
    hosts = [build.organisation(sector=Sector.NHS) for _ in range(3)]
    people = [build.person(host, Role.COORDINATOR) for host in hosts]
    seen, calls = prepared(Membership.objects.visible_to)

    for person in people:
        assert seen.all(person) == list(Membership.objects.visible_to(person))
    assert len(calls) == 1

    both = build.person(hosts[0], Role.COORDINATOR)
    build.membership(both, hosts[1], Role.COORDINATOR)
    plain = build.person(hosts[0])
    for person in (both, plain, build.person()):
        assert set(seen.all(person)) == set(Membership.objects.visible_to(person))


@pytest.mark.parametrize(
    "build_it",
    [
        lambda who, word: Person.objects.filter(name__icontains=word),
        lambda who, word: Person.objects.filter(email=who.email, name=word),
        lambda who, word: Person.objects.filter(name=word.upper()),
        lambda who, word: Person.objects.filter(name=word.strip()),
        lambda who, word: Person.objects.filter(name=word, created_at__lte=NOW[0]),
        lambda who, word: Person.objects.none(),
        lambda who, word: Person.objects.filter(id=who.id * 1, name=word),
    ],
)  # fmt: skip
def test_what_looks_at_values_is_built_each_time(build, now, build_it) -> None:
    NOW[:] = [now]
    ann, bob = (build.person(name=name) for name in ("Ann", "Bob"))
    it, _ = prepared(build_it)

    for person in (ann, bob, ann):
        assert it.all(person, person.name) == list(build_it(person, person.name))


NOW: list = []


def test_nothing_grows_without_end(build) -> None:
    by_id = Prepared(lambda ids: Person.objects.filter(id__in=ids))

    for count in range(1, 700):
        by_id.queryset(list(range(count)))

    assert len(by_id.statements) <= 300


def row_gates(patterns=None):
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from row_gates(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.callback.gate.rows is not None:
            yield pattern.name, pattern.callback.gate.rows


@pytest.mark.parametrize(("name", "rows"), list(row_gates()))
def test_every_gate_asks_for_each_person_what_it_would_ask_unprepared(build, name, rows) -> None:
    """People of one shape share a statement; it must differ in nothing but their numbers."""
    roles = [(Role.PARTICIPANT,), (Role.HOST, Role.MANAGER), tuple(Role)]
    for held in roles:
        for _ in range(2):
            person = build.person(build.organisation(), *held)
            build.membership(person, build.organisation(sector=Sector.NHS), *held)
            assert sql(rows.queryset(person, "ref2345678")) == sql(rows.build(person, "ref2345678"))


def sql(queryset) -> tuple[str, list[str]]:
    """The statement, and its parameters in any order: lists of numbers may come in any."""
    try:
        text, parameters = queryset.query.get_compiler(using="default").as_sql()
    except Exception as fault:  # noqa: BLE001  nothing can match: no statement at all
        return type(fault).__name__, []
    return text, sorted(str(value) for value in parameters)
