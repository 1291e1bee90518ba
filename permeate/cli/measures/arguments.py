"""What the commands that make a cut have in common."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date

from permeate.core.measures.disclosure import Audience

EXACT = "EXACT"


def add_arguments(parser: ArgumentParser, *, audience: str) -> None:
    """--at, --since, --audience, --counting and --json."""
    parser.add_argument("--at", type=day, metavar="DATE", help="the day of the cut")
    parser.add_argument(
        "--since", type=day, metavar="DATE", help="first day of flows (a year before the cut)"
    )
    parser.add_argument(
        "--audience",
        choices=[EXACT, *(one.value for one in Audience)],
        default=audience,
        help="hide what could show people to this audience (%(default)s)",
    )
    parser.add_argument(
        "--counting", action="store_true", help="only what is counted: no interval is resampled"
    )
    parser.add_argument("--json", action="store_true", help="answer for a program")


def day(words: str) -> date:
    """A date like 2026-03-31."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(f"“{words}” is no date like 2026-03-31") from None


def audience_of(words: str) -> Audience | None:
    """None for exact."""
    return None if words == EXACT else Audience(words)
