"""Every kind of event the file may hold, and its fields. The schema and the docs come from here.

Change nothing that files already rely on: add a field that may be left out, or a kind, and
raise ``VERSION``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from permeate.core.event_file.fields import Field, identifier
from permeate.core.vocabulary import Direction, EndCause, GradeBand, Kind, Receipt, Sector, Verdict

VERSION = 1


def _words(vocabulary: type) -> tuple[str, ...]:
    return tuple(word.value for word in vocabulary)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class EventKind:
    """A kind of event: what it says, and the fields it has besides the common ones."""

    name: str
    what: str
    fields: tuple[Field, ...]


# Facts as they were when it happened; never looked up later.
COMMON = (
    Field("event", "word", "The kind of event.", required=True),
    identifier(
        "id", "event", "Names this event; a line repeated word for word counts once.", required=True
    ),
    Field("occurred_on", "date", "The day it happened, in London.", required=True),
    Field("recorded_at", "moment", "When it was written down.", required=True),
    identifier("actor", "person", "Whoever did it, under a pseudonym."),
    Field("role", "id", "What the actor was to it then, in a word."),
    identifier("organisation", "organisation", "The actor’s organisation then."),
    Field("grade", "word", "The band of the actor’s grade then.", words=_words(GradeBand)),
    identifier("programme", "programme", "The programme it belongs to, if any."),
    identifier("corrects", "event", "The event that this one takes the place of."),
)

SENIOR = (GradeBand.SENIOR_MANAGER.value, GradeBand.DIRECTOR.value)
WITHDRAWN = "WITHDRAWN"


def _kind(name: str, what: str, *fields: Field) -> EventKind:
    return EventKind(name, what, fields)


def _one(name: str, what: str, *, of: str = "") -> Field:
    return identifier(name, of or name, what, required=True)


_LIST = (
    _kind(
        "ORGANISATION_DESCRIBED",
        "An organisation’s sector and size from that day on.",
        _one("organisation", "Which organisation."),
        Field("sector", "word", "Its sector.", words=_words(Sector), required=True),
        Field("staff_fte", "amount", "Staff in full-time equivalents."),
        Field("seniors", "whole", "Heads at senior grades."),
        Field("others", "whole", "Heads at all other grades."),
        Field("may_be_named", "yes", "It agrees to be named in networks."),
    ),
    _kind(
        "PLACEMENT_STARTED",
        "Somebody (the actor) began at a host; occurred_on is the first day.",
        _one("placement", "Which placement."),
        _one("actor", "The participant.", of="person"),
        _one("home", "Where they come from.", of="organisation"),
        _one("host", "Where they go.", of="organisation"),
        Field("kind", "word", "The kind of placement.", words=_words(Kind), required=True),
        Field("planned_end", "date", "The agreed last day.", required=True),
        identifier("host_manager", "person", "Who hosts them."),
        Field("host_manager_grade", "word", "That person’s band.", words=_words(GradeBand)),
    ),
    _kind(
        "PLACEMENT_ENDED",
        "It ended; occurred_on is the true last day.",
        _one("placement", "Which placement."),
        Field("cause", "word", "Why, if early.", words=_words(EndCause)),
    ),
    _kind(
        "PROMPT_SENT",
        "The weekly question was delivered.",
        _one("prompt", "Which prompt."),
        _one("placement", "To whose placement."),
    ),
    _kind(
        "PROMPT_ANSWERED",
        "It was answered; “nothing this week” is an answer.",
        _one("prompt", "Which prompt."),
        Field(
            "answer", "word", "The answer.", words=("SOMETHING", "NOTHING", "LATER"), required=True
        ),
    ),
    _kind(
        "ENTRY_RECORDED",
        "One thing learned or brought was written down.",
        _one("entry", "Which entry."),
        _one("actor", "Its author.", of="person"),
        identifier("placement", "placement", "During which placement."),
        Field("direction", "word", "Which way it goes.", words=_words(Direction), required=True),
        Field("topics", "ids", "What it is about.", of="topic"),
    ),
    _kind(
        "PRACTICE_WRITTEN",
        "A way of working was written up for reuse, or newly written over.",
        _one("practice", "Which practice."),
        _one("origin", "The organisation it comes from.", of="organisation"),
        Field("entries", "ids", "The entries it came from.", of="entry"),
        Field("topics", "ids", "What it is about.", of="topic"),
    ),
    _kind(
        "SHARED",
        "A practice or an entry was put before a named audience.",
        _one("share", "Which sharing."),
        _one("actor", "Its author.", of="person"),
        identifier("practice", "practice", "What was shared; without it the entry stands for one."),
        identifier("entry", "entry", "The entry it came from."),
        identifier("placement", "placement", "During which placement."),
        Field("organisations", "ids", "The organisations it was put before.", of="organisation"),
        Field("people", "ids", "The people it was put before.", of="person"),
        Field("artefact", "yes", "Something that can be read again was kept."),
    ),
    _kind(
        "ACKNOWLEDGED",
        "A receiver’s word on something shared.",
        _one("share", "Which sharing."),
        _one("actor", "Who says so.", of="person"),
        Field("receipt", "word", "What they say.", words=_words(Receipt), required=True),
    ),
    _kind(
        "DECIDED",
        "An organisation (the actor’s) decided about a practice, with a reason.",
        identifier("practice", "practice", "Which practice."),
        identifier("entry", "entry", "Which entry, where no practice was made of it."),
        _one("organisation", "Which organisation decided."),
        Field("verdict", "word", "The verdict.", words=_words(Verdict), required=True),
        Field("delegated", "yes", "Somebody decided in a senior’s stead."),
    ),
    _kind(
        "ADOPTED",
        "An organisation attests that it has taken a practice up.",
        _one("adoption", "Which adoption."),
        _one("practice", "Which practice."),
        _one("organisation", "Who took it up."),
    ),
    _kind(
        "IN_USE_CHECKED",
        "At 6 or 12 months: is it still in use?",
        _one("adoption", "Which adoption."),
        Field("month", "word", "Which check.", words=("6", "12"), required=True),
        Field(
            "answer", "word", "The answer.", words=("IN_USE", "STOPPED", "UNKNOWN"), required=True
        ),
        Field("carrier_left", "yes", "Who brought it has left."),
    ),
    _kind(
        "OUTCOME_RECORDED",
        "What changed, at a level: 0 claimed, 1 confirmed, 2 evidenced, 3 checked.",
        _one("outcome", "Which outcome; a later event raises its level."),
        _one("adoption", "Of which adoption."),
        Field("level", "word", "The level.", words=("0", "1", "2", "3"), required=True),
        Field("claimed", "amount", "How much is claimed."),
        identifier("unit", "unit", "In which unit."),
    ),
    _kind(
        "CLAIM_AUDITED",
        "A claim drawn at random was checked.",
        _one("outcome", "Which outcome."),
        Field("verified", "amount", "How much of it stood.", required=True),
    ),
    _kind(
        "NEED_SET",
        "A topic of need and its weight, set before the time it is for.",
        _one("topic", "Which topic."),
        Field("weight", "amount", "Its weight among all.", required=True),
        Field("starts_on", "date", "The first day it is for.", required=True),
        Field("ends_on", "date", "The last day it is for.", required=True),
    ),
    _kind(
        "STATEMENT_PUBLISHED",
        "One statement of one version of a guidance page.",
        _one("statement", "Which statement of which version."),
        _one("guidance", "Which page."),
        Field("version", "whole", "The page’s version.", required=True),
    ),
    _kind(
        "LINK_ACCEPTED",
        "An editor accepted that a practice stands behind a statement.",
        _one("link", "Which link."),
        _one("statement", "Which statement."),
        _one("practice", "Which practice."),
        Field(
            "relation",
            "word",
            "How it stands to it.",
            words=("ORIGINATES", "AMENDS", "SUPPORTS", "CONTRADICTS"),
            required=True,
        ),
    ),
    _kind("CONTRADICTION_RESOLVED", "A contradiction was settled.", _one("link", "Which link.")),
    _kind(
        "LINK_AUDITED",
        "A reviewer who does not know which are real looked at a link, or at a made-up one.",
        _one("link", "Which link; a made-up one has a name of its own."),
        Field("placebo", "yes", "It is made up.", required=True),
        Field("confirmed", "yes", "The reviewer sees the connection.", required=True),
    ),
    _kind(
        "NOVELTY_JUDGED",
        "A reviewer at the receiving organisation says whether a sampled practice is new to it.",
        _one("practice", "Which practice."),
        _one("actor", "The reviewer.", of="person"),
        _one("organisation", "The receiving organisation."),
        Field("new", "yes", "It is new there.", required=True),
        Field("adjudicated", "yes", "This settles what two reviewers said."),
    ),
    _kind(
        "RATED",
        "Somebody’s rating of an ability of their own.",
        _one("actor", "Who.", of="person"),
        _one("item", "Which anchored behaviour."),
        Field(
            "when",
            "word",
            "Before, before as seen after, or after.",
            words=("PRE", "THEN", "POST"),
            required=True,
        ),
        Field("rating", "number", "The rating.", required=True),
    ),
    _kind(
        WITHDRAWN, "The event it corrects did not happen.", _one("corrects", "Which.", of="event")
    ),
)

KINDS: Mapping[str, EventKind] = {kind.name: kind for kind in _LIST}


def fields_of(kind: EventKind) -> dict[str, Field]:
    """All fields of a kind by name; its own take the place of common ones."""
    return {field.name: field for field in (*COMMON, *kind.fields)}


FIELDS: Mapping[str, Mapping[str, Field]] = {name: fields_of(kind) for name, kind in KINDS.items()}
