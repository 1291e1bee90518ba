"""Which of the matches come first, in a way one can explain: where the words stand."""

from collections.abc import Callable

from permeate.core.search.asking import Ask

IN_TITLE, IN_TAGS = 4, 2


def scorer(ask: Ask) -> Callable[[str, str], int]:
    """A function of title and tags: 4 for each thing asked in the title, else 2 in the tags.

    Title and tags (host, themes, skills, profession) are stems between blanks:
    ``" hous benefit "``.
    """
    groups = [[f" {' '.join(term)} " for term in group] for group in ask.groups]

    def score(title: str, tags: str) -> int:
        total = 0
        for group in groups:
            if any(term in title for term in group):
                total += IN_TITLE
            elif any(term in tags for term in group):
                total += IN_TAGS
        return total

    def score_one(title: str, tags: str) -> int:
        return IN_TITLE if only in title else IN_TAGS if only in tags else 0

    if len(groups) == 1 and len(groups[0]) == 1:
        only = groups[0][0]
        return score_one
    return score


def best(ask: Ask) -> int:
    """The score of a match with everything asked in its title."""
    return IN_TITLE * len(ask.groups)
