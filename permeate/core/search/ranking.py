"""Which of the matches come first, in a way one can explain: where the words stand."""

from collections.abc import Sequence

from permeate.core.search.asking import Ask, Term

IN_TITLE, IN_TAGS = 4, 2


def score(ask: Ask, title: str, tags: str) -> int:
    """4 for each thing asked that stands in the title, else 2 where it stands in the tags.

    ``title`` and ``tags`` (host, themes, skills, profession) are stems between blanks:
    ``" hous benefit "``.
    """
    return sum(_group_score(group, title, tags) for group in ask.groups)


def _group_score(group: Sequence[Term], title: str, tags: str) -> int:
    sought = [f" {' '.join(term)} " for term in group]
    if any(term in title for term in sought):
        return IN_TITLE
    return IN_TAGS if any(term in tags for term in sought) else 0
