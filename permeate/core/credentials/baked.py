"""A credential inside a picture: PNG (an iTXt chunk) and SVG (an element), as Open Badges bakes.

Source: 1EdTech Open Badges 3.0, section 5.3, baked badges.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from permeate.core.credentials.reading import MAX_BYTES
from permeate.core.refusals import Refused

PNG = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"


def from_png(data: bytes) -> bytes:
    """The JSON that a PNG carries; Refused where it carries none, or several."""
    found = [text for kind, body in _chunks(data) if kind == b"iTXt" for text in _texts(body)]
    return _only(found, "picture")


def into_png(data: bytes, credential: bytes) -> bytes:
    """The picture with the credential in it, before its end."""
    body = KEYWORD + b"\0\0\0\0\0" + credential
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body
    chunk += struct.pack(">I", zlib.crc32(chunk[4:]))
    end = data.rindex(b"IEND") - 4
    return data[:end] + chunk + data[end:]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(PNG)
    while place + 12 <= len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        body = data[place + 4 : place + 8 + length]
        sum_place = place + 8 + length
        if len(data) < sum_place + 4:
            raise Refused("The picture is cut off.")
        (checksum,) = struct.unpack(">I", data[sum_place : sum_place + 4])
        if zlib.crc32(body) != checksum:
            raise Refused("The picture is damaged: a checksum does not match.")
        yield body[:4], body[4:]
        place += 12 + length


def _texts(body: bytes) -> Iterator[bytes]:
    """The text of an iTXt chunk where it is a credential: keyword, two flags, two more names."""
    keyword, _, rest = body.partition(b"\0")
    if keyword != KEYWORD:
        return
    packed, rest = rest[:1] == b"\1", rest[2:]
    text = rest.partition(b"\0")[2].partition(b"\0")[2]
    yield _unpacked(text) if packed else text


def _unpacked(data: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(data, MAX_BYTES + 1)
    except zlib.error as error:
        raise Refused("The credential in the picture cannot be unpacked.") from error
    return text


def from_svg(data: bytes) -> bytes:
    """The JSON that an SVG carries; Refused where it carries none, or several."""
    try:
        root: Any = fromstring(data, forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Refused("This is not an SVG that can be read safely.") from error
    elements: list[Element] = [*root.iter(f"{{{NAMESPACE}}}credential")]
    return _only([_content(one) for one in elements], "picture")


def _content(element: Element) -> bytes:
    return (element.text or element.get("verify") or "").strip().encode()


def _only(found: list[bytes], where: str) -> bytes:
    if not found:
        raise Refused(f"There is no credential in this {where}.")
    if len(found) > 1:
        raise Refused(f"There are {len(found)} credentials in this {where}: which one is meant?")
    return found[0]
