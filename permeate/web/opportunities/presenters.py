"""How an opportunity reads: its facts, its dates, who asked."""

from collections.abc import Collection, Iterable
from datetime import date, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from permeate.core.access import may
from permeate.core.cadence import OPPORTUNITY_WARN_BEFORE_DAYS
from permeate.core.lifecycles import APPLICATION, BOOKING, OPPORTUNITY, RELEASE
from permeate.core.relations import Relation
from permeate.core.vocabulary import PROFESSIONS, SKILLS, THEMES, Kind, Visibility
from permeate.models import (
    Application,
    Booking,
    Opportunity,
    OpportunityAudience,
    OpportunityDate,
    OpportunityTopic,
    Release,
)
from permeate.web.addresses import url
from permeate.web.presenting import day as day_words
from permeate.web.presenting import days, label, plural

Row = dict[str, Any]
WORDS = {"THEME": THEMES, "SKILL": SKILLS}


def link(name: str, reference: str) -> str:
    """Address of a page about one record."""
    return url(name, reference=reference)


def section_link(opportunity: Opportunity, slug: str) -> str:
    """Address of one section of its drafting."""
    return reverse("edit_opportunity", kwargs={"reference": opportunity.reference, "section": slug})


def number(value: Any) -> str:
    """``0.4``, ``1``, ``7.5``: without zeros nobody needs."""
    return f"{value.normalize():f}"


def status_of(opportunity: Opportunity) -> str:
    return OPPORTUNITY.label(opportunity.status)


def is_secondment(opportunity: Opportunity) -> bool:
    return opportunity.kind == Kind.SECONDMENT.value


def _when(opportunity: Opportunity) -> str:
    if opportunity.starts_on and opportunity.ends_on:
        return days(opportunity.starts_on, opportunity.ends_on)
    return "Not said yet"


def _where(opportunity: Opportunity) -> str:
    parts = [label(opportunity.place), opportunity.location]
    region = label(opportunity.region) if opportunity.region else ""
    if region not in opportunity.location:
        parts.append(region)
    return ", ".join(part for part in parts if part)


def time_words(opportunity: Opportunity) -> str:
    """``0.4 of full time``, or for days ``7 hours a day``."""
    if is_secondment(opportunity):
        share = number(opportunity.fte)
        return "Full time" if share == "1" else f"{share} of full time"
    return f"{plural_hours(opportunity.hours_a_day)} a day"


def plural_hours(hours: Any) -> str:
    """``1 hour``, ``7.5 hours``."""
    text = number(hours)
    return f"{text} {'hour' if text == '1' else 'hours'}"


def facts(opportunity: Opportunity, topics: dict[str, list[str]]) -> list[tuple[str, str]]:
    """(key, value) of the summary list below kind and host, in the order people ask for them."""
    secondment = is_secondment(opportunity)
    rows = [
        ("Host manager", opportunity.host_manager.name),
        ("Programme", opportunity.programme.name if opportunity.programme else ""),
        ("When", _when(opportunity) if secondment else ""),
        ("Time", time_words(opportunity)),
        ("Where", _where(opportunity)),
        ("Places", plural(opportunity.places, "place") if secondment else ""),
        ("Profession", PROFESSIONS.get(opportunity.profession, opportunity.profession)),
        ("Themes", ", ".join(topics["THEME"])),
        ("Skills", ", ".join(topics["SKILL"])),
        ("Vetting", label(opportunity.vetting)),
        ("Who pays", label(opportunity.payer)),
    ]
    return [(key, value) for key, value in rows if value]


def topics_of(topics: Iterable[OpportunityTopic]) -> dict[str, list[str]]:
    """Words of its themes and skills. A theme and a profession may share a code."""
    words: dict[str, list[str]] = {"THEME": [], "SKILL": []}
    for topic in topics:
        words[topic.kind].append(WORDS[topic.kind].get(topic.value, topic.value))
    return {kind: sorted(values) for kind, values in words.items()}


def audience_words(opportunity: Opportunity, audiences: Iterable[OpportunityAudience]) -> str:
    """Who may see it once it is published; ``audiences`` come with their organisations."""
    if opportunity.visibility == Visibility.EVERYONE.value:
        return "Everyone who is signed in"
    if opportunity.visibility == Visibility.SECTORS.value:
        names = [label(one.sector) for one in audiences if one.sector]
    else:
        names = [one.organisation.name for one in audiences if one.organisation]
    return ", ".join(sorted(names)) or "Nobody yet: choose who"


