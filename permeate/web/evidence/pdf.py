"""The pack as a tagged PDF with its content attached; the same content gives the same bytes.

Produced as PDF/A-3a and PDF/UA-1 by typst with the typefaces it carries, so that no machine's
own fonts change the result. Texts go in as data and are never read as markup.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import typst

from permeate.core.evidence import canonical, code_of, grouped, pack_hash
from permeate.web.evidence.presenters import shown

TEMPLATE = (Path(__file__).parent / "pack.typ").read_bytes()
STANDARDS = ["a-3a", "ua-1"]
STAND_IN = "□"  # for a character that the typeface does not have
# typst names each such character in its message, as itself or as \u{…}.
MISSING = re.compile(r'(?:text|codepoint) `"(.+?)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
TRIES = 6


def pack_pdf(content: Mapping[str, Any], *, check_address: str) -> bytes:
    """The PDF of a pack's content.

    A character without a glyph is drawn as a box, and a note says that the attached file
    has the exact text.
    """
    issued = int(datetime.fromisoformat(content["issued_at"]).timestamp())
    words = _words(content, check_address)
    words = _mapped(words, _printable)
    for _ in range(TRIES):
        try:
            return _compile(words, content, issued)
        except typst.TypstError as error:
            missing = _missing(error)
            if not missing:
                raise
            words = _mapped(words, lambda text, gone=missing: _boxed(text, gone))
            words["boxes"] = True
    words = _mapped(words, lambda text: re.sub(r"[^\x20-\x7e\n’“”–…]", STAND_IN, text))
    return _compile(words, content, issued)


def _compile(words: Mapping[str, Any], content: Mapping[str, Any], issued: int) -> bytes:
    return typst.compile(
        TEMPLATE,
        format="pdf",
        sys_inputs={"words": json.dumps(words), "content": canonical(content).decode()},
        pdf_standards=STANDARDS,
        ignore_system_fonts=True,
        timestamp=issued,
    )


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
        "boxes": False,
    }


def _mapped(value: Any, change: Any) -> Any:
    """The same structure with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [_mapped(one, change) for one in value]
    if isinstance(value, dict):
        return {key: _mapped(one, change) for key, one in value.items()}
    return value


def _printable(text: str) -> str:
    """Composed, without controls, private and unassigned characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(
        STAND_IN if unicodedata.category(one) in ("Co", "Cn", "Cs") else one
        for one in text
        if one == "\n" or unicodedata.category(one) not in ("Cc", "Cf", "Zl", "Zp")
    )


def _missing(error: typst.TypstError) -> set[str]:
    found: set[str] = set()
    for text in MISSING.findall(error.diagnostic):
        found |= set(ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), text))
    return found


def _boxed(text: str, missing: set[str]) -> str:
    return "".join(STAND_IN if one in missing else one for one in text)
