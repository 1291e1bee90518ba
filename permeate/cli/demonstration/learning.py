"""What people learned on their placements, with whom they shared it, and what became of it."""

from collections.abc import Sequence
from datetime import datetime

from permeate.actions.decisions import decide_on_share
from permeate.actions.learning import Lines, answer_prompt, record_entry
from permeate.actions.shares import acknowledge_share, share_entry
from permeate.cli.demonstration.stories import Story, Teller, World
from permeate.core.vocabulary import Direction, PromptAnswer, Receipt, Verdict
from permeate.models import LearningEntry, Prompt

BROUGHT = Direction.BROUGHT_IN.value
BACK = Direction.TAKEN_BACK.value
TOGETHER = Direction.NEW_TOGETHER.value

# What the secondee answered week by week, the oldest first; None is “nothing this week”.
WEEKS: tuple[Lines | None, ...] = (
    Lines(
        "The team reads council websites to find out what councils do.", BROUGHT,
        "They see the policy and never the practice.",
        "I asked three councils to show them a duty desk.", "HOUSING",
    ),
    None,
    Lines(
        "Advice to a minister is two pages, and the second is about what could go wrong.", BACK,
        "Our cabinet papers are thirty pages and hide the risk on the last.",
        "Try two pages for the next decision on temporary homes.", "ELECTIONS",
        "Our directors",
    ),
    Lines(
        "A family that is asked what would help in the first call needs half the visits.", BROUGHT,
        "The grant counts visits, so it pays for the slower way.",
        "We drafted a measure that counts homes kept.", "HOUSING",
        "Councils in the prevention network",
    ),
    None,
    Lines(
        "Two teams wrote to the same councils on the same day without knowing.", TOGETHER,
        "Councils answer the louder one.",
        "One list of what is asked of councils, kept by one person.", "WORKFORCE",
    ),
    None,
    Lines(
        "The evidence team will read a council’s own evaluation if it has a comparison.", BACK,
        "Ours never have one, so they are never used.",
        "Set up a comparison before the winter scheme starts.", "HOUSING",
        "Whoever runs the winter scheme",
    ),
    None,
    None,
    Lines(
        "Guidance is tested with lawyers and not with the people who use it.", TOGETHER,
        "It is right and cannot be followed.",
        "Ten officers now read each draft aloud.", "HOUSING",
        "Both my teams",
    ),
)  # fmt: skip


# The same of somebody who went to a care board, and of somebody whose time was cut short.
BOARD: tuple[Lines | None, ...] = (
    Lines(
        "Three hospitals have three words for the same bed.", BACK,
        "Numbers are compared that do not mean the same.", "One page of words.", "HEALTH",
    ),
    None,
    Lines(
        "Transport is booked after the medicine is ready, never before.", TOGETHER,
        "An hour is lost on every discharge.", "Book both at ten o’clock.", "HEALTH",
    ),
    None,
    None,
    Lines(
        "A ward clerk with a telephone frees more beds than a meeting.", BROUGHT,
        "We fund the meeting.", "A trial on two wards.", "HEALTH",
    ),
)  # fmt: skip


def _weekly(who: str, weeks: Sequence[Lines | None], first: int, last: int) -> Teller:
    """Somebody answers each week's question, from ``first`` to ``last`` days ago.

    When ``weeks`` are told, it is “nothing this week”.
    """

    def tell(world: World) -> Story:
        answers = iter(weeks)
        for days in range(first, last, -7):
            moment = world.at(days, hour=18)
            yield moment
            prompt = _open_prompt(world, who, moment)
            if prompt is None:
                continue
            lines = next(answers, None)
            answer = PromptAnswer.SOMETHING if lines else PromptAnswer.NOTHING
            answer_prompt(prompt=prompt, answer=answer.value, lines=lines, now=moment)

    return tell


def _open_prompt(world: World, who: str, moment: datetime) -> Prompt | None:
    return (
        Prompt.objects.filter(
            placement__participant=world.people[who], answered_at=None, sent_at__lte=moment
        )
        .order_by("due_on")
        .first()
    )


def _entry(world: World, begins: str) -> LearningEntry:
    return LearningEntry.objects.get(author=world.people["secondee"], what__startswith=begins)


