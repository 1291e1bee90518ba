"""A made-up event file: seeded, or a few events by hand."""

import json
import random
from datetime import date, datetime, time, timedelta
from typing import Any

START = date(2025, 1, 1)
SECTORS = ("LOCAL_GOVERNMENT", "CENTRAL_GOVERNMENT", "AGENCY", "NHS")
BANDS = ("OFFICER", "MANAGER", "SENIOR_MANAGER", "DIRECTOR")


class Story:
    """Events that happen one after another, each recorded a little later."""

    def __init__(self, seed: int = 3) -> None:
        self.chance = random.Random(seed)
        self.events: list[dict[str, Any]] = []

    def happen(self, event: str, day: date, *, late: int = 0, **fields: Any) -> str:
        """Add an event; its id is its number unless given."""
        recorded = datetime.combine(day + timedelta(days=late), time(12)).isoformat() + "Z"
        name = fields.pop("id", f"e{len(self.events)}")
        self.events.append(
            {"event": event, "id": name, "occurred_on": day.isoformat(), "recorded_at": recorded}
            | {key: value for key, value in fields.items() if value is not None}
        )
        return name

    def lines(self) -> list[bytes]:
        """As they stand in a file."""
        return [json.dumps(event).encode() + b"\n" for event in self.events]


def made_up(placements: int = 60, organisations: int = 12, seed: int = 3) -> Story:
    """A small programme: placements, prompts, shares, decisions, adoptions and all the rest."""
    story = Story(seed)
    chance = story.chance
    for n in range(organisations):
        story.happen(
            "ORGANISATION_DESCRIBED",
            START,
            organisation=f"o{n}",
            sector=SECTORS[n % len(SECTORS)],
            staff_fte=200.0 + 10 * n,
            seniors=40,
            others=160,
            may_be_named=n % 3 > 0,
        )
    for topic, weight in (("HOUSING", 0.5), ("DIGITAL", 0.3), ("WASTE", 0.2)):
        story.happen(
            "NEED_SET",
            START,
            topic=topic,
            weight=weight,
            starts_on="2025-01-01",
            ends_on="2026-12-31",
        )
    for n in range(placements):
        _placement(story, n, *chance.sample(range(organisations), 2), organisations)
    _guidance(story)
    return story


def _placement(story: Story, n: int, home: int, host: int, organisations: int) -> None:
    chance, day = story.chance, START + timedelta(days=story.chance.randint(0, 250))
    who = {"actor": f"p{n % 50}", "organisation": f"o{home}", "grade": chance.choice(BANDS)}
    end = day + timedelta(days=chance.randint(1, 180))
    story.happen(
        "PLACEMENT_STARTED", day, placement=f"pl{n}", home=f"o{home}", host=f"o{host}",
        kind="SECONDMENT", planned_end=end.isoformat(), host_manager=f"m{host}",
        host_manager_grade="SENIOR_MANAGER", **who,
    )  # fmt: skip
    if chance.random() < 0.8:
        story.happen("PLACEMENT_ENDED", end, placement=f"pl{n}")
    for week in range(0, (end - day).days, 7):
        sent = day + timedelta(days=week)
        story.happen("PROMPT_SENT", sent, prompt=f"q{n}-{week}", placement=f"pl{n}")
        if chance.random() < 0.6:
            answer = chance.choice(["SOMETHING", "NOTHING", "LATER"])
            story.happen("PROMPT_ANSWERED", sent, prompt=f"q{n}-{week}", answer=answer)
    for k in range(chance.randint(0, 3)):
        shared = day + timedelta(days=chance.randint(1, 120))
        _share(story, f"{n}-{k}", shared, n, who, chance.sample(range(organisations), 3))


