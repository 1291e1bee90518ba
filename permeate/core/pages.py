"""The pages an operator fills in, and what they say until that is done.

Texts are plain, with ``## `` before a heading, ``* `` before a point of a list and an empty
line between paragraphs. What stands in [square brackets] is for the operator to fill in.
"""

import re
from collections.abc import Mapping
from pathlib import Path

PAGES: Mapping[str, str] = {
    "privacy": "Privacy notice",
    "accessibility": "Accessibility statement",
    "contact": "Contact",
    "concerns": "What happens when you report a concern",
}
GAP = re.compile(r"\[[^\[\]]+\]")

FIRST_TEXTS: Mapping[str, str] = {
    slug: (Path(__file__).parent / "first_pages" / f"{slug}.txt").read_text("utf-8").strip()
    for slug in PAGES
}


def is_unfinished(text: str) -> bool:
    """Whether something in square brackets is still to be filled in."""
    return GAP.search(text) is not None
