"""From an entry to a practice, a decision, an adoption and guidance; and how much capture costs."""

import re
from collections.abc import Callable
from statistics import median

from permeate.actions.learning import Lines, record_entry, send_prompt
from permeate.core.roles import Role
from permeate.models import LearningEntry, Notice, Practice
from tests.journeys.conftest import Journey


def test_from_an_entry_to_guidance(journey: Journey, build, now) -> None:
    placement = build.placement(status="ACTIVE")
    council = build.organisation("Receiving council")
    senior = build.person(placement.home, Role.SENIOR, name="Director of Housing")
    editor = build.person(council, Role.EDITOR, name="Guidance editor")
    build.practice(claim="Grit the hills before the frost")
    record_entry(
        by=placement.participant,
        placement=placement,
        lines=Lines(what="They ring every family before a visit.", direction="TAKEN_BACK"),
        occurred_on=now.date(),
        now=now,
    )

    journey.sign_in(placement.participant).open("/learning/").follow("They ring every family")
    journey.follow("Make a practice of it").follow("None of these")
    journey.press("Put it in the library").sees("Say where it does not apply")
    journey.fill("What is the practice", "Ring every family before the first visit")
    journey.fill("How is it done?", "Within a day, from the duty desk.")
    journey.fill("Where does it apply?", "Families who can be rung.")
    journey.fill("Where does it not apply?", "Where violence is likely.")
    journey.fill("Topics", "homelessness")
    journey.choose(placement.host.name)
    journey.press("Put it in the library").sees("Lesson identified")
    journey.follow("Put it before others")
    journey.choose("Note").choose(placement.home.name).press("Share it").sees("No decision yet")

    journey.sign_in(senior).open("/learning/decisions/").follow("Ring every family")
    journey.follow("Decide").choose("Adopt").fill("Why?", "It saves visits.")
    journey.press("Record the decision").follow("The practice: Ring every family")
    journey.sees("Action accepted").sees_not("Lesson learned")
    journey.follow("We work like this now")
    for part, typed in (("Day", "2"), ("Month", "11"), ("Year", "2026")):
        journey.fill(part, typed)
    journey.fill("How can one see it?", "On the duty desk since then.")
    journey.press("Attest it").sees("We ask 6 and 12 months after")

    journey.sign_in(editor).open("/guidance/").follow("Begin guidance")
    journey.fill("Title", "The first week").fill("Text", "Ring every family first.\n\n* Ask.")
    journey.press("Save the draft").follow("Publish the draft").press("Publish")
    journey.follow("Add experience for or against it").choose(Practice.objects.first().claim)
    journey.press("Link it").sees("Select what it does for the statement")
    journey.choose("It comes from this practice").press("Link it")
    journey.sees("1 of 2 statements has experience behind it").sees(placement.participant.name)

    journey.sign_in(placement.participant).open("/guidance/my-experience/")
    journey.sees("works like this since").sees("The first week")


TEXTS = (
    "They ring first.",
    "Two pages, and the second is about risk.",
    "Numbers are compared that do not mean the same.",
    "A ward clerk with a telephone frees more beds than a meeting does.",
    "Guidance is tested with lawyers and not with the people who have to use it every day.",
)


def captured(journey: Journey, address: str, text: str) -> tuple[int, int, int]:
    """(keystrokes beside the text, all keystrokes, requests for pages) of one capture.

    By keyboard alone, from the opened link to “Saved”.
    """
    page, pressed = journey.page, []
    pages: list[str] = []

    def counted(request) -> None:
        if request.is_navigation_request():
            pages.append(request.url)

    def until(found: Callable[[], bool], key: str) -> None:
        while not found():
            assert len(pressed) < 200, "the keyboard does not get there"
            page.keyboard.press(key)
            pressed.append(key)

    def focused(name: str) -> bool:
        return page.evaluate("document.activeElement.name || ''") == name

    page.on("request", counted)
    page.goto(address)
    until(lambda: focused("answer"), "Tab")
    page.keyboard.press("Space")
    until(lambda: focused("what"), "Tab")
    page.keyboard.type(text)
    until(lambda: focused("direction"), "Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # sends the form from any of its radio buttons
    page.wait_for_load_state()
    journey.sees("Saved")
    page.remove_listener("request", counted)
    keys = len(pressed) + 3
    return keys, keys + len(text), len(pages)


def test_capture_takes_one_screen_and_few_keys(journey: Journey, build, now, capsys) -> None:
    placement = build.placement(status="ACTIVE")
    figures = []
    for number, text in enumerate(TEXTS):
        due_on = now.date().replace(day=now.day + number)
        send_prompt(placement=placement, due_on=due_on, now=now)
        notice = Notice.objects.filter(event="PROMPT_SENT").order_by("id").last()
        address = re.search(r"https?://\S+/learning/answer/\S+", notice.body).group()
        figures.append(captured(journey, address, text))
    assert LearningEntry.objects.count() == len(TEXTS)
    beside, keys, pages = (median(column) for column in zip(*figures, strict=True))
    with capsys.disabled():
        print(f"\ncapture: median {keys} keystrokes ({beside} beside the text), {pages} requests")
    assert pages == 2, "the link's page, and the press of its button"
    assert beside <= 30
