"""The pack as a tagged PDF with its credentials attached; the same content gives the same bytes."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import segno

from permeate.core.packs.blocks import shown
from permeate.core.packs.content import content_bytes
from permeate.core.typesetting import typeset

TEMPLATE = (Path(__file__).parent / "pack.typ").read_bytes()
DRAWN_WITH = f"pack 2, typst {version('typst')}"

Document = Mapping[str, Any]


def draw(pack: Document, credentials: Sequence[Document]) -> bytes:
    """The PDF of a pack.

    A character without a glyph is drawn as a box, and a note says that the attached files
    have the exact text.
    """
    data = shown(pack, credentials).as_data()
    issued = datetime.fromisoformat(pack["validFrom"])
    words = {**data, "issued_day": [issued.year, issued.month, issued.day]}
    exact = {
        "check_link": words.pop("check_link"),
        "square": _square(data["check_link"]),
        "files": [
            _file("pack.json", pack, "What the pages say, signed by the service"),
            *(
                _file(f"credential-{number}.json", one, "An activity, signed by its host")
                for number, one in enumerate(credentials, 1)
            ),
        ],
    }
    return typeset(TEMPLATE, words, timestamp=int(issued.timestamp()), exact=json.dumps(exact))


def _file(name: str, document: Document, description: str) -> dict[str, str]:
    return {"name": name, "text": content_bytes(document).decode(), "description": description}


def _square(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()