def date_row(day: OpportunityDate, own: dict[int, Booking], *, open_now: bool) -> Row:
    """A bookable date: when, what is left, and where to book or see one's own booking."""
    left = max(day.places - day.taken, 0)
    mine = own.get(day.id)
    places = f"{left} of {plural(day.places, 'place')} left" if left else "Full"
    if not left and day.waiting:
        places = f"Full, {day.waiting} waiting"
    return {
        "words": days(day.starts_on, day.ends_on),
        "hours": hours_words(day),
        "places": places,
        "mine": link("booking", mine.reference) if mine else "",
        "mine_words": BOOKING.label(mine.status) if mine else "",
        "book": link("request_booking", day.reference) if open_now and not mine else "",
        "book_words": "Book" if left else "Join the waiting list",
    }


def asked_row(asked: Booking | Application) -> Row:
    """One person who asked, with the status and where to answer."""
    booking = isinstance(asked, Booking)
    life = BOOKING if booking else APPLICATION
    return {
        "name": asked.person.name,
        "home": asked.home.name,
        "when": days(asked.date.starts_on, asked.date.ends_on) if booking else "",
        "status": asked.status,
        "status_words": life.label(asked.status),
        "href": link("booking" if booking else "application", asked.reference),
    }


def release_row(release: Release | None, opportunity: Opportunity) -> Row:
    """What the reader does next about a secondment: ask for release, or read the answer."""
    if release is None:
        return {"ask": link("request_release", opportunity.reference), "mine": ""}
    return {
        "ask": "",
        "mine": link("release", release.reference),
        "mine_words": RELEASE.label(release.status),
    }


def is_open(opportunity: Opportunity, today: date) -> bool:
    """Whether it can be asked for today."""
    closes = opportunity.closes_on
    return opportunity.status == "PUBLISHED" and not (closes and closes < today)


def hours_words(day: OpportunityDate) -> str:
    """``9:30am to 4pm``; empty where no hours are given."""
    if day.from_time is None or day.to_time is None:
        return ""
    return f"{_clock(day.from_time)} to {_clock(day.to_time)}"


def _clock(at: time) -> str:
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def host_date_row(day: OpportunityDate) -> Row:
    """A date as its host manages it."""
    return {
        "words": days(day.starts_on, day.ends_on),
        "hours": hours_words(day),
        "places": f"{day.taken} of {plural(day.places, 'place')} taken",
        "waiting": day.waiting,
        "change": reverse("change_places", kwargs={"reference": day.reference}),
        "cancel": reverse("cancel_date", kwargs={"reference": day.reference}),
    }


def hosting_row(opportunity: Opportunity) -> Row:
    """One line of the host's list."""
    draft = opportunity.status == "DRAFT"
    asked = opportunity.booked + opportunity.applied
    facts = [label(opportunity.kind), opportunity.host_manager.name]
    if opportunity.next_on:
        facts.append(f"next on {day_words(opportunity.next_on)}")
    elif is_secondment(opportunity) and opportunity.starts_on:
        facts.append(f"starts {day_words(opportunity.starts_on)}")
    return {
        "title": opportunity.title,
        "host": opportunity.host.name,
        "href": link("edit_opportunity" if draft else "opportunity", opportunity.reference),
        "status": opportunity.status,
        "status_words": status_of(opportunity),
        "facts": facts,
        "asked": plural(asked, "person has asked", "people have asked") if asked else "",
    }


def closes_itself_on(opportunity: Opportunity) -> date | None:
    """When a published one that was warned of closes, unless it is kept open."""
    warned = opportunity.warned_at
    if opportunity.status != "PUBLISHED" or warned is None or warned <= opportunity.updated_at:
        return None
    return timezone.localdate(warned) + timedelta(days=OPPORTUNITY_WARN_BEFORE_DAYS)


def asked_words(count: int, did: str) -> str:
    """What a host reads before ending something that people rely on."""
    if not count:
        return f"Nobody has {did}."
    return f"{plural(count, 'person has', 'people have')} {did}, and will be told why."


def host_moves(opportunity: Opportunity, relations: Collection[Relation]) -> list[Row]:
    """What the host can do now: (words, address) of each, in the order of use."""
    moves = [
        ("Publish", "publish_opportunity", "publish"),
        ("Close", "close_opportunity", "close"),
        ("Withdraw", "withdraw_opportunity", "withdraw"),
    ]
    return [
        {"words": words, "href": link(route, opportunity.reference)}
        for words, route, move in moves
        if OPPORTUNITY.may(opportunity.status, move) and may(f"opportunity.{move}", relations)
    ]
