"""PDFs by typst with the typefaces it carries: tagged, and the same from the same words.

Produced as PDF/A-3a and PDF/UA-1, so that no machine's own fonts change the result. Texts go
in as data and are never read as markup. A character without a glyph is drawn as a box.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import typst

STANDARDS: list[Any] = ["a-3a", "ua-1"]
STAND_IN = "□"  # for a character that the typeface does not have
# typst names each such character in its message, as itself or as \u{…}.
MISSING = re.compile(r'(?:text|codepoint) `"(.+?)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
TRIES = 6


def typeset(template: bytes, words: Mapping[str, Any], *, timestamp: int, **inputs: str) -> bytes:
    """The PDF of a template with ``words`` (JSON values) and other inputs as they are.

    ``words["boxes"]`` becomes true where some character had to be replaced.
    """

    def compiled(shown: Mapping[str, Any]) -> bytes:
        pdf: bytes = typst.compile(
            template,
            format="pdf",
            sys_inputs={"words": json.dumps(shown), **inputs},
            pdf_standards=STANDARDS,
            ignore_system_fonts=True,
            timestamp=timestamp,
        )
        return pdf

    shown: dict[str, Any] = {**_mapped(words, _printable), "boxes": False}
    for _ in range(TRIES):
        try:
            return compiled(shown)
        except typst.TypstError as error:
            missing = _missing(error)
            if not missing:
                raise
            shown = _mapped(shown, partial(_boxed, missing))
            shown["boxes"] = True
    return compiled(_mapped(shown, lambda text: re.sub(r"[^\x20-\x7e\n’“”–…£−]", STAND_IN, text)))


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The same structure with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [_mapped(one, change) for one in value]
    if isinstance(value, Mapping):
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


def _boxed(missing: set[str], text: str) -> str:
    return "".join(STAND_IN if one in missing else one for one in text)
