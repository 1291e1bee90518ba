"""What is searched is in step with what is published."""

import pytest

from permeate.actions.indexing import index_hosts, index_opportunity, rebuild_index
from permeate.actions.organisations import import_organisations
from permeate.core.registers.records import OrganisationRecord, Parsed
from permeate.core.search.criteria import Criteria
from permeate.core.vocabulary import Register, Sector
from permeate.journal.record import NotWriting, write
from permeate.models import OpportunityTopic, SearchRow
from permeate.queries.search.finding import find

index = write(index_opportunity)


def found(person, query: str = "") -> list[int]:
    return find(Criteria.parse(query), person.standing).ids


def test_a_change_is_found_and_what_was_there_before_is_not(build) -> None:
    opportunity, seeker = build.opportunity(title="Waste"), build.person()
    index(opportunity=opportunity)

    opportunity.title = "Libraries"
    opportunity.save()
    OpportunityTopic.objects.create(opportunity=opportunity, kind="THEME", value="CULTURE")
    index(opportunity=opportunity)

    assert found(seeker, "q=libraries&theme=CULTURE") == [opportunity.id]
    assert found(seeker, "q=waste") == []
    assert SearchRow.objects.count() == 1


@pytest.mark.parametrize("status", ["CLOSED", "WITHDRAWN"])
def test_what_is_no_longer_published_leaves(build, status) -> None:
    opportunity, seeker = build.opportunity(title="Waste"), build.person()
    index(opportunity=opportunity)

    opportunity.status = status
    opportunity.save()
    index(opportunity=opportunity)

    assert found(seeker, "q=waste") == []
    assert SearchRow.objects.count() == 0


def test_published_again_it_is_the_newest(build) -> None:
    first, second, seeker = build.opportunity(), build.opportunity(), build.person()
    for opportunity in (first, second):
        index(opportunity=opportunity)
    assert found(seeker) == [second.id, first.id]

    for status in ("CLOSED", "PUBLISHED"):
        first.status = status
        first.save()
        index(opportunity=first)

    assert found(seeker) == [first.id, second.id]


def test_it_is_undone_with_the_write_it_is_part_of(build) -> None:
    opportunity, seeker = build.opportunity(), build.person()

    @write
    def fail() -> None:
        index_opportunity(opportunity=opportunity)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert found(seeker) == []
    assert SearchRow.objects.count() == 0


def test_it_cannot_be_called_outside_a_write(build) -> None:
    with pytest.raises(NotWriting):
        index_opportunity(opportunity=build.opportunity())
    with pytest.raises(NotWriting):
        index_hosts(organisations=[])


def test_a_host_that_changes_is_found_by_its_new_name_and_sector(build) -> None:
    host, seeker = build.organisation("Old Borough"), build.person()
    opportunity = build.opportunity(host=host)
    index(opportunity=opportunity)

    host.name, host.sector = "New District", Sector.AGENCY.value
    host.save()
    write(index_hosts)(organisations=[host])

    assert found(seeker, "q=district&sector=AGENCY") == [opportunity.id]
    assert found(seeker, "q=borough") == []


def test_rebuilding_mends_whatever_is_wrong(build) -> None:
    kept, closed = build.opportunity(title="Kept"), build.opportunity(title="Closed")
    seeker = build.person()
    for opportunity in (kept, closed):
        index(opportunity=opportunity)
    missing = build.opportunity(title="Missing")
    type(closed).objects.filter(id=closed.id).update(status="CLOSED")
    type(kept).objects.filter(id=kept.id).update(title="Renamed")

    assert rebuild_index() == 2

    assert found(seeker) == [missing.id, kept.id]
    assert found(seeker, "q=renamed") == [kept.id]


def test_a_host_renamed_by_its_register_is_found_by_the_new_name(build, now) -> None:
    host = build.organisation("Old Borough", register="CSV", register_code="C1")
    opportunity, seeker = build.opportunity(host=host), build.person()
    index(opportunity=opportunity)
    renamed = OrganisationRecord(code="C1", name="New District", sector="LOCAL_GOVERNMENT")

    import_organisations(
        parsed=Parsed(records=[(2, renamed)], rejections=[]),
        register=Register.CSV,
        by=None,
        now=now,
    )

    assert found(seeker, "q=district") == [opportunity.id]
    assert found(seeker, "q=borough") == []
