"""What an opportunity must say before it is published, and what is advised.

Lengths and what must be there follow ``docs/decisions`` and published practice: anything
over four weeks is a secondment, development days are one to five days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from permeate.core.cadence import OPPORTUNITY_STALE_AFTER_DAYS, OPPORTUNITY_WARN_BEFORE_DAYS
from permeate.core.refusals import Refused, refuse_all
from permeate.core.vocabulary import Kind, Payer, Place, Visibility

SHORT_DAYS = 28  # calendar days; anything longer is a secondment
DEVELOPMENT_DAYS = 5  # working days
USUAL_SECONDMENT_DAYS = (182, 731)
YEARS_AHEAD = 3
MOST_PLACES = 200
SHORT_SECONDMENT = (
    "Four weeks or less is usually shadowing, which needs no three-party agreement. "
    "Consider changing the kind."
)


@dataclass(frozen=True)
class Section:
    """One part of the task list: its slug in addresses, its title, the answers it asks for."""

    slug: str
    title: str
    fields: tuple[str, ...]


SECTIONS: tuple[Section, ...] = (
    Section("basics", "Kind, title and host manager", ("kind", "title", "summary", "host_manager")),
    Section("purpose", "Purpose", ("objectives", "why_placement", "host_learns")),
    Section("dates", "Dates and time", ("dates", "starts_on", "ends_on", "fte", "closes_on")),
    Section("place", "Place", ("place", "location", "region")),
    Section("topics", "Themes, skills and profession", ("themes", "skills", "profession")),
    Section("terms", "Vetting, who pays and places", ("vetting", "payer", "places")),
    Section("visibility", "Who may see it", ("visibility", "sectors", "organisations")),
)


def section_of(field: str) -> Section:
    """The section where a field is answered; KeyError for a field of none."""
    for section in SECTIONS:
        if field in section.fields:
            return section
    raise KeyError(field)


@dataclass(frozen=True)
class Offer:
    """An opportunity as plain values. ``dates`` are (first, last) day of those that stand."""

    kind: str
    title: str
    summary: str
    objectives: tuple[tuple[str, str], ...]  # (objective, measure)
    why_placement: str
    host_learns: str
    starts_on: date | None
    ends_on: date | None
    closes_on: date | None
    fte: Decimal
    dates: tuple[tuple[date, date], ...]
    place: str
    location: str
    topics: int
    payer: str
    visibility: str
    audiences: int
    manager_serves: bool = True

    @property
    def is_secondment(self) -> bool:
        """Whether it has one start and end, rather than dates to book."""
        return self.kind == Kind.SECONDMENT.value


def missing(offer: Offer, *, today: date) -> list[Refused]:
    """Everything that stands in the way of publishing, each with the field that mends it."""
    return [
        *_basics_missing(offer),
        *_purpose_missing(offer),
        *_dates_missing(offer, today),
        *_place_missing(offer),
        *_audience_missing(offer),
    ]


def check_can_publish(offer: Offer, *, today: date) -> None:
    """Refused with everything that is missing."""
    refuse_all(missing(offer, today=today))


def _basics_missing(offer: Offer) -> list[Refused]:
    found = []
    if not offer.title.strip():
        found.append(Refused("Enter a title.", field="title"))
    if not offer.summary.strip():
        found.append(Refused("Say in a few sentences what the work is.", field="summary"))
    if not offer.manager_serves:
        found.append(
            Refused(
                "The host manager has left or no longer hosts. Choose another.",
                field="host_manager",
            )
        )
    return found


def _purpose_missing(offer: Offer) -> list[Refused]:
    found = []
    if not offer.objectives:
        found.append(
            Refused("Add at least one objective, and how you will know.", field="objectives")
        )
    found += [
        Refused(f"Say how you will know that “{text}” is reached.", field="objectives")
        for text, measure in offer.objectives
        if not measure.strip()
    ]
    if not offer.why_placement.strip():
        words = (
            "Say why this is a placement and not a vacancy."
            if offer.is_secondment
            else "Say why somebody should come in person: why a placement and not a course."
        )
        found.append(Refused(words, field="why_placement"))
    return found


def _dates_missing(offer: Offer, today: date) -> list[Refused]:
    found = []
    if offer.is_secondment:
        found += _period_missing(offer, today)
    elif not any(first > today for first, _ in offer.dates):
        found.append(Refused("Add at least one date that is still to come.", field="dates"))
    if offer.closes_on and offer.closes_on < today:
        found.append(
            Refused("The closing date has passed. Change it or take it away.", field="closes_on")
        )
    return found


def _period_missing(offer: Offer, today: date) -> list[Refused]:
    if offer.starts_on is None:
        return [Refused("Enter the date it starts.", field="starts_on")]
    if offer.ends_on is None:
        return [Refused("Enter the date it ends.", field="ends_on")]
    if offer.starts_on <= today:
        return [Refused("The start must be after today.", field="starts_on")]
    return []


def _place_missing(offer: Offer) -> list[Refused]:
    if offer.place != Place.REMOTE.value and not offer.location.strip():
        return [Refused("Say where: a town and building, or a postcode.", field="location")]
    return []


def _audience_missing(offer: Offer) -> list[Refused]:
    if offer.audiences:
        return []
    if offer.visibility == Visibility.SECTORS.value:
        return [Refused("Select the sectors that may see it.", field="sectors")]
    if offer.visibility == Visibility.ORGANISATIONS.value:
        return [Refused("Add the organisations that may see it.", field="organisations")]
    return []


def advice(offer: Offer) -> list[str]:
    """What usually works better; none of it stands in the way."""
    found = [*_length_advice(offer)]
    if not offer.host_learns.strip():
        found.append(
            "Say what you want to learn from your guest. Hosts that do so gain more from it."
        )
    if not offer.topics:
        found.append("Add a theme, so that people who search by theme find it.")
    if offer.is_secondment and offer.payer == Payer.NOBODY.value:
        found.append(
            "A secondment is usually recharged. If home keeps paying in full, choose “Home pays”."
        )
    return found


def _length_advice(offer: Offer) -> list[str]:
    if offer.is_secondment:
        return _period_advice(offer)
    if offer.kind == Kind.DEVELOPMENT_DAY.value and any(
        working_days(first, last) > DEVELOPMENT_DAYS for first, last in offer.dates
    ):
        return ["Development days last one to five days. For longer, offer shadowing instead."]
    return []


def _period_advice(offer: Offer) -> list[str]:
    if offer.starts_on is None or offer.ends_on is None:
        return []
    length = (offer.ends_on - offer.starts_on).days + 1
    shortest, longest = USUAL_SECONDMENT_DAYS
    if length <= SHORT_DAYS:
        return [SHORT_SECONDMENT]
    if length < shortest:
        return ["Secondments usually last at least six months. Shorter ones are allowed."]
    if length > longest:
        return ["Secondments usually last no longer than two years. Longer ones are allowed."]
    return []


def working_days(first: date, last: date) -> int:
    """Mondays to Fridays from ``first`` to ``last``, both included."""
    days = (last - first).days + 1
    return sum((first + timedelta(days=n)).weekday() < 5 for n in range(days))


def check_period(*, starts_on: date | None, ends_on: date | None) -> None:
    """Refused where a secondment would end before it starts."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("The end must be after the start.", field="ends_on")


