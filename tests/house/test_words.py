"""Each relation, role and lifecycle is spelled out for people."""

from permeate.core.access import RULES
from permeate.core.lifecycles import LIFECYCLES
from permeate.core.relations import RELATION_LABELS, Relation
from permeate.core.roles import ROLE_LABELS, Role
from permeate.core.vocabulary import LABELS, Kind, Party, Payer, Register, Sector, Vetting


def test_nothing_is_without_words() -> None:
    assert set(RELATION_LABELS) == set(Relation)
    assert set(ROLE_LABELS) == set(Role)
    for words in (Kind, Party, Sector, Vetting):
        assert all(word in LABELS for word in words)


def test_lifecycles_only_name_their_own_statuses() -> None:
    for life in LIFECYCLES:
        assert life.initial in life.statuses
        for move in life.moves:
            assert {*move.sources, move.target} <= set(life.statuses), (life.subject, move.name)
            assert RULES[f"{life.subject.replace(' ', '_')}.{move.name}"]


def test_two_vocabularies_may_share_a_code() -> None:
    assert (LABELS[Sector.NHS], LABELS[Register.NHS]) == ("NHS", "NHS organisations")
    assert (LABELS[Payer.HOST], LABELS[Party.HOST]) == ("Host pays", "Host")
    assert LABELS["SECONDMENT"] == LABELS[Kind.SECONDMENT]
