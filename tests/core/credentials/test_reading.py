"""JSON that two programs could read differently is refused."""

import pytest

from permeate.core.credentials.reading import read_json
from permeate.core.refusals import Refused

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b'{"a": 1, "a": 2}', "“a” is given twice"),
        (b'[{"x": {"b": 1, "b": 1}}]', "“b” is given twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "Infinity"),
        (b'{"a": 1e999}', "digits"),
        (b'{"a": 0.1000000000000000055511151231257827}', "digits"),
        (b'{"a": 9007199254740993}', "larger"),
        (b"[" * 100_000, "nested|parts"),
        (b"[" + b"1," * 50_000 + b"1]", "parts"),
        (b'{"a": "\\ud800"}', "surrogate"),
        (b'{"\\ud800": 1}', "surrogate"),
        (b'{"a": "\\u0000"}', "control"),
        (b'{"a": 1', "line 1"),
        (b"\xff\xfe", "UTF-8"),
        (b"", "line 1"),
        (b" " * 2_100_000, "larger"),
    ],
)
def test_it_is_refused_with_the_reason(text, words) -> None:
    with pytest.raises(Refused, match=words):
        read_json(text)


def test_what_everybody_reads_alike_is_read() -> None:
    read = read_json('\ufeff{"a": [1, 2.5, true, null, "é\\n"], "b": 1e3}'.encode())
    assert read == {"a": [1, 2.5, True, None, "é\n"], "b": 1000.0}