def check_date(
    *,
    first: date,
    last: date,
    from_time: time | None,
    to_time: time | None,
    taken: Iterable[date],
    today: date,
) -> None:
    """Refused where a date to book cannot be: past, backwards, too long, there already.

    ``taken`` are the first days of the opportunity's other dates.
    """
    found = []
    if first <= today:
        found.append(Refused("The date must be after today.", field="first"))
    elif first.year > today.year + YEARS_AHEAD:
        found.append(Refused(f"{first.year} is far ahead: check the year.", field="first"))
    if first in set(taken):
        found.append(Refused("There is a date that starts on this day already.", field="first"))
    if last < first:
        found.append(Refused("The last day must not be before the first.", field="last"))
    elif (last - first).days + 1 > SHORT_DAYS:
        found.append(
            Refused(
                "Longer than four weeks is a secondment, with release and an agreement of "
                "three parties. Shorten it, or offer a secondment.",
                field="last",
            )
        )
    refuse_all(found + _hours_wrong(from_time, to_time))


def _hours_wrong(from_time: time | None, to_time: time | None) -> list[Refused]:
    if (from_time is None) != (to_time is None):
        field = "from_time" if from_time is None else "to_time"
        return [Refused("Enter both times or neither.", field=field)]
    if from_time and to_time and to_time <= from_time:
        return [Refused("The day must finish after it starts.", field="to_time")]
    return []


def check_places(places: int, *, taken: int) -> None:
    """Refused for no places, more than a room holds, or fewer than are ``taken``."""
    if places < 1:
        raise Refused("Enter at least 1 place. To offer none, cancel the date.", field="places")
    if places > MOST_PLACES:
        raise Refused(f"Enter {MOST_PLACES} places or fewer.", field="places")
    if places < taken:
        raise Refused(f"{taken} places are taken, so there cannot be fewer.", field="places")


def check_can_cancel_date(*, last: date, asked: int, reason: str, today: date) -> None:
    """Refused for a date that is over, or without a reason for those who booked."""
    if last < today:
        raise Refused("This date is over, so it cannot be cancelled.")
    if asked and not reason.strip():
        raise Refused("Say why: everybody who booked is told.", field="reason")


def check_kind_may_change(*, asked: bool, dates: bool) -> None:
    """Refused once people asked, or dates to book are there, for another kind of placement."""
    if asked:
        raise Refused(
            "People have asked for it as it is. Copy it to offer another kind.", field="kind"
        )
    if dates:
        raise Refused(
            "Take its dates away first: a secondment has one start and end.", field="kind"
        )


def stale_step(
    *,
    touched_on: date,
    warned_on: date | None,
    closes_on: date | None,
    last_day: date | None,
    today: date,
) -> str:
    """What becomes of a published one today: ``"CLOSE"``, ``"WARN"`` or nothing.

    ``touched_on`` is when the host last published, changed or kept it; ``last_day`` the last
    day it could still take place. Its own closing date and last day close it without a
    warning, because the host set them.
    """
    if (closes_on and closes_on < today) or (last_day and last_day < today):
        return "CLOSE"
    warn_after = timedelta(days=OPPORTUNITY_STALE_AFTER_DAYS - OPPORTUNITY_WARN_BEFORE_DAYS)
    if today < touched_on + warn_after:
        return ""
    if warned_on is None or warned_on <= touched_on:
        return "WARN"
    warned_long = today >= warned_on + timedelta(days=OPPORTUNITY_WARN_BEFORE_DAYS)
    return "CLOSE" if warned_long else ""
