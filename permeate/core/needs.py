"""A need: the questions of the guided conversation, and what is drafted from the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from permeate.core.planning import LONG, Answers, Outcome, propose
from permeate.core.refusals import Refused, refuse_all
from permeate.core.vocabulary import Sector, choices

MOST_OBJECTIVES = 6
DAYS_OF_LENGTH = {"DAYS": 4, "WEEKS": 27, "MONTHS": 183, "YEARS": 548}
VAGUE = ("better understanding", "gain insight", "raise awareness", "learn more", "improve")


class Form(StrEnum):
    """How a question is answered. Every answer is stored as text."""

    TEXT = "TEXT"
    ONE = "ONE"
    SEVERAL = "SEVERAL"  # codes joined by commas
    DAY = "DAY"  # ISO date


class Judge(StrEnum):
    """Who says whether an objective was reached."""

    HOST_MANAGER = "HOST_MANAGER"
    HOME_MANAGER = "HOME_MANAGER"
    BOTH_MANAGERS = "BOTH_MANAGERS"
    PARTICIPANT = "PARTICIPANT"


JUDGES: Mapping[Judge, str] = {
    Judge.HOST_MANAGER: "The host manager",
    Judge.HOME_MANAGER: "The home manager",
    Judge.BOTH_MANAGERS: "Both managers together",
    Judge.PARTICIPANT: "Whoever goes",
}


@dataclass(frozen=True)
class Question:
    """One page of the conversation. ``words`` by whom it is planned for; SELF is the default."""

    slug: str
    form: Form
    words: Mapping[str, str]
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def asked(self, answers: Answers) -> bool:
        """Whether it makes sense after the other answers."""
        return all(answers.get(name, "") in values for name, values in self.only.items())

    def title(self, answers: Answers) -> str:
        """The question in the words for whoever is planned for."""
        return self.words.get(answers.get("whom", "SELF"), self.words["SELF"])


QUESTIONS: tuple[Question, ...] = (
    Question(
        "whom",
        Form.ONE,
        {"SELF": "Whom are you planning for?"},
        options=(
            ("SELF", "For myself"),
            ("TEAM", "For somebody in my team, or several"),
            ("HOST", "For work at my organisation that somebody from outside could do"),
        ),
    ),
    Question(
        "goal",
        Form.TEXT,
        {
            "SELF": "What do you want to be able to do, or to solve?",
            "TEAM": "What should they be able to do, or to solve?",
            "HOST": "What do you want to get done, or to solve?",
        },
        "One thing, as concrete as you can. For example: run our permits desk without a backlog.",
    ),
    Question(
        "how",
        Form.ONE,
        {"SELF": "What would it take most?"},
        options=(
            ("SEE", "Seeing how others do it, and meeting people who do the same work"),
            ("LEARN", "Learning a skill or a way of working at somebody’s side"),
            ("DELIVER", "Delivering a piece of work together"),
        ),
    ),
    Question(
        "brings",
        Form.TEXT,
        {
            "SELF": "What would you bring to the host?",
            "TEAM": "What would they bring to the host?",
            "HOST": "What should whoever comes bring?",
        },
        "Knowledge, practice, contacts. The other side gives time: say what they get for it.",
    ),
    Question(
        "length",
        Form.ONE,
        {
            "SELF": "How long can you be away?",
            "TEAM": "How long can they be away?",
            "HOST": "How long do you need somebody?",
        },
        options=(
            ("DAYS", "Up to 5 days"),
            ("WEEKS", "Up to 4 weeks"),
            ("MONTHS", "1 to 12 months"),
            ("YEARS", "1 to 2 years"),
        ),
    ),
    Question(
        "days_a_week",
        Form.ONE,
        {"SELF": "How many days a week?"},
        options=(
            ("5", "All five"),
            ("4", "Four"),
            ("3", "Three"),
            ("2", "Two"),
            ("1", "One"),
        ),
        only={"length": LONG},
    ),
    Question(
        "cover",
        Form.ONE,
        {"SELF": "Who must cover meanwhile?"},
        options=(
            ("NONE", "Nobody: the work can wait"),
            ("TEAM", "The team, or somebody who acts up"),
            ("POST", "Somebody must be recruited for the time"),
            ("EXCHANGE", "It only works if somebody comes in return"),
        ),
        only={"whom": ("SELF", "TEAM")},
    ),
    Question(
        "people",
        Form.ONE,
        {"SELF": "How many people go?", "HOST": "How many people do you want to receive?"},
        options=(("ONE", "One"), ("GROUP", "Several over the same days")),
        only={"whom": ("TEAM", "HOST")},
    ),
    Question(
        "start",
        Form.DAY,
        {"SELF": "When could it begin, at the earliest?"},
        "For example, 27 3 2027",
    ),
    Question(
        "worked",
        Form.TEXT,
        {"SELF": "What would tell you that it worked?"},
        "Something somebody could see or count. For example: a draft procedure that our team has "
        "tried for a month.",
    ),
    Question(
        "judge",
        Form.ONE,
        {"SELF": "Who judges that?"},
        options=tuple((one.value, words) for one, words in JUDGES.items()),
    ),
    Question(
        "gains",
        Form.TEXT,
        {"SELF": "What does home get back?", "HOST": "What does whoever comes take home?"},
        "For example: a way of working to try, contacts, a briefing every month.",
    ),
    Question(
        "sectors",
        Form.SEVERAL,
        {"SELF": "In which sectors?"},
        "Leave all empty if any would do.",
        options=tuple(choices(Sector)),
        optional=True,
    ),
)
BY_SLUG = {question.slug: question for question in QUESTIONS}


@dataclass(frozen=True)
class Objective:
    """Something that can be checked: what, by which measure, by when, and who judges."""

    text: str
    measure: str
    due_on: date
    judge: Judge


def next_question(answers: Answers) -> Question | None:
    """The first question that makes sense and is not answered; None once all are."""
    for question in QUESTIONS:
        if question.asked(answers) and not question.optional and not answers.get(question.slug):
            return question
    return None


def after(slug: str, answers: Answers) -> Question | None:
    """The question after this one in a first walk through, optional ones too."""
    place = QUESTIONS.index(BY_SLUG[slug])
    for question in QUESTIONS[place + 1 :]:
        if question.asked(answers) and question.slug not in answers:
            return question
    return next_question(answers)


def walked(answers: Answers) -> bool:
    """Whether every question that makes sense was shown and answered or left open once."""
    return all(one.slug in answers for one in QUESTIONS if one.asked(answers))


def progress(slug: str, answers: Answers) -> tuple[int, int]:
    """(this question's place, how many there are) among those that make sense."""
    asked = [one.slug for one in QUESTIONS if one.asked(answers) or one.slug == slug]
    return asked.index(slug) + 1, len(asked)


def check_answer(slug: str, answer: str, *, today: date) -> None:
    """Refused where an answer is missing, none of the options, or a day that is over."""
    question = BY_SLUG[slug]
    codes = {code for code, _ in question.options}
    if not answer.strip() and not question.optional:
        raise Refused("Answer the question, or leave the plan for another day.", field="answer")
    if question.form is Form.ONE and answer not in codes:
        raise Refused("Choose one of the answers.", field="answer")
    if question.form is Form.SEVERAL and not set(filter(None, answer.split(","))) <= codes:
        raise Refused("Choose among the answers.", field="answer")
    if question.form is Form.DAY and date.fromisoformat(answer) < today:
        raise Refused("This day is over. Give a day that is still to come.", field="answer")


def kept(answers: Answers) -> dict[str, str]:
    """Answers without those whose question no longer makes sense."""
    return {
        slug: answer
        for slug, answer in answers.items()
        if slug in BY_SLUG and BY_SLUG[slug].asked(answers)
    }


def last_day(answers: Answers) -> date:
    """A last day to plan with, from the earliest first day and the length."""
    first = date.fromisoformat(answers["start"])
    return first + timedelta(days=DAYS_OF_LENGTH[answers["length"]])


def draft_objectives(answers: Answers) -> tuple[Objective, ...]:
    """Objectives to begin with: the goal by its measure, and that home takes something up."""
    first, end = date.fromisoformat(answers["start"]), last_day(answers)
    judge = Judge(answers["judge"])
    found = [Objective(answers["goal"], answers["worked"], end, judge)]
    if answers["length"] in LONG:
        agreed = "A page that both managers and whoever goes have signed off"
        month = first + timedelta(days=28)
        begin = Objective("Agree what will be done by the end", agreed, month, Judge.BOTH_MANAGERS)
        found.insert(0, begin)
    taken = "Home has written down what it takes up, changes or leaves, with a reason"
    after_end = end + timedelta(days=28)
    found.append(
        Objective("Hand over to home what was learned", taken, after_end, Judge.HOME_MANAGER)
    )
    return tuple(found)


@dataclass(frozen=True)
class Sharing:
    """How often and to whom what is learned is told, at home and at the host."""

    home: str
    host: str


SHARING: Mapping[str, Sharing] = {
    "DAYS": Sharing(
        "A note to the home team within a week, and a quarter of an hour at its next meeting.",
        "An hour at the end: what struck the visitor, said to the hosts.",
    ),
    "WEEKS": Sharing(
        "Three lines to the home manager every week. A briefing of the home team within two weeks "
        "of coming back.",
        "A conversation with the host’s team in the first week about how home does it, and one at "
        "the end.",
    ),
    "MONTHS": Sharing(
        "Three lines every week, a note to the home manager every two weeks. A day at home, with a "
        "briefing of the team, every two months and at the end.",
        "A session for the host’s team within the first month on what home knows, and one every "
        "two months.",
    ),
    "YEARS": Sharing(
        "Three lines every week, a note to the home manager every two weeks. A day at home, with a "
        "briefing of the team, every three months and at the end. Colleagues from home join for a "
        "day at least twice.",
        "A session for the host’s team within the first month on what home knows, and one every "
        "three months.",
    ),
}


def draft_sharing(answers: Answers) -> Sharing:
    """The usual schedule for this length, to be changed."""
    return SHARING[answers["length"]]


def check_objectives(objectives: tuple[Objective, ...]) -> None:
    """Refused unless there is one at least, and each can be checked."""
    refusals = []
    if not objectives:
        refusals.append(Refused("Keep at least one objective.", field="text_1"))
    if len(objectives) > MOST_OBJECTIVES:
        refusals.append(Refused(f"Keep at most {MOST_OBJECTIVES} objectives."))
    for place, one in enumerate(objectives, start=1):
        if not one.text.strip():
            refusals.append(Refused(f"Objective {place}: say what.", field=f"text_{place}"))
        if not one.measure.strip():
            refusals.append(
                Refused(f"Objective {place}: say by what one will know.", field=f"measure_{place}")
            )
    refuse_all(refusals)


def vague_measures(objectives: tuple[Objective, ...]) -> list[str]:
    """Measures nobody could check, as advice: they speak of insight and count nothing."""
    return [
        one.measure
        for one in objectives
        if any(words in one.measure.lower() for words in VAGUE)
        and not any(sign.isdigit() for sign in one.measure)
    ]


def outcome_of(answers: Answers, chosen: str) -> Outcome | None:
    """What the person chose, else what is proposed."""
    if chosen:
        return Outcome(chosen)
    proposal = propose(answers)
    return proposal.outcome if proposal else None
