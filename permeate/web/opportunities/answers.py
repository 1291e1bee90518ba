"""The task list and the check-your-answers page of a draft."""

from typing import Any

from permeate.core.opportunities import SECTIONS, Offer, section_of
from permeate.core.refusals import Refused
from permeate.core.vocabulary import PROFESSIONS
from permeate.models import Opportunity
from permeate.queries.opportunities import dates_of
from permeate.web.opportunities import presenters
from permeate.web.presenting import day, days, label, plural

# Where a field of a rule is answered under another name, or on a page of its own.
ANCHORS = {"objectives": "id_objective_1", "dates": "dates", "sectors": "id_sectors"}
DAY_FIELDS = frozenset({"starts_on", "ends_on", "closes_on"})


def tasks(opportunity: Opportunity, offer: Offer, gaps: list[Refused]) -> list[dict[str, Any]]:
    """Items of the task list: each section with its address and how far it is."""
    open_sections = {section_of(str(gap.field)).slug for gap in gaps}
    items = []
    for section in SECTIONS:
        item: dict[str, Any] = {
            "title": {"text": section.title},
            "href": presenters.section_link(opportunity, section.slug),
        }
        if section.slug in open_sections:
            item["status"] = {"tag": {"text": "Incomplete", "classes": "govuk-tag--blue"}}
        elif section.slug == "topics" and not offer.topics:
            item["status"] = {"text": "Optional"}
        else:
            item["status"] = {"text": "Completed"}
        items.append(item)
    return items


def problems(opportunity: Opportunity, refusals: list[Refused]) -> list[dict[str, str]]:
    """Items of the error summary, each leading to the answer that mends it."""
    return [_problem(opportunity, refusal) for refusal in refusals]


def _problem(opportunity: Opportunity, refusal: Refused) -> dict[str, str]:
    if refusal.field is None:
        return {"text": refusal.reason}
    if refusal.field == "organisations":
        href = presenters.link("opportunity_audience", opportunity.reference)
        return {"text": refusal.reason, "href": href}
    slug = section_of(refusal.field).slug
    anchor = ANCHORS.get(refusal.field, f"id_{refusal.field}")
    if refusal.field in DAY_FIELDS:
        anchor += "-day"
    to = presenters.section_link(opportunity, slug)
    return {"text": refusal.reason, "href": f"{to}#{anchor}"}


def sections(opportunity: Opportunity) -> list[dict[str, Any]]:
    """Each section with its (question, answer) rows and where to change it."""
    rows = {
        "basics": _basics,
        "purpose": _purpose,
        "dates": _dates,
        "place": _place,
        "topics": _topics,
        "terms": _terms,
        "visibility": _visibility,
    }
    return [
        {
            "title": section.title,
            "href": presenters.section_link(opportunity, section.slug),
            "rows": [
                (key, value or "Not answered") for key, value in rows[section.slug](opportunity)
            ],
        }
        for section in SECTIONS
    ]


Rows = list[tuple[str, str]]


def _basics(one: Opportunity) -> Rows:
    return [
        ("Kind", label(one.kind)),
        ("Host", one.host.name),
        ("Title", one.title),
        ("The work", one.summary),
        ("Host manager", one.host_manager.name),
    ]


def _purpose(one: Opportunity) -> Rows:
    objectives = [
        (f"Objective {number}", f"{row.text}\n{row.measure or 'No measure yet'}")
        for number, row in enumerate(one.objectives.all(), start=1)
    ]
    return [
        *(objectives or [("Objectives", "")]),
        ("Why a placement", one.why_placement),
        ("What you want to learn", one.host_learns),
    ]


def _dates(one: Opportunity) -> Rows:
    closes = ("Last day to ask", day(one.closes_on) or "No closing date")
    if presenters.is_secondment(one):
        return [
            ("Start", day(one.starts_on)),
            ("End", day(one.ends_on)),
            ("Time", presenters.time_words(one)),
            closes,
        ]
    listed = [
        f"{days(date.starts_on, date.ends_on)}, {plural(date.places, 'place')}"
        for date in dates_of(one)
    ]
    return [("Dates", "\n".join(listed)), ("Time", presenters.time_words(one)), closes]


def _place(one: Opportunity) -> Rows:
    return [
        ("Where", label(one.place)),
        ("Location", one.location),
        ("Region", label(one.region) if one.region else ""),
    ]


def _topics(one: Opportunity) -> Rows:
    topics = presenters.topics_of(one.topics.all())
    return [
        ("Themes", ", ".join(topics["THEME"])),
        ("Skills", ", ".join(topics["SKILL"])),
        ("Profession", PROFESSIONS.get(one.profession, one.profession) or "Any profession"),
    ]


def _terms(one: Opportunity) -> Rows:
    return [
        ("Vetting", label(one.vetting)),
        ("Who pays", label(one.payer)),
        ("Places", str(one.places)),
    ]


def _visibility(one: Opportunity) -> Rows:
    return [("Who may see it", presenters.audience_words(one, one.audiences.all()))]
