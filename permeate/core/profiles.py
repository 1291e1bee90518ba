"""What somebody may say about themselves."""

from collections.abc import Iterable

from permeate.core.refusals import Refused
from permeate.core.vocabulary import SKILLS

MAX_OWN_SKILLS, MAX_SKILL = 20, 80
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def all_skills(chosen: Iterable[str], own_words: str) -> list[str]:
    """Codes of the vocabulary and own words, each once; Refused for too many or too long.

    ``own_words`` has one skill a line; a word of the vocabulary becomes its code.
    """
    codes = {words.lower(): code for code, words in SKILLS.items()}
    own = [" ".join(line.split()) for line in own_words.splitlines() if line.strip()]
    if len(own) > MAX_OWN_SKILLS:
        raise Refused(f"Write at most {MAX_OWN_SKILLS} skills of your own.", field="own_skills")
    too_long = next((skill for skill in own if len(skill) > MAX_SKILL), None)
    if too_long:
        raise Refused(
            f"“{too_long[:30]}…” is longer than {MAX_SKILL} characters. Put each skill on a line "
            "of its own.",
            field="own_skills",
        )
    found = {skill.lower(): skill for skill in chosen}
    for skill in own:
        code = codes.get(skill.lower(), skill)
        found.setdefault(code.lower(), code)
    return list(found.values())
