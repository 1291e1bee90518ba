"""The served stylesheet keeps the components and loses what belongs to gov.uk."""

import json
import re

import pytest

from ops.assets import CONTEXTS, SOURCE, TARGET, without_royal_marks

pytestmark = pytest.mark.once


def test_typeface_crest_and_crown_go_and_the_rest_stays() -> None:
    css = (
        "@font-face{font-family:GDS Transport;src:url(/assets/fonts/bold.woff2)}"
        ".govuk-body{font-family:GDS Transport,arial,sans-serif;margin:0}"
        ".govuk-footer__crown{margin-bottom:25px}"
        ".govuk-footer__copyright-logo:before{background-image:url(/i/govuk-crest.svg)}"
        "@media print{.govuk-footer__copyright-logo:before{background:linktext}.govuk-a{color:red}}"
        "/*# sourceMappingURL=govuk-frontend.min.css.map */"
    )
    assert without_royal_marks(css) == (
        ".govuk-body{font-family:arial,sans-serif;margin:0}@media print{.govuk-a{color:red}}\n"
    )


def test_a_trace_that_is_left_is_refused() -> None:
    with pytest.raises(ValueError, match="still says 'crown'"):
        without_royal_marks("@supports (display:grid){@layer crown;}")


def test_what_is_served_loses_only_those_rules() -> None:
    ours = (TARGET / "govuk-frontend.min.css").read_text("utf-8")
    theirs = (SOURCE / "govuk-frontend.min.css").read_text("utf-8")
    lost = classes(theirs) - classes(ours)
    assert lost == {"govuk-footer__crown", "govuk-footer__copyright-logo"}
    assert "initAll" in (TARGET / "govuk-frontend.min.js").read_text("utf-8")


def test_the_contexts_of_credentials_are_brought_as_data() -> None:
    kept = json.loads(CONTEXTS.read_text("utf-8"))
    assert {
        "https://www.w3.org/2018/credentials/v1",
        "https://www.w3.org/ns/credentials/v2",
        "https://www.w3.org/ns/credentials/status/v1",
        "https://w3id.org/security/data-integrity/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    } <= set(kept)
    packaged = SOURCE.parents[2] / "@digitalbazaar/credentials-context/contexts/v2.jsonld"
    published = json.loads(packaged.read_text("utf-8"))
    assert kept["https://www.w3.org/ns/credentials/v2"] == published


def classes(css: str) -> set[str]:
    return set(re.findall(r"\.(govuk-[\w-]+)", css))
