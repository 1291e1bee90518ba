"""A file that cannot be trusted is refused as a whole, in words that name the line."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permeate.core.refusals import Refused
from permeate.core.registers.reading import MAX_BYTES, read_rows

CELL = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff"),
    max_size=20,
)


def as_csv(*rows) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=20))
def test_what_was_written_is_read_with_its_line(pairs) -> None:
    _, rows, rejections = read_rows(
        as_csv(("code", "name", "end"), *((*pair, "x") for pair in pairs)), needed=("code", "name")
    )

    assert rejections == []
    assert [(row.values["code"], row.values["name"]) for row in rows] == [
        (code.strip(), name.strip()) for code, name in pairs
    ]
    assert [row.line for row in rows] == list(range(2, len(pairs) + 2))


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_refusal(data) -> None:
    with suppress(Refused):
        _, rows, rejections = read_rows(data, needed=("code",))
        assert rows or rejections


@given(st.binary(max_size=200))
def test_any_bytes_below_a_heading_are_rows_or_a_refusal(data) -> None:
    try:
        _, rows, rejections = read_rows(b"code,name\n" + data, needed=("code",))
    except Refused:
        return
    assert rows or rejections
    assert all(set(row.values) == {"code", "name"} for row in rows)


def test_a_line_is_where_a_row_begins_even_after_a_value_of_two_lines() -> None:
    data = b'code,name\nA,"one\ntwo"\n\nB,three\n'

    _, rows, _ = read_rows(data, needed=("code",))

    assert [(row.line, row.values["code"]) for row in rows] == [(2, "A"), (5, "B")]


def test_a_mark_at_the_beginning_and_windows_line_ends_do_no_harm() -> None:
    columns, rows, _ = read_rows(b"\xef\xbb\xbfcode,name\r\nA,one\r\n", needed=("code",))

    assert columns == {"code", "name"}
    assert rows[0].values == {"code": "A", "name": "one"}


def test_a_row_of_another_width_is_rejected_alone() -> None:
    _, rows, rejections = read_rows(b"code,name\nA,one\nB\nC,two,2\n", needed=("code",))

    assert [row.values["code"] for row in rows] == ["A"]
    assert [(one.line, one.reason) for one in rejections] == [
        (3, "It has 1 values where the heading has 2 columns."),
        (4, "It has 3 values where the heading has 2 columns."),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"code,name\n", "no rows"),
        (b"code;name\nA;one\n", "code, name are not there"),
        (b"code,size\nA,one\n", "name is not there"),
        (b"code,name,code\nA,one,B\n", "a column twice: code"),
        (b"code,name\nA,one\nB,\0\n", "Line 3 has a NUL byte"),
        (b"code,name\nA,one\nB,caf\xe9\n", "Line 3 is not UTF-8"),
        (b"c\0o\0d\0e\0", "Line 1 has a NUL byte"),
        (b'code,name\nA,one\nB,"two\n', "begins on line 3 cannot be read"),
        (b"code,name\nA," + b"x" * 200_000, "Line 2 is 200,002 bytes long"),
        (b"code,name\nA," + b"x" * MAX_BYTES, "larger than 20 MB"),
    ],
)
def test_a_damaged_file_is_refused_saying_where(data, words) -> None:
    with pytest.raises(Refused) as refusal:
        read_rows(data, needed=("code", "name"))

    assert words in refusal.value.reason
