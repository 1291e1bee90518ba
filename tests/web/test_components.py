"""The components are those of the design system: its own published examples, one by one."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from permeate.web.rendering import component

PUBLISHED = Path(settings.BASE_DIR) / "node_modules" / "govuk-frontend" / "dist" / "govuk"
# The site has its own header and footer: these carry the crown and government's licence.
NOT_OURS = {"header", "footer"}
EXAMPLES = [
    (fixtures["component"], example)
    for file in sorted((PUBLISHED / "components").glob("*/fixtures.json"))
    for fixtures in [json.loads(file.read_text())]
    for example in fixtures["fixtures"]
    if fixtures["component"] not in NOT_OURS
]


def plain(html: str) -> str:
    """The same page to a browser: white space between and inside tags does not count."""
    html = re.sub(r"\s+", " ", html)
    html = re.sub(r"\s*([<>])\s*", r"\1", html)
    # Two ways to write the same character in an attribute.
    return html.replace("&#39;", "'").replace("&#34;", '"').replace("&quot;", '"').strip()


@pytest.mark.skipif(not EXAMPLES, reason="the design system is missing: make install")
def test_every_published_example_is_identical() -> None:
    other = [
        f"{name}: {example['name']}"
        for name, example in EXAMPLES
        if plain(component(name, **example["options"])) != plain(example["html"])
    ]
    assert len(EXAMPLES) > 500
    assert other == []
