"""Each register's rows become organisations with sector, type, nation and region."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permeate.core.refusals import Refused
from permeate.core.registers import government_register, govuk, mysociety, nhs
from permeate.core.registers.companions import Companions, read_companions
from permeate.core.registers.parsing import COLUMNS, Format, parse
from permeate.core.registers.records import FACTS, check_record, read_day
from permeate.core.vocabulary import Nation, Region, Sector

from .test_reading import as_csv


def table(columns, *rows: dict) -> bytes:
    return as_csv(columns, *([row.get(name, "") for name in columns] for row in rows))


def council(**values) -> dict:
    return {
        "local-authority-code": "KEN",
        "official-name": "Kent County Council",
        "nice-name": "Kent",
        "gss-code": "E10000016",
        "start-date": "1974-04-01",
        "nation": "England",
        "region": "South East",
        "local-authority-type-name": "County",
        **{name.replace("_", "-"): value for name, value in values.items()},
    }


def body(**values) -> dict:
    return {
        "slug": "home-office",
        "title": "Home Office",
        "format": "Ministerial department",
        "govuk_status": "live",
        "analytics_identifier": "D16",
        "web_url": "https://www.gov.uk/government/organisations/home-office",
        "updated_at": "2025-01-02 10:00:00+00:00",
        **values,
    }


def trust(**values) -> dict:
    return {
        "ods_code": "RJZ",
        "name": "KING'S COLLEGE HOSPITAL NHS FOUNDATION TRUST",
        "type": "NHS trust",
        "postcode": "SE5 9RS",
        "country": "ENGLAND",
        **values,
    }


def councils(*rows, **options):
    return parse(Format.MYSOCIETY, table(mysociety.COLUMNS, *rows), **options)


def bodies(*rows, **options):
    return parse(Format.GOVUK, table(govuk.COLUMNS, *rows), **options)


def trusts(*rows, **options):
    return parse(Format.NHS, table(nhs.COLUMNS, *rows), **options)


def only(parsed):
    assert parsed.rejections == []
    [(_, record)] = parsed.records
    return record


def by_code(parsed):
    return {record.code: record for _, record in parsed.records}


@given(st.sampled_from(list(Format)), st.data())
def test_whatever_a_row_holds_it_is_a_storable_record_or_a_rejection(form, data) -> None:
    columns = COLUMNS[form]
    words = st.text(max_size=30) | st.sampled_from(
        ["England", "2019-02-30", "Home Office", "NHS trust", "Executive agency", "SUPPLIER"]
    )
    cells = [data.draw(words) for _ in columns]
    try:
        parsed = parse(form, as_csv(columns, cells))
    except Refused:
        return
    for _, record in parsed.records:
        assert check_record(record) == record
        assert record.name == record.name.strip() != ""
        assert record.sector in set(Sector)
        assert record.nation in {"", *Nation}
        assert record.region in {"", *Region}


@given(st.text(max_size=12))
def test_a_date_is_read_or_refused(text) -> None:
    with suppress(Refused):
        assert read_day(text) is None or isinstance(read_day(text), date)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-12", date(2016, 12, 1), date(2016, 12, 31)),
        ("2019-04-01T10:00:00Z", date(2019, 4, 1), date(2019, 4, 1)),
    ],
)
def test_an_imprecise_date_is_the_first_or_last_it_can_mean(text, first, last) -> None:
    assert read_day(text) == first
    assert read_day(text, last=True) == last


def test_a_council_has_all_that_later_measures_ask_for() -> None:
    record = only(councils(council()))

    assert record.sector == "LOCAL_GOVERNMENT"
    assert record.organisation_type == "County"
    assert (record.nation, record.region) == ("ENGLAND", "SOUTH_EAST")
    assert (record.opened_on, record.closed_on) == (date(1974, 4, 1), None)
    assert record.short_name == "Kent"


def test_a_council_that_ended_is_closed_and_names_its_successor() -> None:
    record = only(councils(council(end_date="2023-04-01", replaced_by="NYE")))

    assert (record.closed_on, record.replaced_by_code) == (date(2023, 4, 1), "NYE")


def test_the_combined_authority_that_is_no_more_is_closed_while_its_successor_is_there() -> None:
    gone = council(local_authority_code="NTCA", official_name="North of Tyne Combined Authority")
    successor = council(local_authority_code="NECA", official_name="North East Combined Authority")

    parsed = councils(gone, successor)

    assert by_code(parsed)["NTCA"].closed_on == date(2024, 5, 7)
    assert by_code(parsed)["NECA"].closed_on is None
    assert [(note.line, note.code) for note in parsed.notes] == [(2, "NTCA")]
    assert by_code(councils(gone))["NTCA"].closed_on is None
    assert by_code(councils(gone, successor, as_listed=True))["NTCA"].closed_on is None


def test_the_registers_own_word_on_closing_counts_once_it_is_there() -> None:
    gone = council(local_authority_code="NTCA", end_date="2024-05-06")

    parsed = councils(gone, council(local_authority_code="NECA"))

    assert by_code(parsed)["NTCA"].closed_on == date(2024, 5, 6)
    assert parsed.notes == []


def test_one_bad_row_is_rejected_with_its_line_and_the_rest_is_taken() -> None:
    parsed = councils(
        council(),
        council(local_authority_code="X1", nation="Atlantis"),
        council(local_authority_code="X2", end_date="2019-02-30"),
        council(local_authority_code="X3", official_name=""),
        council(local_authority_code="X4", official_name="N" * 251),
        council(),
        council(local_authority_code="X5", start_date="2020-01-01", end_date="2019-01-01"),
    )

    assert [record.code for _, record in parsed.records] == ["KEN"]
    assert [(one.line, one.code) for one in parsed.rejections] == [
        (3, "X1"),
        (4, "X2"),
        (5, "X3"),
        (6, "X4"),
        (7, "KEN"),
        (8, "X5"),
    ]
    reasons = [one.reason for one in parsed.rejections]
    assert reasons[0] == "“Atlantis” is not a nation of the United Kingdom."
    assert reasons[1] == "“2019-02-30” is not a date like 2027-03-31."
    assert reasons[2] == "It has no name."
    assert reasons[4] == "The code KEN is already on line 2."
    assert "before it opened" in reasons[5]


def test_a_file_without_one_good_row_is_refused() -> None:
    with pytest.raises(Refused, match="line 2: “Atlantis”"):
        councils(council(nation="Atlantis"))


def test_region_class_and_website_come_from_the_files_beside() -> None:
    companions = read_companions(
        regions=b"organisation,region\nlocal-authority-eng:KEN,south-west\n",
        rural_urban=b"local-authority-code,ruc-cluster-label\nKEN,Urban with rural areas\n",
        websites=b"gss,name,homepage_url\nE10000016,Kent,http://www.kent.gov.uk/\n",
    )

    parsed = councils(council(), companions=companions)

    record = only(parsed)
    assert record.region == "SOUTH_WEST"
    assert record.rural_urban == "Urban with rural areas"
    assert (record.website, record.domains) == ("http://www.kent.gov.uk/", ("kent.gov.uk",))
    assert "in South East here and in South West in the file of regions" in parsed.notes[0].text


def test_a_website_under_a_retired_code_finds_its_council() -> None:
    companions = read_companions(
        websites=b"gss,name,homepage_url\n"
        b"S12000015,Fife,https://www.fife.gov.uk\n"
        b"E10000023,North Yorkshire CC,https://www.northyorks.gov.uk\n"
        b"E00000000,Nowhere,https://nowhere.example\n"
    )
    fife = council(
        local_authority_code="FIF", gss_code="S12000047", former_gss_codes="S12000015,S12000001"
    )
    county = council(
        local_authority_code="NYK",
        gss_code="E10000023",
        end_date="2023-04-01",
        replaced_by="NYE",
    )
    unitary = council(local_authority_code="NYE", gss_code="E06000065")

    parsed = councils(fife, county, unitary, companions=companions)

    websites = {code: record.website for code, record in by_code(parsed).items()}
    assert websites == {
        "FIF": "https://www.fife.gov.uk",
        "NYK": "",
        "NYE": "https://www.northyorks.gov.uk",
    }
    assert [note.code for note in parsed.notes] == ["S12000015", "E10000023", "E00000000"]


def test_a_website_of_ones_own_is_better_than_a_predecessors() -> None:
    companions = read_companions(
        websites=b"gss,name,homepage_url\nE1,Old,https://old.gov.uk\nE2,New,https://new.gov.uk\n"
    )
    old = council(
        local_authority_code="OLD", gss_code="E1", end_date="2023-04-01", replaced_by="NEW"
    )
    new = council(local_authority_code="NEW", gss_code="E2")

    assert by_code(councils(old, new, companions=companions))["NEW"].website == "https://new.gov.uk"


def test_a_council_split_in_two_hands_its_website_to_neither() -> None:
    websites = read_companions(
        websites=b"gss,name,homepage_url\nE1,Cumbria,https://cumbria.gov.uk\n"
    )
    split = council(gss_code="E1", end_date="2023-04-01", replaced_by="CBD,WAF")

    parsed = councils(split, companions=websites)

    assert only(parsed).website == ""
    assert "is no authority of the register" in parsed.notes[0].text


@pytest.mark.parametrize("name", ["regions", "rural_urban", "websites"])
def test_a_damaged_file_beside_is_refused_by_name(name) -> None:
    with pytest.raises(Refused, match="The file of "):
        read_companions(**{name: b"what,ever\n1,2\n"})


def test_no_files_beside_know_nothing() -> None:
    assert read_companions() == Companions({}, {}, [])


@pytest.mark.parametrize(
    ("form", "sector"),
    [
        ("Ministerial department", "CENTRAL_GOVERNMENT"),
        ("Non-ministerial department", "CENTRAL_GOVERNMENT"),
        ("Executive agency", "AGENCY"),
        ("Executive non-departmental public body", "AGENCY"),
        ("Special health authority", "NHS"),
        ("Other", "AGENCY"),
    ],
)
def test_the_form_of_a_body_gives_its_sector(form, sector) -> None:
    assert only(bodies(body(format=form))).sector == sector


def test_a_part_of_a_body_is_of_its_parents_sector() -> None:
    agency = body(slug="agency", format="Executive agency", analytics_identifier="EA1")
    part = body(
        slug="part", format="Sub organisation", analytics_identifier="OT1", parent_slugs="agency"
    )

    found = by_code(bodies(body(), agency, part))

    assert found["OT1"].sector == "AGENCY"
    assert found["OT1"].parent_code == "EA1"


def test_bodies_of_devolved_governments_are_of_their_nation() -> None:
    executive = body(
        slug="northern-ireland-executive",
        title="Northern Ireland Executive",
        format="Devolved government",
        analytics_identifier="DA1",
    )
    department = body(
        slug="doh-ni",
        title="Department of Health (Northern Ireland)",
        format="Other",
        analytics_identifier="OT2",
        parent_slugs="northern-ireland-executive",
    )

    found = by_code(bodies(executive, department))

    assert found["OT2"].sector == "CENTRAL_GOVERNMENT"
    assert found["OT2"].organisation_type == "Devolved department"
    assert (found["OT2"].nation, found["OT2"].region) == ("NORTHERN_IRELAND", "NORTHERN_IRELAND")


@pytest.mark.parametrize(
    ("title", "nation"),
    [
        ("Natural Resources Wales", "WALES"),
        ("Historic England", "ENGLAND"),
        ("Bank of England", "UNITED_KINGDOM"),
        ("Sentencing Council for England and Wales", "UNITED_KINGDOM"),
        ("Met Office", "UNITED_KINGDOM"),
    ],
)
def test_the_one_nation_a_body_is_named_for(title, nation) -> None:
    assert only(bodies(body(title=title, format="Other"))).nation == nation


def test_a_closed_body_is_closed_on_the_best_date_there_is() -> None:
    closed = only(bodies(body(closed_at="2025-03-31T23:00:00Z")))
    undated = only(bodies(body(govuk_status="closed")))

    assert closed.closed_on == date(2025, 3, 31)
    assert undated.closed_on == date(2025, 1, 2)


def test_a_form_nobody_knows_is_rejected() -> None:
    parsed = bodies(body(), body(format="Star chamber", analytics_identifier="X"))

    assert parsed.rejections[0].reason.startswith("“Star chamber” is not a form")


def test_circles_among_parents_end() -> None:
    one = body(slug="a", parent_slugs="b", format="Other", analytics_identifier="A")
    two = body(slug="b", parent_slugs="a", format="Other", analytics_identifier="B")

    assert len(bodies(one, two).records) == 2


def test_the_old_register_gives_closed_bodies_only() -> None:
    data = table(
        government_register.COLUMNS,
        {"key": "EA7", "name": "Old Agency", "end-date": "2012"},
        {"key": "D1", "name": "Still There"},
        {"key": "ZZ1", "name": "What", "end-date": "2012"},
    )

    parsed = parse(Format.GOVUK, data)

    assert parsed.historic
    [(line, record)] = parsed.records
    assert (line, record.code, record.sector) == (2, "EA7", "AGENCY")
    assert record.closed_on == date(2012, 12, 31)
    assert [one.code for one in parsed.rejections] == ["D1", "ZZ1"]


def test_a_trust_is_named_out_of_capitals_and_placed_by_its_postcode() -> None:
    record = only(trusts(trust()))

    assert record.name == "King's College Hospital NHS Foundation Trust"
    assert (record.sector, record.region, record.postcode) == ("NHS", "LONDON", "SE5 9RS")


def test_the_second_row_of_one_code_is_rejected() -> None:
    parsed = trusts(
        trust(ods_code="7A7", name="POWYS TEACHING LOCAL HEALTH BOARD", country="WALES"),
        trust(ods_code="7A7", name="POWYS TEACHING HEALTH BOARD", type="Local health board"),
    )

    assert [record.organisation_type for _, record in parsed.records] == ["Local health board"]
    assert [(one.line, one.reason) for one in parsed.rejections] == [
        (3, "The code 7A7 is already on line 2.")
    ]


def test_a_trust_that_merged_is_closed_and_points_to_the_one_it_became() -> None:
    parsed = trusts(trust(ods_code="RC1"), trust(ods_code="RC9"))

    merged = by_code(parsed)["RC1"]
    assert (merged.closed_on, merged.replaced_by_code) == (date(2020, 4, 1), "RC9")


def test_a_board_without_postcode_is_placed_by_its_code() -> None:
    record = only(trusts(trust(ods_code="QWO", postcode="", type="Integrated care board")))

    assert record.region == "YORKSHIRE_AND_HUMBER"


def test_a_list_of_ones_own_says_what_it_means() -> None:
    data = as_csv(
        ("code", "name", "sector", "region", "website", "domains"),
        ("1", "A Charity", "charity", "London", "https://www.charity.org.uk", ""),
        ("2", "A Supplier", "Supplier", "", "", "supplier.com mail.supplier.com"),
        ("3", "No Sector", "Banking", "", "", ""),
        ("4", "No Domain", "OTHER", "", "", "gmail.com"),
        ("5", "No Website", "OTHER", "", "javascript:alert(1)", ""),
    )

    parsed = parse(Format.CSV, data)

    found = by_code(parsed)
    assert found["1"].domains == ("charity.org.uk",)
    assert found["2"].domains == ("supplier.com", "mail.supplier.com")
    assert [one.line for one in parsed.rejections] == [4, 5, 6]
    assert "is not a web address" in parsed.rejections[2].reason


def test_facts_are_those_of_a_record() -> None:
    assert {"name", "sector", "region", "rural_urban", "closed_on"} <= set(FACTS)
