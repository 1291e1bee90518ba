"""Placements under way, over, and ended early: check-ins, messages, contacts, coming back."""

from collections.abc import Mapping, Sequence

from permeate.actions.check_ins import answer_check_in
from permeate.actions.placement_moves import end_early, start_placement
from permeate.actions.returns import plan_return
from permeate.actions.staying_in_touch import record_keep_in_touch, write_message
from permeate.cli.demonstration.opportunities import OFFERS
from permeate.cli.demonstration.secondments import Signers, Way, settle
from permeate.cli.demonstration.stories import Story, Teller, World
from permeate.core.vocabulary import EndCause, Party
from permeate.models import CheckIn, Placement

Answers = Mapping[str, tuple[str, str]]  # cast key → (how it goes, in words)

LEEDS = Way(
    "secondee", "prevention", 165,
    "To see how advice is made, and to make it fit what families meet.",
    "Early warning of what changes, and a lead who can argue our case with evidence.",
    "I lead prevention for a city and have cut evictions from temporary homes by a third.",
)  # fmt: skip
TRUST = Way(
    "returned", "discharge", 255,
    "To redesign a pathway on a larger scale than one trust.",
    "A pathway that has been tried elsewhere, and partners we can call.",
    "I have run discharge for eleven wards through three winters.",
)  # fmt: skip
DATA = Way(
    "analyst", "support", 290,
    "To learn how a department links data lawfully.",
    "Agreements and methods that we can use.",
    "I link a borough’s records with consent and would like to see it done at scale.",
)  # fmt: skip


def start(world: World, key: str, way: Way) -> Story:
    """The first day of what was signed."""
    days = world.ago(world.day(OFFERS[key]["starts"]))
    yield world.at(days, hour=7)
    placement = Placement.objects.get(id=world.kept["placement", way.who].id)
    start_placement(placement=placement, today=placement.starts_on, now=world.at(days, hour=7))


def check_in(world: World, way: Way, days: int, answers: Answers) -> Story:
    """Everybody named answers the oldest check-in that was asked for by then."""
    yield world.at(days, hour=12)
    row = (
        CheckIn.objects.filter(
            placement=world.kept["placement", way.who],
            asked_at__lte=world.at(days, hour=12),
            completed_at=None,
        )
        .order_by("due_on")
        .first()
    )
    for number, (who, (going, text)) in enumerate(answers.items()):
        moment = world.at(days, hour=12, minute=10 * number)
        yield moment
        answer_check_in(check_in=row, going=going, text=text, by=world.person(who), now=moment)


def say(world: World, way: Way, said: Sequence[tuple[int, str, str]]) -> Story:
    """Messages of the thread: (days ago, who, words)."""
    for days, who, words in said:
        yield world.at(days, hour=14)
        write_message(
            placement=world.kept["placement", way.who],
            body=words,
            by=world.person(who),
            now=world.at(days, hour=14),
        )


def keep_in_touch(world: World, way: Way, who: str, days: int, how: str, note: str) -> Story:
    """One contact between the participant and home."""
    yield world.at(days, hour=17)
    record_keep_in_touch(
        placement=world.kept["placement", way.who],
        held_on=world.at(days).date(),
        how=how,
        note=note,
        by=world.person(who),
        today=world.at(days).date(),
        now=world.at(days, hour=17),
    )


def under_way(world: World) -> Story:
    """A council's prevention lead at a department, half way through."""
    yield from settle(world, LEEDS, Signers("host", "leeds_coordinator", "department_signatory"))
    yield from start(world, "prevention", LEEDS)
    yield from check_in(world, LEEDS, 78, {
        "secondee": ("WELL", "I have a desk, a pass and a piece of work that is mine."),
        "leeds_manager": ("WELL", "Cover is in place. We speak every second Friday."),
        "host": ("WELL", "Quick start. The team asks for this view every day."),
    })  # fmt: skip
    yield from say(world, LEEDS, (
        (70, "leeds_manager", "The grant paper you mentioned: could the team see a summary?"),
        (69, "secondee", "I have shared one page through Learning, so that others see it too."),
    ))  # fmt: skip
    yield from keep_in_touch(
        world, LEEDS, "secondee", 56, "BRIEFING",
        "Half an hour at the team meeting on what the department wants to hear.",
    )  # fmt: skip
    yield from check_in(world, LEEDS, 36, {
        "secondee": ("MIXED", "The work is good. Two days of home’s calls a month are too many."),
        "leeds_manager": ("WELL", "We will route those calls to the duty lead."),
        "host": ("WELL", "The second edition of the advice is ahead of its date."),
    })  # fmt: skip
    yield from keep_in_touch(
        world, LEEDS, "leeds_manager", 24, "CALL", "Talked about the restructure at home."
    )
    yield from say(world, LEEDS, (
        (6, "host", "Ministers will read the draft advice next week. Could you be in the room?"),
    ))  # fmt: skip


def come_back(world: World) -> Story:
    """A trust's discharge manager went to a care board and came back."""
    signers = Signers("nhs_host", "leeds_nhs_manager", "nhs_host")
    yield from settle(world, TRUST, signers)
    yield from start(world, "discharge", TRUST)
    for days, words in (
        (178, "Met every ward manager in the first fortnight."),
        (136, "The pathway is drawn; the second hospital doubts it."),
        (94, "Two hospitals run it."),
    ):
        yield from check_in(world, TRUST, days, {
            "returned": ("WELL", words),
            "leeds_nhs_manager": ("WELL", "We miss the hands and like the reports."),
            "nhs_host": ("WELL", "On time."),
        })  # fmt: skip
    yield world.at(88, hour=9)
    last = world.day(OFFERS["discharge"]["starts"] + OFFERS["discharge"]["length"] - 1)
    plan_return(
        placement=world.kept["placement", "returned"],
        post="Discharge coordination manager, now for two sites",
        what_changed="The team moved under urgent care; one deputy left.",
        meeting_on=world.day(-40),
        handover="A fortnight side by side with the deputy who covered.",
        by=world.person("leeds_nhs_manager"),
        today=world.at(88).date(),
        now=world.at(88, hour=9),
    )
    yield from check_in(world, TRUST, 50, {
        "returned": ("WELL", "All three hospitals run it."),
        "leeds_nhs_manager": ("WELL", "The return is planned."),
        "nhs_host": ("WELL", "We would keep the visitor if we could."),
    })  # fmt: skip
    yield from check_in(world, TRUST, world.ago(last) + 2, {
        "returned": ("WELL", "Handed over to the deputy who takes it on."),
        "leeds_nhs_manager": ("WELL", "Ready for the return."),
        "nhs_host": ("WELL", "Nothing is left open."),
    })  # fmt: skip


def break_off(world: World) -> Story:
    """A year at a department that ended after two months, and why."""
    signers = Signers("dwp_host", "camden_manager", "dwp_host")
    yield from settle(world, DATA, signers)
    yield from start(world, "support", DATA)
    yield world.at(190, hour=10)
    end_early(
        placement=world.kept["placement", "analyst"],
        last_day=world.at(190).date(),
        party=Party.HOST.value,
        cause=EndCause.WORK_CHANGED.value,
        reason="The trial was stopped when its budget went to another service. Nobody is to "
        "blame; we told home at once and agreed the last day together.",
        by=world.person("dwp_host"),
        today=world.at(190).date(),
        now=world.at(190, hour=10),
    )


TELLERS: tuple[Teller, ...] = (under_way, come_back, break_off)
