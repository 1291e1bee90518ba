"""From what was learned to changed practice: written up, adopted, checked, in guidance."""

from decimal import Decimal

from permeate.actions.adoptions import Measured, attest_adoption, claim_outcome, raise_outcome
from permeate.actions.guidance import judge_link, propose_link, publish_guidance, start_guidance
from permeate.actions.practices import Claim, write_practice
from permeate.actions.shares import Shown, acknowledge_share, share_practice
from permeate.actions.talks import offer_talk
from permeate.cli.demonstration.stories import Story, Teller, World
from permeate.core.artefacts import artefact
from permeate.core.guidance import statements
from permeate.models import LearningEntry, Placement, Practice, ProvenanceLink

FIGURES = b"""Pages of a cabinet paper and questions asked of it, ten meetings before and after.
Before: 31 pages, 14 questions. After: 2 pages, 5 questions.
"""
GUIDANCE = """## The first call
Ask each family in the first call what would help, before anybody visits.

* Write down what they say in their words.

## Working with departments
Put the risk on the second of two pages.

Write to every team that asks, each time it asks.
"""


def one_list(world: World) -> Story:
    """A department's own practice, taken up by a county half a year ago: is it still in use?"""
    yield world.at(230, hour=11)
    practice = write_practice(
        entry=None,
        said=Claim(
            "Keep one list of what is asked of councils",
            "One person keeps it. Whoever wants to ask looks there first and joins it.",
            "Departments with several teams that write to the same councils.",
            "Where the law gives each team a date of its own.",
            "local consultations",
        ),
        origin=world.organisations["mhclg"],
        differs="",
        by=world.person("host"),
        now=world.at(230, hour=11),
    )
    yield world.at(228, hour=10)
    share_practice(
        practice=practice,
        shown=Shown("WORKSHOP", practice.claim, "An hour on how the list is kept.", None,
                    world.day(-229), 14),
        audience=[world.organisations["kent"]],
        by=world.person("host"),
        now=world.at(228, hour=10),
    )  # fmt: skip
    yield world.at(200, hour=15)
    attest_adoption(
        practice=practice,
        organisation=world.organisations["kent"],
        adopted_on=world.day(-205),
        evidence="The list is on the intranet, under Returns.",
        adaptation="Ours lists what districts are asked, not councils.",
        by=world.person("coordinator"),
        now=world.at(200, hour=15),
    )


def _entry(world: World, begins: str) -> LearningEntry:
    return LearningEntry.objects.get(author=world.people["secondee"], what__startswith=begins)


def two_pages(world: World) -> Story:
    """Written up after home adopted it; attested, measured and checked: learned."""
    yield world.at(50, hour=11)
    secondee, leeds = world.person("secondee"), world.organisations["leeds"]
    practice = write_practice(
        entry=_entry(world, "Advice to a minister"),
        said=Claim(
            "Put a decision on two pages, the second about what could go wrong",
            "Page one: what is asked, why now, what it costs. Page two: what could go wrong, how "
            "one would notice, what one would do. Everything else is an annex.",
            "Decisions of members or directors that are read the night before.",
            "Where the law says what the paper must hold, such as a budget.",
            "councillors, policy",
        ),
        origin=world.organisations["mhclg"],
        differs="",
        by=secondee,
        now=world.at(50, hour=11),
    )
    yield world.at(44, hour=9)
    adoption = attest_adoption(
        practice=practice,
        organisation=leeds,
        adopted_on=world.day(-48),
        evidence="All papers of the communities board since then.",
        adaptation="A third page where the law asks for more.",
        by=world.person("senior"),
        now=world.at(44, hour=9),
    )
    yield world.at(24, hour=9)
    outcome = claim_outcome(
        adoption=adoption,
        measured=Measured("Questions asked of a paper", "questions a meeting", Decimal(14),
                          Decimal(5), "BETTER", "Boards with long papers: 13 then and now."),
        by=world.person("senior"),
        now=world.at(24, hour=9),
    )  # fmt: skip
    for days, who, note, file in (
        (23, "leeds_coordinator", "So the minutes say.", None),
        (22, "leeds_coordinator", "", artefact("ten-meetings.txt", FIGURES)),
        (9, "coordinator", "I read the minutes of both boards: it is as claimed.", None),
    ):
        yield world.at(days, hour=14)
        raise_outcome(
            outcome=outcome, note=note, file=file, by=world.person(who),
            now=world.at(days, hour=14),
        )  # fmt: skip


