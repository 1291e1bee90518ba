"""Finding opportunities. The same suite holds on SQLite and on PostgreSQL."""

from datetime import date, timedelta

import pytest

from permeate.actions.indexing import rebuild_index
from permeate.core.roles import Role
from permeate.core.search.criteria import Criteria
from permeate.core.vocabulary import Kind, Sector
from permeate.models import Opportunity, OpportunityAudience, OpportunityTopic
from permeate.queries.search import finding
from permeate.queries.search.finding import find


@pytest.fixture
def offer(build, now):
    """Publish an opportunity, each a minute later than the one before."""
    minutes = iter(range(1000))

    def make(title: str, **fields):
        fields = {"published_at": now + timedelta(minutes=next(minutes)), **fields}
        themes = fields.pop("themes", [])
        opportunity = build.opportunity(title=title, **fields)
        for value in themes:
            OpportunityTopic.objects.create(opportunity=opportunity, kind="THEME", value=value)
        return opportunity

    return make


@pytest.fixture
def seeker(build):
    return build.person(build.organisation(sector=Sector.LOCAL_GOVERNMENT))


@pytest.fixture
def titles(seeker):
    """Search as ``seeker`` or another person; the titles found, in order."""

    def search(query: str, person=None) -> list[str]:
        rebuild_index()
        found = find(Criteria.parse(query), (person or seeker).standing, page_size=100)
        named = dict(Opportunity.objects.values_list("id", "title"))
        return [named[one] for one in found.ids]

    return search


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("houses", "Housing first"),
        ("HOUSING", "A new house"),
        ("assessing", "Assessment of need"),
        ("cafe", "Community café"),
        ("café", "Community CAFE"),
        ("Ynys Môn", "A year on ynys mon"),
        ("parks", "The park’s plan"),
        ("women's", "Women’s health"),
        ("part-time", "Part time work"),
        ("co+op & trade", "Co-op trade"),
        ("section 113", "Under section 113"),
        ("ﬁnance", "Finance"),
        ("who is on housing", "Housing"),
    ],
)
def test_words_find_their_other_forms(offer, titles, asked, written) -> None:
    offer(written)
    offer("Something else altogether")

    assert titles(f"q={asked.replace('&', '%26').replace('+', '%2B')}") == [written]


def test_all_words_must_be_there_somewhere(offer, titles) -> None:
    offer("Housing policy", summary="Homes for people who sleep rough.")
    offer("Housing finance", summary="Rents and service charges.")

    assert titles("q=housing+rents") == ["Housing finance"]
    assert titles("q=housing+libraries") == []


def test_what_is_searched_is_all_that_is_said_of_it(offer, titles, build) -> None:
    host = build.organisation("Loamshire County Council", Sector.LOCAL_GOVERNMENT)
    made = offer(
        "A day with us",
        host=host,
        summary="Watch the committee.",
        host_learns="How departments brief ministers.",
        why_placement="A fresh eye on scrutiny.",
        location="Shire Hall",
        profession="LEGAL",
        region="WALES",
        themes=["ELECTIONS"],
    )
    OpportunityTopic.objects.create(opportunity=made, kind="SKILL", value="Welsh speaking")

    for word in (
        "loamshire", "committee", "ministers", "scrutiny", "shire", "legal", "elections", "welsh",
        "map", "secondment", "wales",
    ):  # fmt: skip
        assert titles(f"q={word}") == ["A day with us"], word


def test_a_function_word_alone_is_looked_for(offer, titles) -> None:
    offer("Benefits", why_placement="It needs two of us.")
    offer("IT support")

    assert titles("q=IT") == ["IT support", "Benefits"]


def test_quotes_want_words_side_by_side(offer, titles) -> None:
    offer("Local plan", summary="A plan for the district.")
    offer("Plan with local people")

    assert titles("q=%22local+plan%22") == ["Local plan"]
    assert titles("q=“local+plans”") == ["Local plan"]
    assert set(titles("q=local+plan")) == {"Local plan", "Plan with local people"}


def test_a_phrase_does_not_reach_from_one_field_into_the_next(offer, titles) -> None:
    offer("Flood defence", summary="Coastal towns.")

    assert titles("q=%22defence+coastal%22") == []


