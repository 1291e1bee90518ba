"""The pack as a tagged PDF with its content attached; the same content gives the same bytes."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from permeate.core.evidence import canonical, code_of, grouped, pack_hash
from permeate.web.evidence.presenters import shown
from permeate.web.typesetting import typeset

TEMPLATE = (Path(__file__).parent / "pack.typ").read_bytes()


def pack_pdf(content: Mapping[str, Any], *, check_address: str) -> bytes:
    """The PDF of a pack's content.

    A character without a glyph is drawn as a box, and a note says that the attached file
    has the exact text.
    """
    issued = int(datetime.fromisoformat(content["issued_at"]).timestamp())
    words = _words(content, check_address)
    return typeset(TEMPLATE, words, timestamp=issued, content=canonical(content).decode())


def _words(content: Mapping[str, Any], check_address: str) -> dict[str, Any]:
    own_hash = pack_hash(content)
    reference = content["reference"]
    query = urlencode({"reference": reference, "code": own_hash[:16]})
    issued = datetime.fromisoformat(content["issued_at"])
    return {
        **shown(content).__dict__,
        "reference": reference,
        "code": code_of(own_hash),
        "hash": grouped(own_hash),
        "check_address": check_address,
        "check_link": f"{check_address}?{query}",
        "issued_day": [issued.year, issued.month, issued.day],
    }
