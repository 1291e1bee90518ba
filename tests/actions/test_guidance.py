"""Published in versions; links stay with words that stay; editors judge, authors hear."""

import pytest
from django.db import IntegrityError, transaction

from permeate.actions.guidance import (
    judge_link,
    propose_link,
    publish_guidance,
    resolve_contradiction,
    save_draft,
)
from permeate.actions.practices import merge_practice
from permeate.core.guidance import statement_hash, statements
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import AuditEvent, Notice, ProvenanceLink
from permeate.queries.guidance import behind
from permeate.queries.todo import todo_list


@pytest.fixture
def editor(build):
    return build.person(build.organisation(), Role.EDITOR)


@pytest.fixture
def guidance(build, editor):
    return build.guidance(editor.memberships.get().organisation, editor, "Ring first.\n\nAsk.")


def test_links_stay_with_statements_whose_words_stay(build, guidance, editor, now) -> None:
    first, second = build.link(guidance), build.link(guidance, statement=1)
    body = "Ring twice.\n\n## And then\nAsk."
    save_draft(guidance=guidance, title=guidance.title, body=body, by=editor, now=now)
    with pytest.raises(Refused, match="what changed"):
        publish_guidance(guidance=guidance, reason="", by=editor, now=now)
    version = publish_guidance(guidance=guidance, reason="Twice is better.", by=editor, now=now)

    standing = behind(guidance)
    hashes = set(version.statements.values_list("hash", flat=True))
    assert second.statement_hash in hashes
    assert first.statement_hash not in hashes
    assert statement_hash("Ring first.") in standing
    assert guidance.versions.get(number=1).body == "Ring first.\n\nAsk."


def test_editors_judge_and_authors_hear_where_their_experience_went(
    build, guidance, editor, now
) -> None:
    practice = build.practice()
    link = build.link(guidance, practice, accept=None)
    assert [t.reference for t in todo_list(editor, today=now.date())] == [link.reference]
    with pytest.raises(Refused, match="Only an editor"):
        judge_link(link=link, accept=True, reason="", by=practice.author, now=now)
    judge_link(link=link, accept=True, reason="", by=editor, now=now)
    notice = Notice.objects.get(event="PROVENANCE_JUDGED")
    assert notice.recipient == practice.author
    assert "Your experience is in" in notice.subject
    with pytest.raises(Refused, match="already"):
        judge_link(link=link, accept=False, reason="x", by=editor, now=now)


def test_an_editors_own_proposal_stands_at_once_unless_they_wrote_the_practice(
    build, guidance, editor, now
) -> None:
    assert build.link(guidance, by=editor, accept=None).accepted is True
    own = build.practice(editor, guidance.organisation)
    link = build.link(guidance, own, editor, accept=None)
    assert link.accepted is None
    with pytest.raises(Refused, match="another editor"):
        judge_link(link=link, accept=True, reason="", by=editor, now=now)


def test_a_contradiction_says_what_speaks_against_it_and_stays_when_resolved(
    build, guidance, editor, now
) -> None:
    practice = build.practice()
    with pytest.raises(Refused, match="what speaks against"):
        build.link(guidance, practice, role="CONTRADICTS", note=" ")
    link = build.link(guidance, practice, role="CONTRADICTS", note="It failed at night.")
    resolve_contradiction(link=link, resolution="By day only.", by=editor, now=now)
    with pytest.raises(Refused, match="already"):
        resolve_contradiction(link=link, resolution="Again.", by=editor, now=now)
    assert behind(guidance)[link.statement_hash][0].link.resolution == "By day only."


def test_a_declined_practice_may_be_proposed_again_but_not_twice_at_once(
    build, guidance, now
) -> None:
    practice = build.practice()
    build.link(guidance, practice, accept=False)
    build.link(guidance, practice, accept=None)
    with pytest.raises(Refused, match="already"):
        build.link(guidance, practice, accept=None)
    statement = statements("Not on the page.")[0]
    other = build.practice()
    with pytest.raises(Refused, match="no longer on the page"):
        propose_link(
            guidance=guidance, statement=None, practice=other, role="SUPPORTS", note="",
            by=other.author, now=now,
        )  # fmt: skip
    assert not ProvenanceLink.objects.filter(statement_hash=statement.hash).exists()


def test_what_was_merged_counts_with_the_practice_it_was_merged_into(build, guidance, now) -> None:
    one, other = build.practice(), build.practice()
    build.adoption(other)
    link = build.link(guidance, one)
    merge_practice(practice=one, into=other, reason="Same.", by=one.author, now=now)
    standing = behind(guidance)[link.statement_hash][0]
    assert standing.adopted == 1


def test_the_database_holds_that_judging_is_whole(build, guidance) -> None:
    link = build.link(guidance)
    rows = ProvenanceLink.objects.filter(id=link.id)
    for broken in ({"judged_by": None}, {"resolution": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**broken)


def test_the_history_names_the_statement_by_its_hash_only(build, guidance) -> None:
    link = build.link(guidance)
    facts = AuditEvent.objects.get(event="PROVENANCE_PROPOSED").facts
    assert facts["statement"] == link.statement_hash
    assert "Ring" not in str(list(AuditEvent.objects.values_list("facts", flat=True)))