def test_minus_leaves_out_and_or_allows_either(offer, titles) -> None:
    offer("Audit in London", region="LONDON")
    offer("Audit in Leeds", region="YORKSHIRE_AND_HUMBER")
    offer("Tax in London")

    assert titles("q=audit+-london") == ["Audit in Leeds"]
    assert titles("q=-audit+-leeds") == ["Tax in London"]
    assert set(titles("q=audit+OR+tax")) == {"Audit in London", "Audit in Leeds", "Tax in London"}
    assert titles("q=audit+OR+tax+-leeds+-audit") == ["Tax in London"]


@pytest.mark.parametrize(
    "typed",
    [
        '"', '""', '"housing', 'housing"', "'", "' OR 1=1 --", "*", "hous*", "(", ")", "((housing",
        "title:housing", "{title}", "NEAR(housing first)", "housing AND", "OR", "OR OR", "NOT",
        "AND housing", "- -", "--", "-", "&", "| !", "<->", "a:b:c", "\\", "%", "_", "any_thing",
        "kind_secondment", "\x00", "\ud800", "😀", "日本語", "ß", "x" * 5000, "housing " * 300,
        '"' * 99, "(" * 99, "-\"housing first\"", "^housing", "housing:*", "1 2 3", "ı", "́",
    ],
)  # fmt: skip
def test_odd_input_is_never_an_error(offer, seeker, typed) -> None:
    offer("Housing first")
    rebuild_index()

    criteria, problems = Criteria.read({"q": [typed]})

    assert problems == {}
    assert find(criteria, seeker.standing).ids in ([], [Opportunity.objects.get().id])


def test_codes_cannot_be_typed(offer, titles) -> None:
    offer("Audit", kind=Kind.SECONDMENT)

    assert titles("q=any_thing") == []
    assert titles("q=kind_secondment") == []


def test_titles_come_first_then_tags_then_text_newest_before_older(offer, titles) -> None:
    offer("Waste collection")
    offer("Round planning", themes=["WASTE"])
    offer("Depot", summary="Where waste goes.")
    offer("Waste policy")

    assert titles("q=waste") == ["Waste policy", "Waste collection", "Round planning", "Depot"]
    assert titles("q=waste&sort=newest") == [
        "Waste policy", "Depot", "Round planning", "Waste collection",
    ]  # fmt: skip


def test_each_facet_narrows(offer, titles, build) -> None:
    london = build.organisation("A", Sector.NHS, organisation_type="Mental health trust")
    offer(
        "This", host=london, kind=Kind.SHADOWING, region="LONDON", profession="FINANCE",
        themes=["HEALTH", "FINANCE"], place="REMOTE",
        starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 5),
    )  # fmt: skip
    offer("That", region="WALES", profession="LEGAL", themes=["HOUSING"])

    for query in (
        "kind=SHADOWING", "sector=NHS", "type=Mental+health+trust", "region=LONDON", "theme=HEALTH",
        "theme=FINANCE", "profession=FINANCE", "place=REMOTE", "length=WEEK", "from=2027-02-01",
        "kind=SHADOWING&sector=NHS&q=this&theme=HEALTH&length=WEEK&to=2027-04-01&from=2027-02-01",
    ):  # fmt: skip
        assert titles(query) == ["This"], query
    assert titles("region=LONDON&region=WALES") == ["That", "This"]
    assert titles("region=LONDON&profession=LEGAL") == []
    assert titles("to=2027-02-01") == ["That"]


def test_a_day_is_found_by_any_of_its_dates(offer, titles, build) -> None:
    day = offer("Open day", kind=Kind.DEVELOPMENT_DAY, starts_on=None, ends_on=None)
    build.date(day, date(2027, 2, 3))
    build.date(day, date(2027, 6, 2))
    build.date(day, date(2027, 4, 7), cancelled_at=day.created_at)

    assert titles("from=2027-05-01&to=2027-07-01") == ["Open day"]
    assert titles("from=2027-03-01&to=2027-05-01") == []
    assert titles("from=2027-07-01") == []
    assert titles("length=DAY") == ["Open day"]


