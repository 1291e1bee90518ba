"""Fixed words of the ledger beyond entries: channels, receipts of use, roles of evidence."""

from enum import StrEnum

from permeate.core.vocabulary import Labels


class Confidence(StrEnum):
    """How sure the author of an entry is."""

    SURE = "SURE"
    FAIRLY = "FAIRLY"
    HUNCH = "HUNCH"


class Channel(StrEnum):
    """How something was put before an audience."""

    NOTE = "NOTE"
    BRIEFING = "BRIEFING"
    VISIT = "VISIT"
    WORKSHOP = "WORKSHOP"
    GUIDANCE_DRAFT = "GUIDANCE_DRAFT"


class InUse(StrEnum):
    """Whether an adopted practice is still in use when somebody looks."""

    YES = "YES"
    PARTLY = "PARTLY"
    NO = "NO"


class Change(StrEnum):
    """Which way an outcome went, as the adopter reads it."""

    BETTER = "BETTER"
    SAME = "SAME"
    WORSE = "WORSE"


class Support(StrEnum):
    """What a practice does for a statement of guidance."""

    ORIGINATES = "ORIGINATES"
    AMENDS = "AMENDS"
    SUPPORTS = "SUPPORTS"
    CONTRADICTS = "CONTRADICTS"


LEDGER_LABELS = Labels(
    (Confidence.SURE, "Sure: I saw it work, or there are figures"),
    (Confidence.FAIRLY, "Fairly sure"),
    (Confidence.HUNCH, "A hunch"),
    (Channel.NOTE, "Note"),
    (Channel.BRIEFING, "Briefing"),
    (Channel.VISIT, "Visit"),
    (Channel.WORKSHOP, "Workshop"),
    (Channel.GUIDANCE_DRAFT, "Draft of guidance"),
    (InUse.YES, "Yes, it is in use"),
    (InUse.PARTLY, "Partly"),
    (InUse.NO, "No, it was given up"),
    (Change.BETTER, "Better"),
    (Change.SAME, "No different"),
    (Change.WORSE, "Worse"),
    (Support.ORIGINATES, "It comes from this practice"),
    (Support.AMENDS, "This practice changed it"),
    (Support.SUPPORTS, "This practice bears it out"),
    (Support.CONTRADICTS, "This practice speaks against it"),
)

# Levels of an outcome; never added together.
LEVELS = {
    0: "Claimed",
    1: "Confirmed by the adopter",
    2: "Evidence attached",
    3: "Checked independently",
}


def ledger_choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """(stored value, label) pairs of one of these enumerations, in its own order."""
    return [(word.value, LEDGER_LABELS[word]) for word in words]
