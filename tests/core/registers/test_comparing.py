"""What becomes of a record beside what is stored."""

from datetime import date

from permeate.core.registers.comparing import Known, compare
from permeate.core.registers.records import FACTS, OrganisationRecord, Parsed
from permeate.core.vocabulary import Register

KENT = OrganisationRecord("KEN", "Kent County Council", "LOCAL_GOVERNMENT", region="SOUTH_EAST")


def known(record, register="MYSOCIETY", code=None, **changes) -> Known:
    facts = {name: getattr(record, name) for name in FACTS} | changes
    return Known(7, register, code or record.code, facts)


def plan(*records, stored=(), register=Register.MYSOCIETY, historic=False):
    numbered = list(enumerate(records, start=2))
    return compare(Parsed(numbered, [], historic=historic), stored, register)


def test_a_new_one_is_created() -> None:
    assert [record for _, record in plan(KENT).created] == [KENT]


def test_the_same_again_is_unchanged() -> None:
    result = plan(KENT, stored=[known(KENT)])

    assert result.changes_nothing
    assert len(result.unchanged) == 1


def test_only_what_differs_is_changed() -> None:
    [update] = plan(KENT, stored=[known(KENT, name="Kent")]).updated

    assert update.changes == {"name": "Kent County Council"}


def test_what_this_file_does_not_know_is_kept() -> None:
    stored = known(KENT, rural_urban="Urban", website="https://www.kent.gov.uk")

    assert plan(KENT, stored=[stored]).changes_nothing


def test_one_that_closed_is_closed_and_one_that_is_back_is_live() -> None:
    ended = OrganisationRecord(
        "KEN", "Kent County Council", "LOCAL_GOVERNMENT", closed_on=date(2028, 3, 31)
    )

    closing = plan(ended, stored=[known(KENT)])
    [back] = plan(KENT, stored=[known(KENT, closed_on=date(2020, 1, 1))]).updated

    assert [update.record.code for update in closing.closes] == ["KEN"]
    assert back.changes == {"closed_on": None}


def test_one_missing_from_the_file_is_named_and_left() -> None:
    gone = known(OrganisationRecord("OLD", "Old Council", "LOCAL_GOVERNMENT"))
    closed = known(OrganisationRecord("SHUT", "Shut", "OTHER"), closed_on=date(2020, 1, 1))

    result = plan(KENT, stored=[known(KENT), gone, closed])

    assert result.changes_nothing
    assert [one.code for one in result.missing] == ["OLD"]


def test_codes_of_another_register_do_not_meet() -> None:
    assert plan(KENT, stored=[known(KENT, "NHS")]).created


def test_our_own_stand_in_becomes_the_public_registers_organisation() -> None:
    stand_in = known(KENT, "OWN", "kent", name="KENT COUNTY COUNCIL")

    [update] = plan(KENT, stored=[stand_in]).updated

    assert update.known.id == 7
    assert update.changes == {
        "name": "Kent County Council",
        "register": "MYSOCIETY",
        "register_code": "KEN",
    }


def test_and_our_own_register_then_leaves_it_alone() -> None:
    mine = OrganisationRecord("kent", "Kent County Council", "LOCAL_GOVERNMENT")

    result = plan(mine, stored=[known(KENT)], register=Register.OWN)

    assert result.changes_nothing
    assert len(result.unchanged) == 1


def test_two_of_one_name_do_not_both_take_the_stand_in() -> None:
    namesake = OrganisationRecord("KE2", "Kent County Council", "LOCAL_GOVERNMENT")

    result = plan(KENT, namesake, stored=[known(KENT, "OWN", "kent")])

    assert len(result.updated) == 1
    assert [record.code for _, record in result.created] == ["KE2"]


def test_a_closed_body_never_takes_the_place_of_a_living_stand_in() -> None:
    ended = OrganisationRecord(
        "KEN", "Kent County Council", "LOCAL_GOVERNMENT", closed_on=date(2028, 3, 31)
    )

    result = plan(ended, stored=[known(KENT, "OWN", "kent")])

    assert not result.updated
    assert len(result.created) == 1


def test_a_historic_register_adds_and_never_changes() -> None:
    ended = OrganisationRecord("EA1", "Old Agency", "AGENCY", closed_on=date(2012, 12, 31))
    live = known(ended, "GOVUK", name="Agency", closed_on=None)

    added = plan(ended, register=Register.GOVUK, historic=True)
    kept = plan(
        ended,
        stored=[known(ended, "GOVUK", name="Renamed")],
        register=Register.GOVUK,
        historic=True,
    )
    refused = plan(ended, stored=[live], register=Register.GOVUK, historic=True)

    assert len(added.created) == 1
    assert kept.changes_nothing
    assert len(kept.unchanged) == 1
    assert refused.changes_nothing
    assert "live on the newer list" in refused.rejected[0].reason
