"""Sorts of activity and what can be true of one, in plain words.

A log or a scheme may use names that are not here; a near miss of one that is here is taken for a
slip and named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Sort:
    """A sort of activity. A record (a plan, a declaration) is not learning time of its own."""

    words: str
    record: bool = False
    away: bool = False  # by its nature not daily work


@dataclass(frozen=True)
class Predicate:
    """Something true or not of an activity: how it is asked, and what to do where it is not."""

    words: str
    question: str
    missing: str
    topic: bool = False  # what it was about, which nobody can change afterwards


TYPES: dict[str, Sort] = {
    "shadowing": Sort("Shadowing"),
    "development-day": Sort("Development day"),
    "secondment": Sort("Secondment"),
    "job-rotation": Sort("Job rotation"),
    "course": Sort("Course", away=True),
    "conference": Sort("Conference", away=True),
    "webinar": Sort("Webinar", away=True),
    "e-learning": Sort("E-learning", away=True),
    "reading": Sort("Reading", away=True),
    "private-study": Sort("Private study", away=True),
    "research": Sort("Research"),
    "presenting": Sort("Presenting or teaching"),
    "sharing": Sort("Sharing what was learned"),
    "briefing": Sort("Briefing"),
    "mentoring": Sort("Mentoring"),
    "coaching": Sort("Coaching"),
    "check-in": Sort("Check-in"),
    "volunteering": Sort("Volunteering"),
    "learning-the-business": Sort("Learning a client’s or employer’s business"),
    "work": Sort("Work"),
    "other": Sort("Something else"),
    "plan": Sort("Development plan", record=True),
    "declaration": Sort("Declaration", record=True),
    "feedback": Sort("Feedback received", record=True),
    "reflective-account": Sort("Reflective account", record=True),
    "peer-discussion": Sort("Peer discussion", record=True),
    "practice": Sort("Hours of practice", record=True),
    "confirmation": Sort("Confirmation by a third party", record=True),
    "revalidation": Sort("Revalidation", record=True),
    "appraisal": Sort("Appraisal", record=True),
}
TYPE_ALIASES = {
    "job-shadowing": "shadowing",
    "work-shadowing": "shadowing",
    "shadow": "shadowing",
    "placement": "secondment",
    "training": "course",
    "training-course": "course",
    "workshop": "course",
    "seminar": "conference",
    "elearning": "e-learning",
    "online-course": "e-learning",
    "self-study": "private-study",
    "share": "sharing",
    "teaching": "presenting",
    "development-plan": "plan",
    "annual-declaration": "declaration",
    "practice-hours": "practice",
    "confirmer": "confirmation",
}
PREDICATES: dict[str, Predicate] = {
    "verifiable": Predicate(
        "verifiable",
        "Could somebody else check that you did this and what you learned?",
        "show that it is verifiable",
    ),
    "structured": Predicate(
        "structured",
        "Did it meet a need you had named, with outcomes set out, and was it assessed or "
        "reflected on?",
        "show that it was structured",
    ),
    "participatory": Predicate(
        "participatory",
        "Did you learn together with other people?",
        "say that you learned together with others",
    ),
    "external": Predicate(
        "external",
        "Was it provided by somebody outside your own organisation?",
        "say that it came from outside your own organisation",
    ),
    "not-daily-work": Predicate(
        "not daily work",
        "Was it something other than the ordinary work of your post?",
        "say what made it more than daily work",
    ),
    "planned-beforehand": Predicate(
        "planned beforehand",
        "Had you planned it beforehand, as something to learn?",
        "say that it was planned beforehand",
    ),
    "ethics": Predicate(
        "ethics", "Was it about professional ethics?", "choose one about ethics", topic=True
    ),
    "peer-discussed": Predicate(
        "discussed with a peer",
        "Did you talk over what you learned with a peer or manager?",
        "talk it over with a peer and say so",
    ),
    "relevant": Predicate(
        "relevant", "Is it relevant to your work?", "say that it is relevant to your work"
    ),
    "applied": Predicate(
        "applied",
        "Can you say how you will use, or used, what you learned?",
        "say how you use what you learned",
    ),
    "aims": Predicate("aims", "Did it have aims set out beforehand?", "say what its aims were"),
    "feedback": Predicate(
        "chance of feedback",
        "Was there a chance to ask questions or get feedback?",
        "say that there was a chance of feedback",
    ),
    "objective": Predicate("objective", "What was its objective?", "write its objective"),
    "need": Predicate("need", "Which need of yours did it meet?", "say which need it met"),
    "outcomes": Predicate(
        "outcomes", "Were its outcomes set out?", "say what its learning outcomes were"
    ),
    "assessment": Predicate("assessment", "Was what you learned assessed?", "have it assessed"),
    "risk-management": Predicate(
        "risk management",
        "Was it about managing risk?",
        "choose one about risk management",
        topic=True,
    ),
    "professionalism": Predicate(
        "professionalism",
        "Was it about professionalism?",
        "choose one about professionalism",
        topic=True,
    ),
    "private-study": Predicate(
        "private study", "Was it private study?", "choose some private study", topic=True
    ),
    "personal": Predicate(
        "personal", "Was it study on your own?", "choose some personal study", topic=True
    ),
    "mandatory-topics": Predicate(
        "mandatory topics",
        "Does this complete the topics that your body requires?",
        "complete the topics that the body requires and mark the last of them",
        topic=True,
    ),
    "extended-learning": Predicate(
        "extended learning",
        "Is it part of learning that runs past one year?",
        "say that it is part of extended learning",
    ),
    "code-link": Predicate(
        "link to the code",
        "Which part of your body’s code or standards does it concern?",
        "name the part of the code it concerns",
    ),
}
PREDICATE_ALIASES = {
    "planned": "planned-beforehand",
    "peer-reflection": "peer-discussed",
    "peer-reflected": "peer-discussed",
    "peer-discussion": "peer-discussed",
    "formal": "structured",
    "risk": "risk-management",
    "non-daily-work": "not-daily-work",
}
FIELDS = {
    "evidence": "add evidence",
    "reflection": "write a reflection",
    "confirmed_by": "have somebody confirm it",
    "objective": "write its objective",
    "code": "name the part of the code it concerns",
}
NEAR = 0.87


def slug(text: str) -> str:
    """A name as it is compared: lower case, words joined by hyphens."""
    return "-".join(text.lower().replace("_", " ").replace("-", " ").split())


def type_name(text: str) -> str:
    """The sort of activity meant; ValueError where it looks like a slip of one we know."""
    return _name(text, TYPES, TYPE_ALIASES, "type")


def predicate_name(text: str) -> str:
    """The predicate meant; ValueError where it looks like a slip of one we know."""
    return _name(text, PREDICATES, PREDICATE_ALIASES, "predicate")


def _name(text: str, known: Iterable[str], aliases: Mapping[str, str], what: str) -> str:
    names = list(known)
    name = slug(text)
    for form in (name, name.removesuffix("s")):
        if form in names or form in aliases:
            return aliases.get(form, form)
    if near := get_close_matches(name, [*names, *aliases], 1, NEAR):
        raise ValueError(f"“{text}” is no {what} we know. Did you mean “{near[0]}”?")
    return name


def type_words(name: str) -> str:
    """A sort of activity in words."""
    return TYPES[name].words if name in TYPES else name.replace("-", " ").capitalize()


def predicate_words(name: str) -> str:
    """A predicate in words."""
    return PREDICATES[name].words if name in PREDICATES else name.replace("-", " ")


def missing_words(name: str) -> str:
    """What to do where this predicate does not hold."""
    if name in PREDICATES:
        return PREDICATES[name].missing
    return f"say that it is “{predicate_words(name)}”"
