"""From the e-mail's question to the receiver's decision, in a browser."""

import re

from permeate.actions.learning import send_prompt
from permeate.core.roles import Role
from permeate.models import LearningEntry, Notice
from tests.journeys.conftest import Journey


def address_in(notice: Notice) -> str:
    return re.search(r"https?://\S+/learning/\S+", notice.body).group()


def test_from_the_weekly_question_to_a_decision(journey: Journey, build, now) -> None:
    placement = build.placement(status="ACTIVE")
    senior = build.person(placement.host, Role.SENIOR, name="Director of Housing")
    send_prompt(placement=placement, due_on=now.date(), now=now)

    journey.open(address_in(Notice.objects.get(event="PROMPT_SENT")))
    journey.press("Save").sees("Select something, nothing this week or ask me later")
    journey.choose("Something")
    journey.press("Save").sees("Say in a line what you learned or brought")
    journey.fill("What?", "They ring every family before a visit.")
    journey.choose("I am taking this back")
    journey.press("Save").sees("Saved")

    entry = LearningEntry.objects.get()
    journey.sign_in(placement.participant).open("/learning/")
    journey.follow("They ring every family").sees("Nobody else can see this")
    journey.follow("Share it")
    journey.press("Share it").sees("Select at least one organisation")
    journey.fill("Title", "Ring before visiting")
    journey.choose(placement.host.name)
    journey.press("Share it").sees("No decision yet")

    journey.sign_in(senior).open("/home/").follow("Decide what to do with")
    journey.follow("Say what you make of it").choose("I will use it").press("Send")
    journey.follow("Decide")
    journey.press("Record the decision").sees("Give the reason")
    journey.choose("Adapt").fill("Why?", "For repairs first.")
    journey.press("Record the decision").sees("Adapted")

    journey.sign_in(placement.participant).open(f"/learning/{entry.reference}/")
    journey.sees("For repairs first.").sees("Director of Housing")
