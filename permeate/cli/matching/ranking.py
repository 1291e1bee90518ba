"""`permeate match rank`: the best opportunities for each person, explained."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from permeate.cli.matching.tables import read_all
from permeate.core.matching.rank.best import suggest
from permeate.core.matching.rank.columns import columns_of
from permeate.core.matching.rank.explaining import Suggestion, Verdict, why_not
from permeate.core.matching.rank.exposure import Balanced, Spread, balance
from permeate.core.matching.rank.facts import Offer, Seeker
from permeate.core.matching.rank.query import index_of
from permeate.core.matching.rank.reading import OFFERS, PEOPLE, Column, read_offer, read_seeker
from permeate.core.matching.rank.rules import PARTS, RANGES, Rules
from permeate.core.refusals import Refused

HELP = "The best opportunities for each person: hard limits first, then points, explained."
EXAMPLE = "permeate match rank --person people.csv P1 --opportunities offers.xlsx --top 5"
MOST_TOP = 1000

Answer = dict[str, list[Suggestion]]  # by person, in the order shown


def add_arguments(parser: ArgumentParser) -> None:
    """The command line of this subcommand."""
    parser.add_argument(
        "--person", nargs="+", required=True, metavar=("FILE", "PERSON"),
        help="people (CSV, XLSX or JSON), then whom of them to answer for; else everybody",
    )  # fmt: skip
    parser.add_argument(
        "--opportunities", type=Path, required=True, metavar="FILE", help="CSV, XLSX or JSON"
    )
    parser.add_argument("--top", type=_count, default=20, help="how many for each person (20)")
    parser.add_argument("--weights", type=Path, metavar="FILE", help="JSON with what counts")
    parser.add_argument("--why", metavar="OPPORTUNITY", help="why this one, or why not")
    parser.add_argument("--json", action="store_true", help="answer for a program")
    parser.epilog = "\n\n".join(
        [
            f"Example: {EXAMPLE}",
            _columns("Columns of people", PEOPLE),
            _columns("Columns of opportunities", OFFERS),
            "Several values in one cell stand between semicolons. Starred columns are needed.",
            _weights(),
        ]
    )


def run(options: Mapping[str, Any], command: BaseCommand) -> None:
    """Read, rank, spread first places, and show."""
    rules = _rules(options["weights"])
    seekers = _people(*options["person"])
    offers = _table(options["opportunities"], OFFERS, "opportunity", read_offer)
    index = index_of(columns_of(offers))
    found = {one.key: suggest(one, index, rules, top=options["top"]) for one in seekers}
    spread = balance({who: [(s.key, s.score) for s in told] for who, told in found.items()}, rules)
    answer = _in_order(found, spread)
    why = _why(options["why"], seekers, offers, answer, rules)
    if options["json"]:
        command.stdout.write(json.dumps(_data(answer, spread, why, rules), ensure_ascii=False))
    else:
        command.stdout.write(_text(answer, spread, why, {one.key: one for one in offers}))


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_TOP:
        raise ValueError
    return int(text)


_count.__name__ = f"number from 1 to {MOST_TOP}"


def _columns(title: str, columns: Mapping[str, Column]) -> str:
    told = "\n".join(
        f"  {f'{name}*' if column.needed else name:22}{column.about}"
        for name, column in columns.items()
    )
    return f"{title}:\n{told}"


def _weights() -> str:
    usual = Rules().data()
    told = "\n".join(
        f"  {name:22}{usual[name]:>3}  {PARTS[name].label if name in PARTS else OTHERS[name]}"
        for name in RANGES
    )
    return f"Names in --weights, what they usually are, and what they say:\n{told}"


OTHERS = {
    "gap_days": "days between two placements of one person",
    "pair_share": "placements of two organisations in two years that are their share",
    "tolerance": "points a first place may lie below a person’s best, to spread first places",
    "slack": "times its even share of first places that an opportunity may have",
}


def _rules(path: Path | None) -> Rules:
    if path is None:
        return Rules()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.", returncode=2) from error
    except ValueError as fault:
        raise CommandError(f"{path}: is not JSON: {fault}.") from fault
    if not isinstance(data, dict):
        raise CommandError(f"{path}: must be one object of names and whole numbers.")
    try:
        return Rules.read(data)
    except Refused as refusal:
        raise CommandError(f"{path}: {refusal.reason}") from refusal


def _table(path: Path, columns: Mapping[str, Column], key: str, read: Any) -> list[Any]:
    needed = [name for name, column in columns.items() if column.needed]
    return read_all(path, columns, needed, key, read)


def _people(file: str, *wanted: str) -> list[Seeker]:
    path = Path(file)
    if not path.suffix and not path.exists():
        raise CommandError(f"Name the file of people first: --person FILE {file}.", returncode=2)
    seekers = _table(path, PEOPLE, "person", read_seeker)
    known = {one.key: one for one in seekers}
    for name in wanted:
        if name not in known:
            raise CommandError(f"{path}: there is no person “{name}”.")
    return [known[name] for name in dict.fromkeys(wanted)] if wanted else seekers


def _in_order(found: Answer, spread: Balanced) -> Answer:
    by_key = {who: {one.key: one for one in told} for who, told in found.items()}
    return {who: [by_key[who][key] for key, _ in one] for who, one in spread.shortlists.items()}


def _why(
    key: str | None, seekers: list[Seeker], offers: list[Offer], answer: Answer, rules: Rules
) -> dict[str, Verdict]:
    if key is None:
        return {}
    offer = next((one for one in offers if one.key == key), None)
    if offer is None:
        raise CommandError(f"There is no opportunity “{key}”.")
    verdicts = {}
    for one in seekers:
        told = [suggestion.key for suggestion in answer[one.key]]
        least = min((suggestion.score for suggestion in answer[one.key]), default=None)
        place = told.index(key) + 1 if key in told else None
        verdicts[one.key] = why_not(one, offer, rules, least=least, place=place)
    return verdicts


def _data(
    answer: Answer, spread: Balanced, why: dict[str, Verdict], rules: Rules
) -> dict[str, Any]:
    return {
        "weights": rules.data(),
        "people": [
            {"person": who, "suggestions": [_suggestion(one) for one in told]}
            for who, told in answer.items()
        ],
        "first_places": {
            "share": spread.share,
            "moved": spread.moved,
            "before": asdict(spread.before),
            "after": asdict(spread.after),
        },
        "why": [
            {
                "person": who,
                "words": verdict.words,
                "limits": [
                    {"limit": one.limit.value, "words": one.words} for one in verdict.hindrances
                ],
                **_suggestion(verdict.suggestion),
            }
            for who, verdict in why.items()
        ],
    }


def _suggestion(one: Suggestion) -> dict[str, Any]:
    parts = [line._asdict() for line in one.lines]
    return {"opportunity": one.key, "score": one.score, "reason": one.reason, "parts": parts}


def _text(
    answer: Answer, spread: Balanced, why: dict[str, Verdict], offers: dict[str, Offer]
) -> str:
    lines: list[str] = []
    for who, told in answer.items():
        lines += ["", who, *([] if told else ["  Nothing is possible under the limits."])]
        for place, one in enumerate(told, 1):
            lines.append(f"{place:4} {one.score:3}  {one.key}, {offers[one.key].host.name}")
            lines += [f"          {one.reason}"] if one.reason else []
    for who, verdict in why.items():
        lines += ["", f"{who} and {verdict.suggestion.key}: {verdict.words}"]
        lines += [f"  {one.words}" for one in verdict.hindrances]
        lines += [
            f"  {line.points:3} of {line.most:3}  {line.words}" for line in verdict.suggestion.lines
        ]
    if len(answer) > 1:
        lines += ["", f"First places (a share is {spread.share}; {spread.moved} people moved):"]
        lines += [_spread("by score alone", spread.before), _spread("spread", spread.after)]
    return "\n".join(lines[1:])


def _spread(words: str, spread: Spread) -> str:
    return (
        f"  {words + ':':16}{spread.with_none} of {spread.opportunities} have none, "
        f"the most is {spread.most}, Gini index {spread.gini:.2f}"
    )
