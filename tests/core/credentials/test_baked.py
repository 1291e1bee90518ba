"""Credentials in pictures, ours and openbadgeslib's."""

import json
import struct
import zlib

import pytest
from openbadgeslib import baking

from permeate.core.credentials.baked import PNG, from_png, from_svg, into_png
from permeate.core.refusals import Refused

pytestmark = pytest.mark.once

CREDENTIAL = json.dumps({"name": "é", "type": "x"}, ensure_ascii=False).encode()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


PICTURE = (
    PNG
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}>{}</svg>'
NAMED = ' xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'


def test_what_goes_into_a_png_comes_out() -> None:
    assert from_png(into_png(PICTURE, CREDENTIAL)) == CREDENTIAL


def test_packed_text_is_unpacked() -> None:
    body = b"openbadgecredential\0\1\0en\0badge\0" + zlib.compress(CREDENTIAL)
    assert from_png(PICTURE[:-12] + chunk(b"iTXt", body) + PICTURE[-12:]) == CREDENTIAL


def test_another_bakers_png_is_read() -> None:
    baked = baking.bake_png(PICTURE, CREDENTIAL.decode(), keyword=baking.ITXT_KEYWORD_OB3)
    assert from_png(baked) == CREDENTIAL


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (PICTURE, "no credential"),
        (into_png(into_png(PICTURE, CREDENTIAL), b"{}"), "2 credentials"),
        (into_png(PICTURE, CREDENTIAL)[:-20], "cut off"),
        (into_png(PICTURE, CREDENTIAL).replace(b"name", b"nome"), "checksum"),
        (PNG + b"\xff\xff\xff\xffiTXt" + b"x" * 20, "cut off"),
        (PICTURE[:-12] + chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0zip") + PICTURE[-12:],
         "unpacked"),
    ],
)  # fmt: skip
def test_a_png_without_one_is_refused(picture, words) -> None:
    with pytest.raises(Refused, match=words):
        from_png(picture)


def test_a_picture_that_packs_the_world_is_not_unpacked() -> None:
    bomb = b"openbadgecredential\0\1\0\0\0" + zlib.compress(b"{" * 100_000_000)
    assert len(from_png(PICTURE[:-12] + chunk(b"iTXt", bomb) + PICTURE[-12:])) <= 2_000_001


def test_svg_as_text_or_cdata() -> None:
    for inner in (
        f"<openbadges:credential><![CDATA[{CREDENTIAL.decode()}]]></openbadges:credential>",
        f"<g><openbadges:credential> {CREDENTIAL.decode()} </openbadges:credential></g>",
    ):
        assert from_svg(SVG.format(NAMED, inner).encode()) == CREDENTIAL


@pytest.mark.parametrize(
    ("svg", "words"),
    [
        (SVG.format("", ""), "no credential"),
        (SVG.format(NAMED, "<openbadges:credential>{}</openbadges:credential>" * 2), "2 cred"),
        ("<svg", "read safely"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><svg>&a;</svg>', "read safely"),
    ],
)
def test_an_svg_without_one_is_refused(svg, words) -> None:
    with pytest.raises(Refused, match=words):
        from_svg(svg.encode())
