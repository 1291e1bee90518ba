"""Which sort of placement fits a need: a table of rules, each with its reason in words.

The first row of ``TABLE`` that holds gives the proposal. What speaks for and against each
outcome is a table too, and is said of every outcome, so that somebody who chooses another one
knows what they take on. There is no score.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from permeate.core.vocabulary import Kind

Answers = Mapping[str, str]
Holds = Callable[[Answers], bool]


class Outcome(StrEnum):
    """What can be proposed. Each is a kind of placement with properties."""

    DEVELOPMENT_DAY = "DEVELOPMENT_DAY"
    SHADOWING = "SHADOWING"
    COHORT = "COHORT"
    PART_TIME = "PART_TIME"
    SECONDMENT = "SECONDMENT"
    EXCHANGE = "EXCHANGE"


WORDS: Mapping[Outcome, str] = {
    Outcome.DEVELOPMENT_DAY: "A development day, or a few",
    Outcome.SHADOWING: "Shadowing",
    Outcome.COHORT: "A cohort: several people together",
    Outcome.PART_TIME: "A part-time secondment",
    Outcome.SECONDMENT: "A secondment",
    Outcome.EXCHANGE: "An exchange",
}

WHAT: Mapping[Outcome, str] = {
    Outcome.DEVELOPMENT_DAY: "1 to 5 days with people who do similar work. One page, no money.",
    Outcome.SHADOWING: "Up to 4 weeks beside somebody at their work. One page, no money.",
    Outcome.COHORT: "A group from one organisation, over the same days, at one or more hosts.",
    Outcome.PART_TIME: "Some days a week at the host for months. Three sign; pay is recharged.",
    Outcome.SECONDMENT: "Months to two years at the host. Three sign; pay is recharged.",
    Outcome.EXCHANGE: "Two or more people, each going where another came from: all or none.",
}

SHORT = ("DAYS", "WEEKS")
LONG = ("MONTHS", "YEARS")


@dataclass(frozen=True)
class Row:
    """An outcome, the condition that proposes it, and the reason given."""

    outcome: Outcome
    holds: Holds
    because: str


@dataclass(frozen=True)
class Word:
    """Something that speaks for or against an outcome, where it holds."""

    outcome: Outcome
    holds: Holds
    words: str


@dataclass(frozen=True)
class Advice:
    """One outcome with all that speaks for it and against it in these circumstances."""

    outcome: Outcome
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """What is proposed and why, then every other outcome with its own words."""

    outcome: Outcome
    because: str
    advice: Advice
    others: tuple[Advice, ...]


def _is(name: str, *values: str) -> Holds:
    return lambda answers: answers.get(name, "") in values


def _all(*conditions: Holds) -> Holds:
    return lambda answers: all(holds(answers) for holds in conditions)


def _always(_: Answers) -> bool:
    return True


short, long = _is("length", *SHORT), _is("length", *LONG)
group = _is("people", "GROUP")
in_part = _is("days_a_week", "1", "2", "3", "4")
needs_exchange = _is("cover", "EXCHANGE")
deliver, learn, see = _is("how", "DELIVER"), _is("how", "LEARN"), _is("how", "SEE")

TABLE: tuple[Row, ...] = (
    Row(
        Outcome.COHORT,
        _all(group, short),
        "Several people go for a short time, so one agreement and one confirmation each is "
        "enough, and they can compare what they saw.",
    ),
    Row(
        Outcome.EXCHANGE,
        needs_exchange,
        "The post can only be left if somebody comes in return.",
    ),
    Row(
        Outcome.DEVELOPMENT_DAY,
        _is("length", "DAYS"),
        "A few days are enough to see how others do it and to meet one’s equivalents.",
    ),
    Row(
        Outcome.SHADOWING,
        _is("length", "WEEKS"),
        "Up to four weeks beside somebody shows how the work is really done, without the paper of "
        "a secondment.",
    ),
    Row(
        Outcome.PART_TIME,
        _all(long, in_part),
        "Some days a week over months give time to finish something, and home keeps the rest.",
    ),
    Row(
        Outcome.SECONDMENT,
        long,
        "A piece of work, or a skill that takes practice, needs months in one place.",
    ),
)

FOR: tuple[Word, ...] = (
    Word(Outcome.DEVELOPMENT_DAY, see, "You want to see how others do it."),
    Word(Outcome.DEVELOPMENT_DAY, _is("cover", "NONE"), "Nobody has to cover."),
    Word(Outcome.DEVELOPMENT_DAY, short, "It can be booked in two screens and needs one page."),
    Word(Outcome.SHADOWING, learn, "You learn a way of working best at somebody’s side."),
    Word(Outcome.SHADOWING, _is("length", "WEEKS"), "Four weeks is the most shadowing lasts."),
    Word(Outcome.COHORT, group, "Those who go together can go on using it together."),
    Word(Outcome.COHORT, _is("whom", "TEAM"), "One booking covers all of them."),
    Word(Outcome.PART_TIME, in_part, "Home keeps the person for the other days."),
    Word(
        Outcome.PART_TIME, _is("cover", "TEAM"), "The team carries a part more easily than a post."
    ),
    Word(Outcome.SECONDMENT, deliver, "There is a piece of work with an end."),
    Word(Outcome.SECONDMENT, _is("cover", "POST"), "The post can be filled for the whole time."),
    Word(
        Outcome.SECONDMENT, _is("length", "YEARS"), "There is time to bring in as well as to take."
    ),
    Word(Outcome.EXCHANGE, needs_exchange, "Nobody has to recruit: the cover comes with it."),
    Word(Outcome.EXCHANGE, _always, "Each home goes on paying its own, so often nobody pays."),
)

AGAINST: tuple[Word, ...] = (
    Word(
        Outcome.DEVELOPMENT_DAY,
        deliver,
        "A few days are too short to deliver anything; they can prepare it.",
    ),
    Word(Outcome.DEVELOPMENT_DAY, long, "You can be away for longer than it needs."),
    Word(
        Outcome.DEVELOPMENT_DAY,
        learn,
        "A skill takes practice, which a day does not give.",
    ),
    Word(Outcome.SHADOWING, deliver, "Whoever shadows watches; the work stays with the host."),
    Word(Outcome.SHADOWING, _is("length", "DAYS"), "In a few days there is little to follow."),
    Word(Outcome.SHADOWING, long, "After four weeks it is a secondment, with three signatures."),
    Word(
        Outcome.COHORT,
        lambda answers: not group(answers),
        "Only one person goes.",
    ),
    Word(Outcome.COHORT, group, "Several of one team are away over the same days."),
    Word(
        Outcome.PART_TIME,
        _always,
        "Two jobs tend to become more than one. Say in the agreement which duties are released.",
    ),
    Word(Outcome.PART_TIME, short, "There is too little time to divide."),
    Word(Outcome.SECONDMENT, short, "It cannot be shorter than four weeks to be worth its paper."),
    Word(
        Outcome.SECONDMENT,
        _is("cover", "NONE"),
        "Months away are always somebody’s to carry: settle the cover first.",
    ),
    Word(Outcome.SECONDMENT, in_part, "You said only some days a week."),
    Word(
        Outcome.SECONDMENT,
        _is("whom", "SELF", "TEAM"),
        "Coming back is where most go wrong. Name the post before the start.",
    ),
    Word(
        Outcome.EXCHANGE,
        _always,
        "It needs a second person who wants to go the other way; it may take a round to find one.",
    ),
    Word(Outcome.EXCHANGE, _is("length", "DAYS"), "For a few days nobody needs to come in return."),
)


def propose(answers: Answers) -> Proposal | None:
    """The proposal for these answers; None while no row holds, as when a length is missing."""
    for row in TABLE:
        if row.holds(answers):
            others = tuple(advice(one, answers) for one in Outcome if one is not row.outcome)
            return Proposal(row.outcome, row.because, advice(row.outcome, answers), others)
    return None


def advice(outcome: Outcome, answers: Answers) -> Advice:
    """All that speaks for and against an outcome here."""
    return Advice(outcome, _said(FOR, outcome, answers), _said(AGAINST, outcome, answers))


def _said(words: Sequence[Word], outcome: Outcome, answers: Answers) -> tuple[str, ...]:
    return tuple(one.words for one in words if one.outcome is outcome and one.holds(answers))


def kind_of(outcome: Outcome, answers: Answers) -> Kind:
    """The kind of placement an outcome becomes with these answers."""
    if outcome in (Outcome.DEVELOPMENT_DAY, Outcome.SHADOWING, Outcome.SECONDMENT):
        return Kind(outcome.value)
    if outcome is Outcome.PART_TIME:
        return Kind.SECONDMENT
    by_length = {"DAYS": Kind.DEVELOPMENT_DAY, "WEEKS": Kind.SHADOWING}
    return by_length.get(answers.get("length", ""), Kind.SECONDMENT)