def two_pages(world: World) -> Story:
    """Shared with home: adopted by its director, and the author was told."""
    yield world.at(66, hour=11)
    leeds = world.organisations["leeds"]
    share = share_entry(
        entry=_entry(world, "Advice to a minister"),
        by=world.person("secondee"),
        title="Two pages, and the second is about what could go wrong",
        audience=[leeds],
        now=world.at(66, hour=11),
    )
    yield world.at(63, hour=9)
    acknowledge_share(
        share=share,
        by=world.person("leeds_manager"),
        receipt=Receipt.WILL_USE.value,
        reason="",
        now=world.at(63, hour=9),
    )
    yield world.at(52, hour=16)
    decide_on_share(
        share=share,
        organisation=leeds,
        by=world.person("senior"),
        verdict=Verdict.ADOPT.value,
        reason="Used for the decision on temporary homes. Members asked for more of it.",
        deferred_until=None,
        now=world.at(52, hour=16),
    )


def first_call(world: World) -> Story:
    """Shared with home and host: the host adapts it, home has yet to decide."""
    yield world.at(45, hour=11)
    share = share_entry(
        entry=_entry(world, "A family that is asked"),
        by=world.person("secondee"),
        title="Ask in the first call what would help",
        audience=[world.organisations["leeds"], world.organisations["mhclg"]],
        now=world.at(45, hour=11),
    )
    yield world.at(41, hour=10)
    acknowledge_share(
        share=share,
        by=world.person("host"),
        receipt=Receipt.READ.value,
        reason="",
        now=world.at(41, hour=10),
    )
    yield world.at(30, hour=15)
    decide_on_share(
        share=share,
        organisation=world.organisations["mhclg"],
        by=world.person("department_signatory"),
        verdict=Verdict.ADAPT.value,
        reason="The next grant round counts homes kept beside visits, in six areas first.",
        deferred_until=None,
        now=world.at(30, hour=15),
    )


def read_aloud(world: World) -> Story:
    """Shared last week: nobody has answered yet."""
    yield world.at(7, hour=11)
    share_entry(
        entry=_entry(world, "Guidance is tested"),
        by=world.person("secondee"),
        title="Read the draft aloud to ten people who will use it",
        audience=[world.organisations["leeds"], world.organisations["mhclg"]],
        now=world.at(7, hour=11),
    )


def comparison(world: World) -> Story:
    """Shared with home, which will decide in the new year."""
    yield world.at(33, hour=11)
    leeds = world.organisations["leeds"]
    share = share_entry(
        entry=_entry(world, "The evidence team"),
        by=world.person("secondee"),
        title="Give every evaluation a comparison",
        audience=[leeds],
        now=world.at(33, hour=11),
    )
    yield world.at(20, hour=15)
    decide_on_share(
        share=share,
        organisation=leeds,
        by=world.person("senior"),
        verdict=Verdict.DEFER.value,
        reason="After the winter scheme, when we know what it costs.",
        deferred_until=world.day(90),
        now=world.at(20, hour=15),
    )


def huddle(world: World) -> Story:
    """The returned secondee recorded, shared, and was turned down with a reason."""
    yield world.at(120, hour=17)
    entry = record_entry(
        by=world.person("returned"),
        placement=world.kept["placement", "returned"],
        lines=Lines(
            "The morning huddle works only with somebody from social care in the room.", BROUGHT,
            "By telephone it takes twice as long and half the decisions come back.",
            "A rota of three councils, one of them there each day.", "HEALTH",
            "Trusts and councils in the county",
        ),
        occurred_on=world.day(-121),
        now=world.at(120, hour=17),
    )  # fmt: skip
    yield world.at(118, hour=11)
    share = share_entry(
        entry=entry,
        by=world.person("returned"),
        title="Social care in the room at the morning huddle",
        audience=[world.organisations["leeds-hospitals"], world.organisations["kent"]],
        now=world.at(118, hour=11),
    )
    yield world.at(110, hour=11)
    acknowledge_share(
        share=share,
        by=world.person("leeds_nhs_manager"),
        receipt=Receipt.WILL_USE.value,
        reason="",
        now=world.at(110, hour=11),
    )


TELLERS: tuple[Teller, ...] = (
    _weekly("secondee", WEEKS, 95, 8),
    _weekly("returned", BOARD, 193, 10),
    _weekly("analyst", (), 240, 186),
    two_pages,
    first_call,
    comparison,
    read_aloud,
    huddle,
)