def _share(story: Story, name: str, day: date, n: int, who: dict, to: list[int]) -> None:
    chance = story.chance
    topics = [chance.choice(["HOUSING", "DIGITAL"])]
    story.happen("ENTRY_RECORDED", day, late=chance.choice([0, 2, 20]), entry=f"en{name}",
                 placement=f"pl{n}", direction="BROUGHT_IN", topics=topics, **who)  # fmt: skip
    story.happen("PRACTICE_WRITTEN", day, practice=f"pr{name}", origin=who["organisation"],
                 entries=[f"en{name}"], topics=topics)  # fmt: skip
    people = [f"m{o}" for o in to]
    story.happen("SHARED", day, share=f"s{name}", practice=f"pr{name}", placement=f"pl{n}",
                 organisations=[f"o{o}" for o in to], people=people, artefact=True,
                 **who)  # fmt: skip
    for o in to:
        if chance.random() < 0.6:
            story.happen("ACKNOWLEDGED", day + timedelta(days=3), share=f"s{name}", actor=f"m{o}",
                         organisation=f"o{o}", grade="SENIOR_MANAGER", receipt="READ")  # fmt: skip
        if chance.random() < 0.6:
            verdict = chance.choice(["ADOPT", "ADAPT", "REJECT", "DEFER"])
            later = day + timedelta(days=chance.randint(5, 90))
            story.happen("DECIDED", later, practice=f"pr{name}", actor=f"m{o}",
                         organisation=f"o{o}", grade="SENIOR_MANAGER", verdict=verdict,
                         delegated=chance.random() < 0.2)  # fmt: skip
            if verdict == "ADOPT":
                _adoption(story, name, o, later)


def _adoption(story: Story, name: str, o: int, day: date) -> None:
    chance, adoption = story.chance, f"a{name}-{o}"
    story.happen("ADOPTED", day, adoption=adoption, practice=f"pr{name}", organisation=f"o{o}")
    answer = chance.choice(["IN_USE", "IN_USE", "STOPPED"])
    story.happen("IN_USE_CHECKED", day + timedelta(days=185), adoption=adoption, month="6",
                 answer=answer, carrier_left=chance.random() < 0.3)  # fmt: skip
    story.happen("OUTCOME_RECORDED", day + timedelta(days=60), outcome=f"ou{adoption}",
                 adoption=adoption, level=chance.choice("0123"), claimed=chance.randint(1, 50),
                 unit="hours a month")  # fmt: skip
    if chance.random() < 0.7:
        story.happen("CLAIM_AUDITED", day + timedelta(days=100), outcome=f"ou{adoption}",
                     verified=chance.randint(0, 30))  # fmt: skip
    for m in (1, 2):
        story.happen("NOVELTY_JUDGED", day, practice=f"pr{name}", actor=f"rev{m}",
                     organisation=f"o{o}", new=chance.random() < 0.7)  # fmt: skip


def _guidance(story: Story) -> None:
    chance = story.chance
    practices = [e["practice"] for e in story.events if e["event"] == "PRACTICE_WRITTEN"]
    for n in range(20):
        day = date(2025, 10, 1)
        story.happen("STATEMENT_PUBLISHED", day, statement=f"st{n}", guidance="g", version=2)
        story.happen("STATEMENT_PUBLISHED", day, statement=f"old{n}", guidance="g", version=1)
        for practice in chance.sample(practices, 2):
            relation = "CONTRADICTS" if chance.random() < 0.1 else "SUPPORTS"
            story.happen("LINK_ACCEPTED", day, link=f"l{n}-{practice}", statement=f"st{n}",
                         practice=practice, relation=relation)  # fmt: skip
        story.happen("LINK_AUDITED", day, link=f"l{n}", placebo=n % 2 == 0,
                     confirmed=chance.random() < 0.5)  # fmt: skip
    for n in range(25):
        for when, rating in (("PRE", 3), ("THEN", 2), ("POST", 4)):
            story.happen("RATED", START, actor=f"p{n}", item="listens", when=when,
                         rating=rating + chance.random())  # fmt: skip