def test_counts_say_what_each_choice_would_find(offer, seeker) -> None:
    offer("A", kind=Kind.SHADOWING, region="WALES", themes=["HEALTH", "WASTE"])
    offer("B", kind=Kind.SHADOWING, region="LONDON", themes=["HEALTH"])
    offer("C", kind=Kind.SECONDMENT, region="LONDON")
    rebuild_index()

    everything = find(Criteria(), seeker.standing)
    chosen = find(Criteria.parse("region=LONDON"), seeker.standing)

    assert everything.counts["theme"] == {"HEALTH": 2, "WASTE": 1}
    assert everything.counts["kind"] == {"SHADOWING": 2, "SECONDMENT": 1}
    assert chosen.counts["kind"] == {"SHADOWING": 1, "SECONDMENT": 1}
    assert chosen.counts["region"] == {"WALES": 1, "LONDON": 2}
    assert everything.count == 3


def test_pages_follow_one_another_and_beyond_the_last_is_the_last(offer, seeker) -> None:
    made = [offer(f"Road {number}").id for number in range(45)]
    made.append(offer("Street", summary="A road.").id)  # newest, but not in the title
    rebuild_index()

    pages = [find(Criteria.parse(f"q=road&page={page}"), seeker.standing) for page in (1, 2, 3, 4)]

    assert [page.count for page in pages] == [46] * 4
    assert [one for page in pages[:3] for one in page.ids] == [*made[44::-1], made[45]]
    assert pages[3].ids == pages[2].ids


def test_each_person_finds_what_is_meant_for_them(offer, build) -> None:
    council = build.organisation(sector=Sector.LOCAL_GOVERNMENT)
    trust = build.organisation(sector=Sector.NHS)
    host = build.organisation(sector=Sector.CENTRAL_GOVERNMENT)
    host_manager = build.person(host, Role.HOST)
    sectors = offer("Sectors", visibility="SECTORS", host=host, host_manager=host_manager)
    OpportunityAudience.objects.create(opportunity=sectors, sector=Sector.NHS.value)
    OpportunityAudience.objects.create(opportunity=sectors, sector=Sector.AGENCY.value)
    named = offer("Named", visibility="ORGANISATIONS", host=host, host_manager=host_manager)
    OpportunityAudience.objects.create(opportunity=named, organisation=council)
    offer("Nobody yet", visibility="ORGANISATIONS", host=host, host_manager=host_manager)
    offer("Everyone", host=host, host_manager=host_manager)
    for status in ("DRAFT", "CLOSED", "WITHDRAWN"):
        offer(status, status=status, host=host, host_manager=host_manager)
    rebuild_index()
    people = [
        build.person(council), build.person(trust), build.person(host), host_manager,
        build.person(host, Role.COORDINATOR), build.person(host, Role.SENIOR), build.person(),
        build.person(build.organisation(sector=Sector.AGENCY)),
        build.person(host, is_operator=True),
    ]  # fmt: skip

    for query in ("", "q=opportunity+OR+work", "kind=SECONDMENT", "sort=newest"):
        for person in people:
            found = find(Criteria.parse(query), person.standing, page_size=100)
            meant = Opportunity.objects.visible_to(person).published()
            assert set(found.ids) == set(meant.values_list("id", flat=True)), (query, person)


def test_counts_do_not_tell_of_what_one_may_not_see(offer, seeker) -> None:
    offer("Secret", visibility="ORGANISATIONS", region="WALES")
    offer("Open", region="LONDON")
    rebuild_index()

    for query in ("", "region=LONDON", "q=secret"):
        assert "WALES" not in find(Criteria.parse(query), seeker.standing).counts["region"]


def test_hits_keep_their_order_and_know_the_next_date(offer, build) -> None:
    day = offer("Day", kind=Kind.DEVELOPMENT_DAY)
    other = offer("Other", region="")
    build.date(day, date(2026, 10, 7))
    build.date(day, date(2026, 12, 9))
    build.date(day, date(2026, 11, 11), cancelled_at=day.created_at)

    first, second = finding.hits([day.id, other.id], today=date(2026, 11, 3))

    assert (first.title, first.next_on) == ("Day", date(2026, 12, 9))
    assert (second.title, second.next_on) == ("Other", None)