def first_call(world: World) -> Story:
    """Written up before the host decided: its decision is on the practice."""
    yield world.at(42, hour=11)
    practice = write_practice(
        entry=_entry(world, "A family that is asked"),
        said=Claim(
            "Ask a family in the first call what would help",
            "A duty officer rings within a day, asks what would help and writes it down in the "
            "family’s words. The visit starts from there.",
            "Homelessness prevention with families who can be rung.",
            "Where violence is likely at home, or nobody answers: then visit.",
            "homelessness",
        ),
        origin=world.organisations["leeds"],
        differs="",
        by=world.person("secondee"),
        now=world.at(42, hour=11),
    )
    yield world.at(19, hour=11)
    share = share_practice(
        practice=practice,
        shown=Shown("BRIEFING", "Ask first: half the visits", "What we do, and what it saved.",
                    None, world.day(-20), 9),
        audience=[world.organisations["kent"], world.organisations["manchester"]],
        by=world.person("secondee"),
        now=world.at(19, hour=11),
    )  # fmt: skip
    yield world.at(17, hour=11)
    acknowledge_share(
        share=share, by=world.person("kent_manager"), receipt="ATTENDED", reason="",
        now=world.at(17, hour=11),
    )  # fmt: skip


def guidance(world: World) -> Story:
    """Published with experience behind it; one contradiction is open, one link waits."""
    yield world.at(15, hour=10)
    editor = world.person("owner")
    page = start_guidance(
        organisation=world.organisations["lga"],
        title="Preventing homelessness: the first week",
        body=GUIDANCE,
        by=editor,
        now=world.at(15, hour=10),
    )
    publish_guidance(guidance=page, reason="", by=editor, now=world.at(15, hour=11))
    said = statements(GUIDANCE)
    proposals = (
        (14, "secondee", "Ask a family", 0, "ORIGINATES", "", True),
        (13, "secondee", "Put a decision", 2, "SUPPORTS", "", True),
        (12, "host", "Keep one list", 3, "CONTRADICTS",
         "Answering each team apart is what the list made needless.", True),
        (4, "secondee", "Ask a family", 1, "SUPPORTS", "Their words were what the visit needed.",
         False),
    )  # fmt: skip
    for days, who, claim, number, role, note, accept in proposals:
        yield world.at(days, hour=16)
        link = propose_link(
            guidance=page,
            statement=said[number],
            practice=Practice.objects.get(claim__startswith=claim),
            role=role,
            note=note,
            by=world.person(who),
            now=world.at(days, hour=16),
        )
        if accept:
            yield world.at(days - 1, hour=10)
            link = ProvenanceLink.objects.get(id=link.id)
            judge_link(
                link=link, accept=True, reason="", by=world.person("owner"),
                now=world.at(days - 1, hour=10),
            )  # fmt: skip


def willing(world: World) -> Story:
    """People who were somewhere offer to talk about it."""
    yield world.at(60, hour=12)
    placement = Placement.objects.get(id=world.kept["placement", "returned"].id)
    offer_talk(
        placement=placement,
        note="How a care board decides, and whom to ring before the meeting",
        by=world.person("returned"),
        now=world.at(60, hour=12),
    )


TELLERS: tuple[Teller, ...] = (one_list, two_pages, first_call, guidance, willing)
