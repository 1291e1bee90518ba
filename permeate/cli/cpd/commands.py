"""What each subcommand of `permeate cpd` does; they answer with text."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from permeate.cli.cpd.documents import as_json, documents
from permeate.cli.cpd.files import Unsound, log_in, scheme_called, scheme_in
from permeate.cli.cpd.members import day, member_from
from permeate.cli.cpd.showing import assessment_text, scheme_data, schemes_text
from permeate.core.cpd.assessing import assess
from permeate.core.cpd.catalogue import shipped
from permeate.core.cpd.describing import as_data
from permeate.core.cpd.schema import rows_schema, scheme_schema
from permeate.core.refusals import Refused


def add_schema(parser: ArgumentParser) -> None:
    """Arguments of `schema`."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=["scheme", "activities"],
        default="scheme",
        help="of a scheme's file, or of a row of a log",
    )


def schema(options: dict[str, Any]) -> str:
    """The published JSON Schema."""
    made = rows_schema() if options["what"] == "activities" else scheme_schema()
    return as_json(made).rstrip()


def add_check(parser: ArgumentParser) -> None:
    """Arguments of `check`."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a scheme, in TOML")
    parser.add_argument("--json", action="store_true", help="answer for a program")


def check(options: dict[str, Any]) -> str:
    """Say that a scheme is sound; otherwise each fault with its line, and status 1."""
    try:
        scheme = scheme_in(options["file"])
    except Unsound as fault:
        if options["json"]:
            told = [{"line": one.line, "words": one.words} for one in fault.faults]
            print(json.dumps({"file": str(options["file"]), "faults": told}, ensure_ascii=False))
        raise
    if options["json"]:
        return json.dumps({"file": str(options["file"]), "faults": [], **scheme_data(scheme)})
    return (
        f"{options['file']}: sound. {scheme.body}, {len(scheme.requirements)} requirements, "
        f"certainty {scheme.certainty}."
    )


def add_list(parser: ArgumentParser) -> None:
    """Arguments of `list`."""
    parser.add_argument("--json", action="store_true", help="answer for a program")


def list_schemes(options: dict[str, Any]) -> str:
    """The schemes that come with Permeate."""
    if options["json"]:
        return json.dumps([scheme_data(one) for one in shipped()], indent=1, ensure_ascii=False)
    return schemes_text(shipped())


def add_assess(parser: ArgumentParser) -> None:
    """Arguments of `assess`."""
    parser.add_argument("--scheme", required=True, help="a scheme's file or name")
    parser.add_argument(
        "--activities", required=True, type=Path, metavar="FILE", help="a log, in CSV or XLSX"
    )
    parser.add_argument("--as-of", metavar="DATE", help="the day of the assessment (today)")
    parser.add_argument(
        "--category",
        action="append",
        default=[],
        metavar="NAME[@DATE]",
        help="the member's category; again, with the day from which it was held, for a change",
    )
    parser.add_argument(
        "--year-start",
        metavar="MM-DD|DATE",
        help="first day of the member's own year, or of one of their periods of several years",
    )
    parser.add_argument("--member-since", metavar="DATE", help="the day of joining the body")
    parser.add_argument("--fte", metavar="SHARE", help="part of full time, such as 0.6")
    parser.add_argument("--json", action="store_true", help="answer for a program")


def assess_log(options: dict[str, Any]) -> str:
    """Judge a log by a scheme."""
    on = _as_of(options["as_of"])
    scheme = scheme_called(options["scheme"], on)
    member = member_from(
        categories=options["category"],
        year_start=options["year_start"],
        since=options["member_since"],
        fte=options["fte"],
    )
    activities = log_in(options["activities"])
    try:
        found = assess(scheme, activities, member, as_of=on)
    except Refused as refusal:
        raise CommandError(refusal.reason, returncode=2) from refusal
    if options["json"]:
        return json.dumps(as_data(found, activities), indent=1, ensure_ascii=False)
    return assessment_text(found, activities)


def _as_of(text: str | None) -> date:
    return day(text, "--as-of") if text else timezone.localdate()


def add_docs(parser: ArgumentParser) -> None:
    """Arguments of `docs`."""
    parser.add_argument("--check", action="store_true", help="only say whether they are in step")


def docs(options: dict[str, Any]) -> str:
    """Draw docs/cpd.md and the schemas from the code."""
    folder = Path(settings.BASE_DIR) / "docs"
    for name, text in documents().items():
        file = folder / name
        if not options["check"]:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            raise CommandError(f"docs/{name} is out of step: run `permeate cpd docs`.")
    return "In step." if options["check"] else "Written."


SUBCOMMANDS = {
    "schema": (add_schema, schema, "print the JSON Schema of a scheme's file or of a log"),
    "check": (add_check, check, "say whether a scheme's file is sound, with line numbers"),
    "list": (add_list, list_schemes, "list the schemes that come with Permeate"),
    "docs": (add_docs, docs, "draw docs/cpd.md and the schemas from the code"),
    "assess": (add_assess, assess_log, "judge a log of activities by a scheme"),
}
