"""How what somebody gained reads."""

from dataclasses import dataclass

from permeate.core.growth import LEVELS, words
from permeate.core.vocabulary import Direction
from permeate.models import Placement
from permeate.queries.growth import Story, growth_of
from permeate.web.presenting import days, hours, label, plural


@dataclass(frozen=True)
class SkillShown:
    """One skill in one placement."""

    skill: str
    before: str
    start_now: str
    now: str
    host: str
    words: str


@dataclass(frozen=True)
class StayShown:
    """One placement in the story."""

    reference: str
    title: str
    when: str
    skills: list[SkillShown]


def level(number: int | None) -> str:
    """A level in a word, or a dash."""
    return LEVELS[number][0] if number else "–"


def skills_shown(placement: Placement) -> list[SkillShown]:
    """Every skill rated in this placement."""
    return [
        SkillShown(
            one.skill,
            level(one.before),
            level(one.start_now),
            level(one.now),
            level(one.host),
            words(growth_of(one)),
        )
        for one in placement.ratings.all()
    ]


def stays(story: Story) -> list[StayShown]:
    """The placements, newest first."""
    return [
        StayShown(
            row.reference,
            f"{row.opportunity.title}, {row.host.name}",
            days(row.starts_on, row.ended_on or row.ends_on),
            skills_shown(row),
        )
        for row in story.placements
    ]


def endorsed(story: Story) -> list[str]:
    """Skills a host endorsed and the profile does not have, each once."""
    found = [
        one.skill for row in story.placements for one in row.ratings.all() if one.host is not None
    ]
    return [skill for skill in dict.fromkeys(found) if skill not in story.skills]


def facts(story: Story) -> list[tuple[str, str]]:
    """What was brought, taken home and done, in figures."""
    told = [
        (label(way), plural(story.directions[way.value], "entry", "entries"))
        for way in Direction
        if way.value in story.directions
    ]
    if story.activities:
        logged = plural(story.activities, "activity", "activities")
        told.append(("CPD log", f"{logged}, {hours(story.hours)}"))
    if story.skills:
        told.append(("Skills on your profile", ", ".join(story.skills)))
    return told


def adopted(story: Story) -> list[str]:
    """Practices of theirs that organisations took up."""
    return [f"{one.practice.claim} ({one.organisation.name})" for one in story.adoptions]
