"""Each process's index keeps in step with what others write."""

import pytest

from permeate.actions.indexing import index_opportunity, rebuild_index
from permeate.core.search.bits import newest
from permeate.journal.record import write
from permeate.models import SearchChange, SearchState
from permeate.queries.search import memory
from permeate.queries.search.memory import Memory

index = write(index_opportunity)


@pytest.fixture
def other():
    """The index of another process: what it holds now, newest first."""
    process = Memory()

    def held(word: str = "") -> list[int]:
        with process.current() as (known, _):
            bits = known.bits("title", word) if word else known.live
            return [known.opportunities[place] for place in newest([known.live & bits])]

    held.process = process
    return held


def test_new_changed_and_closed_ones_are_taken_in_one_by_one(build, other, monkeypatch) -> None:
    first, second = build.opportunity(title="Waste"), build.opportunity(title="Roads")
    index(opportunity=first)
    assert other() == [first.id]
    everything = other.process.index

    index(opportunity=second)
    first.title = "Libraries"
    first.save()
    index(opportunity=first)
    assert other() == [second.id, first.id]
    assert (other("wast"), other("librari")) == ([], [first.id])

    second.status = "CLOSED"
    second.save()
    index(opportunity=second)
    assert other() == [first.id]
    assert other.process.index is everything


def test_after_a_rebuild_everything_is_read_again(build, other) -> None:
    one = build.opportunity()
    rebuild_index()
    assert other() == [one.id]

    two = build.opportunity()
    rebuild_index()

    assert other() == [two.id, one.id]


def test_a_process_far_behind_reads_everything_again(build, other, monkeypatch) -> None:
    monkeypatch.setattr(memory, "FEW", 2)
    made = [build.opportunity() for _ in range(4)]
    index(opportunity=made[0])
    assert other() == [made[0].id]
    for one in made[1:]:
        index(opportunity=one)

    assert other() == [one.id for one in made[::-1]]


def test_a_history_that_is_another_one_is_noticed(build, other) -> None:
    """After a restore the number may be the same, or further, with other changes behind it."""
    one = build.opportunity()
    index(opportunity=one)
    assert other() == [one.id]

    two = build.opportunity()
    rebuild_index()
    SearchChange.objects.all().delete()
    SearchState.objects.update(number=1, stamp="another")
    assert other() == [two.id, one.id]

    one.status = "CLOSED"
    one.save()
    index(opportunity=one)
    assert other() == [two.id]


def test_phrases_are_found_in_new_and_changed_ones_and_not_kept_without_end(
    build, other, monkeypatch
) -> None:
    monkeypatch.setattr(memory, "MOST_PHRASES", 2)
    plan, other_way = build.opportunity(title="Local plan"), build.opportunity(title="Plan local")
    closed = build.opportunity(title="The local plan")
    for one in (plan, other_way, closed):
        index(opportunity=one)

    def phrase(*term: str) -> list[int]:
        with other.process.current() as (known, phrases):
            found = newest([known.live & phrases(term, ("title",))])
            return [known.opportunities[place] for place in found]

    assert phrase("local", "plan") == [closed.id, plan.id]
    closed.status = "CLOSED"
    closed.save()
    other_way.title = "A local plan"
    other_way.save()
    for one in (closed, other_way):
        index(opportunity=one)
    assert phrase("local", "plan") == [other_way.id, plan.id]
    for word in "abcdef":
        assert phrase("local", word) == []
    assert len(other.process.phrases.known) <= 2


def test_no_more_statements_with_more_opportunities(
    build, other, django_assert_num_queries
) -> None:
    for _ in range(5):
        index(opportunity=build.opportunity())
    other()

    with django_assert_num_queries(1):
        other()
    index(opportunity=build.opportunity())
    with django_assert_num_queries(4):
        other()
