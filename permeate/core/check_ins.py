"""What a check-in asks, who has yet to answer, and who may read the answers."""

from collections.abc import Collection, Mapping

from permeate.core.refusals import Refused
from permeate.core.vocabulary import LABELS, Party

PARTIES = (Party.PARTICIPANT, Party.HOME, Party.HOST)

# A check-in, and the closing one that evaluates: the same three codes, other words.
GOING: Mapping[str, str] = {
    "WELL": "Going well",
    "MIXED": "Mixed",
    "HELP": "Needs help",
}
WENT: Mapping[str, str] = {
    "WELL": "It met its objectives",
    "MIXED": "It met some of its objectives",
    "HELP": "It did not meet its objectives",
}


def words(*, closing: bool) -> Mapping[str, str]:
    """What people choose from, by stored code."""
    return WENT if closing else GOING


def missing(answered: Collection[str]) -> tuple[Party, ...]:
    """Parties still to answer."""
    return tuple(party for party in PARTIES if party not in answered)


def may_read(*, party: str, reader: Collection[Party], answered: Collection[str]) -> bool:
    """Whether a reader sees this party's answer.

    Each of the three reads the others' once they have given their own, so that nobody
    writes to please; whoever else follows the placement reads them when all have answered.
    """
    if party in reader or not missing(answered):
        return True
    return any(own in answered for own in reader)


def check_can_answer(
    *, asked: bool, party: str, answered: Collection[str], going: str, text: str
) -> None:
    """Refused before it is asked, a second time, or where help is asked for without a word."""
    if not asked:
        raise Refused("This check-in has not started. You get an e-mail on the day.")
    if party in answered:
        raise Refused(
            f"The {LABELS[Party(party)].lower()} side has answered already. "
            "Write a message if something changed."
        )
    if going != "WELL" and not text.strip():
        raise Refused("Say in a sentence or two what would make it better.", field="text")
