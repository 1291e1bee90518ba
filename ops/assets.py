"""Copy the GOV.UK Design System's prebuilt style and script to where the site serves them.

Permeate is not on a gov.uk domain, so the GDS Transport typeface, the crest and the crown
may not be used: their rules are taken out, and the copy is refused if a trace is left.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk"
TARGET = ROOT / "var" / "vendor" / "govuk"

FONT_NOTICE = re.compile(r"/\*!? Copyright \(c\) 2011 by Margaret Calvert[^*]*\*/")
FONT_FACE = re.compile(r"@font-face\s*\{[^{}]*\}")
FONT_NAME = re.compile(r"""["']?GDS Transport["']?\s*,\s*""")
ROYAL_RULE = re.compile(r"[^{};]*(?:crown|copyright-logo)[^{};]*\{[^{}]*\}")
CREST_RULE = re.compile(r"[^{}]+\{[^{}]*govuk-crest[^{}]*\}")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S+")
FORBIDDEN = re.compile(
    r"GDS Transport|@font-face|crest|crown|url\(|sourceMappingURL", re.IGNORECASE
)


def without_royal_marks(css: str) -> str:
    """Return `css` without the typeface, crest and crown; ValueError when one is left."""
    for pattern in (FONT_NOTICE, FONT_FACE, FONT_NAME, CREST_RULE, ROYAL_RULE, SOURCE_MAP):
        css = pattern.sub("", css)
    left = FORBIDDEN.search(css)
    if left:
        around = css[max(0, left.start() - 60) : left.end() + 60]
        raise ValueError(f"the stylesheet still says {left.group()!r}: …{around}…")
    return css.strip() + "\n"


def main() -> int:
    """Write both files; 1 with one line when the source is missing or not as expected."""
    try:
        css = without_royal_marks((SOURCE / "govuk-frontend.min.css").read_text("utf-8"))
        script = SOURCE_MAP.sub("", (SOURCE / "govuk-frontend.min.js").read_text("utf-8"))
    except (OSError, ValueError) as error:
        print(f"The page assets could not be prepared: {error}", file=sys.stderr)
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "govuk-frontend.min.css").write_text(css, "utf-8")
    (TARGET / "govuk-frontend.min.js").write_text(script.strip() + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
