"""From an entry to a practice: written once, linked by authors, versions kept, merged."""

import pytest
from django.db import IntegrityError, transaction

from permeate.actions.erasing import erase_person
from permeate.actions.learning import Lines, record_entry
from permeate.actions.practices import (
    Claim,
    change_practice,
    link_entry,
    merge_practice,
    write_practice,
)
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import AuditEvent, Notice, Practice, PracticeStem
from permeate.queries.nearest import nearest
from permeate.queries.practices import library

RING = Claim(
    claim="Ring every family before the first visit",
    what="A duty officer rings within a day and asks what would help.",
    applies="Homelessness prevention with families.",
    not_applies="Where there is no telephone, or where violence is likely.",
    topics="homelessness",
)


@pytest.fixture
def placement(build):
    return build.placement(status="ACTIVE")


@pytest.fixture
def entry(placement, now):
    return record_entry(
        by=placement.participant,
        placement=placement,
        lines=Lines(what="They ring first", direction="TAKEN_BACK", topics="homelessness, own"),
        occurred_on=now.date(),
        now=now,
    )


@pytest.fixture
def practice(entry, placement, now):
    return write_practice(
        entry=entry, said=RING, origin=placement.host, differs="", by=entry.author, now=now
    )


def test_an_entry_keeps_its_topics_and_how_sure_its_author_was(entry) -> None:
    assert list(entry.topics.values_list("topic", flat=True)) == ["LGSL-112", "own"]


def test_the_practice_links_back_to_its_entry_and_says_who_wrote_it(practice, entry) -> None:
    version = practice.versions.get()
    assert practice.entries.get().entry == entry
    assert (version.organisation_at_time, version.role_at_time) == (
        entry.organisation_at_time,
        "Policy officer",
    )
    assert practice.status == "IDENTIFIED"
    assert list(practice.topics.values_list("topic", flat=True)) == ["LGSL-112"]


def test_the_nearest_is_shown_with_the_reason_and_must_be_told_apart(practice, build, now) -> None:
    for number in range(3):
        build.practice(claim=f"Grit road {number}", what="Before the frost.", applies="Hills.")
    other = build.person(build.organisation())
    near = nearest(other, "We ring families before we visit them", ["LGSL-112"])
    assert near[0].practice == practice
    assert "families" in near[0].why
    assert "Homelessness" in near[0].why

    same = Claim(**{**vars(RING), "claim": "Ring each family before a first visit"})
    with pytest.raises(Refused, match="very near") as no:
        write_practice(
            entry=None, said=same, origin=build.organisation(), differs="", by=other, now=now
        )
    assert no.value.field == "differs"
    written = write_practice(
        entry=None,
        said=same,
        origin=build.organisation(),
        differs="Ours rings twice.",
        by=other,
        now=now,
    )
    assert written.differs == "Ours rings twice."


def test_only_the_author_of_an_entry_links_it(practice, build, placement, now) -> None:
    other = build.practice()
    entry = practice.entries.get().entry
    with pytest.raises(Refused, match="Only its author"):
        link_entry(practice=other, entry=entry, by=other.author, now=now)
    link_entry(practice=other, entry=entry, by=entry.author, now=now)
    with pytest.raises(Refused, match="already"):
        link_entry(practice=other, entry=entry, by=entry.author, now=now)
    assert entry.practices.count() == 2
    assert Notice.objects.get(event="PRACTICE_LINKED").recipient == other.author


def test_versions_stay_as_they_were_read(practice, now) -> None:
    said = Claim(**{**vars(RING), "applies": "Families and single people."})
    change_practice(practice=practice, said=said, by=practice.author, now=now)
    with pytest.raises(Refused, match="Nothing is different"):
        change_practice(practice=practice, said=said, by=practice.author, now=now)
    applies = list(practice.versions.values_list("applies", flat=True))
    assert applies == [RING.applies, "Families and single people."]
    assert PracticeStem.objects.filter(practice=practice, stem="singl").exists()


def test_merging_keeps_both_histories_and_counts_them_as_one(practice, build, now) -> None:
    second, third = build.practice(), build.practice()
    merge_practice(practice=second, into=third, reason="Same.", by=second.author, now=now)
    merge_practice(practice=third, into=practice, reason="Same.", by=third.author, now=now)

    second, third = (Practice.objects.get(id=one.id) for one in (second, third))
    assert (second.merged_into, second.root) == (third, practice)
    assert second.versions.count() == 1
    assert list(library(practice.author)) == [practice]
    with pytest.raises(Refused, match="merged already"):
        merge_practice(practice=second, into=practice, reason="x", by=second.author, now=now)
    with pytest.raises(Refused, match="itself merged"):
        merge_practice(practice=practice, into=second, reason="x", by=practice.author, now=now)


def test_only_its_author_or_an_editor_there_merges(practice, build, now) -> None:
    into = build.practice()
    with pytest.raises(Refused, match="editor"):
        merge_practice(practice=practice, into=into, reason="x", by=into.author, now=now)
    editor = build.person(practice.origin, Role.EDITOR)
    merge_practice(practice=practice, into=into, reason="x", by=editor, now=now)


def test_the_database_holds_that_a_merge_is_whole(practice) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Practice.objects.filter(id=practice.id).update(status="MERGED")


def test_an_erased_author_leaves_the_practice_without_their_name_and_entry(build, now) -> None:
    author = build.person(build.organisation(), name="Quintana Example")
    entry = record_entry(
        by=author,
        placement=None,
        lines=Lines(what="They ring first", direction="TAKEN_BACK", topics="legal"),
        occurred_on=now.date(),
        now=now,
    )
    practice = build.practice(author, entry=entry)
    erase_person(person=author, sure=True, by=author, now=now)

    practice = Practice.objects.get(id=practice.id)
    assert practice.author.name == "Erased person"
    version = practice.versions.get()
    assert (version.role_at_time, version.what) == ("", f"How number {practice.claim[9:]} is done.")
    entry.refresh_from_db()
    assert "ring" not in entry.what
    assert not entry.topics.exists()


def test_the_history_holds_no_word_of_a_practice(practice) -> None:
    everything = str(list(AuditEvent.objects.values_list("facts", "subject", "actor")))
    assert "Ring" not in everything
    assert AuditEvent.objects.filter(event="PRACTICE_WRITTEN").count() == 1
