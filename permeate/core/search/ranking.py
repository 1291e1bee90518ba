"""Which of the matches come first, in a way one can explain: where the words stand."""

from permeate.core.search.asking import Ask
from permeate.core.search.index import Index
from permeate.core.search.matching import Phrases, either

IN_TITLE, IN_TAGS = 4, 2


def tiers(index: Index, ask: Ask, matches: int, phrases: Phrases) -> list[int]:
    """The matches divided by score, the best first.

    For each thing asked 4 where it stands in the title, else 2 where it stands among the tags
    (host, programme, profession, themes, skills).
    """
    scored = {0: matches}
    for group in ask.groups:
        in_title = either(index, group, ("title",), phrases)
        in_tags = either(index, group, ("tag",), phrases)
        scored = _scored(scored, in_title, in_tags)
    return [scored[score] for score in sorted(scored, reverse=True)]


def _scored(scored: dict[int, int], in_title: int, in_tags: int) -> dict[int, int]:
    divided: dict[int, int] = {}
    for score, bits in scored.items():
        titled = bits & in_title
        rest = bits ^ titled
        tagged = rest & in_tags
        for more, part in ((IN_TITLE, titled), (IN_TAGS, tagged), (0, rest ^ tagged)):
            if part:
                divided[score + more] = divided.get(score + more, 0) | part
    return divided
