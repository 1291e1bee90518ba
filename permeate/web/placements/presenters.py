"""How a placement reads: its facts, what is next, its check-ins and its return."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

from permeate.core.access import may
from permeate.core.cadence import is_overdue, return_plan_due
from permeate.core.check_ins import PARTIES, may_read, words
from permeate.core.lifecycles import AGREEMENT, PLACEMENT
from permeate.core.placements import ENDED, needs_return_plan
from permeate.core.relations import Relation
from permeate.core.vocabulary import LABELS, EndCause, Party
from permeate.models import (
    Agreement,
    CheckIn,
    CheckInAnswer,
    Person,
    Placement,
    ReturnPlan,
)
from permeate.queries.placements import parties_of, people_by_party
from permeate.web.addresses import url
from permeate.web.presenting import day, days, label

Row = dict[str, Any]
ACTS = ("follow", "read_thread", "write", "check_in", "keep_in_touch", "plan_return")
PARTY_WORDS = {
    Party.PARTICIPANT: "Participant",
    Party.HOME: "Home manager",
    Party.HOST: "Host manager",
}


def link(name: str, reference: str) -> str:
    """Address of a subject's page; empty where this version does not have it."""
    try:
        return url(name, reference=reference)
    except NoReverseMatch:
        return ""


def abilities(placement: Placement, relations: Collection[Relation]) -> dict[str, bool]:
    """What the reader may do on this placement's pages as it stands."""
    can = {act: may(f"placement.{act}", relations) for act in ACTS}
    status = placement.status
    can["keep_in_touch"] &= placement.started_at is not None
    can["plan_return"] &= status == "ACTIVE" and needs_return_plan(placement.kind)
    can["write"] &= status not in ("CANCELLED", "CLOSED")
    can["arrangements"] = may("arrangements.view", relations)
    booked = placement.booking_id is not None
    for move in ("end_early", "cancel", "close"):
        allowed = may(f"placement.{move}", relations) and PLACEMENT.may(status, move)
        can[move] = allowed and not booked
    return can


def who_where(placement: Placement) -> str:
    """``A person at the host``."""
    return f"{placement.participant.name} at {placement.host.name}"


def status(placement: Placement, today: date) -> tuple[str, str]:
    """(code, words) of its tag; an announced early end has its own words."""
    words_ = PLACEMENT.label(placement.status)
    if placement.status == "ACTIVE" and placement.ended_by_party:
        return "ENDED_EARLY", f"Ends early on {day(placement.ended_on)}"
    return placement.status, words_


def facts(placement: Placement) -> list[tuple[str, str]]:
    """(key, value) of the summary list."""
    share = f"{placement.fte.normalize():f}"
    rows = [
        ("Dates", days(placement.starts_on, placement.ends_on)),
        ("Last day", day(placement.ended_on) if placement.ended_by_party else ""),
        ("Time", "Full time" if share == "1" else f"{share} of full time"),
        ("Participant", placement.participant.name),
        ("Home", f"{placement.home_manager.name}, {placement.home.name}"),
        ("Host", f"{placement.host_manager.name}, {placement.host.name}"),
    ]
    if placement.ended_by_party:
        rows += [
            ("Ended on the side of", LABELS[Party(placement.ended_by_party)]),
            ("Why it ended", label_of_cause(placement.end_cause)),
            ("In their words", placement.end_reason),
        ]
    elif placement.status == "CANCELLED":
        rows.append(("Why it was cancelled", placement.end_reason))
    return [(key, value) for key, value in rows if value]


def label_of_cause(cause: str) -> str:
    return LABELS[EndCause(cause)] if cause else ""


def list_row(placement: Placement, person: Person) -> Row:
    """One placement in a list, seen from the reader's side."""
    code, words_ = status(placement, placement.starts_on)
    return {
        "href": link("placement", placement.reference),
        "title": _title_for(placement, person),
        "kind": label(placement.kind),
        "about": placement.opportunity.title,
        "dates": days(placement.starts_on, max(placement.last_day, placement.starts_on)),
        "home": placement.home.name,
        "status": code,
        "status_words": words_,
        "overdue": placement.overdue,
    }


def _title_for(placement: Placement, person: Person) -> str:
    if placement.participant_id == person.id:
        return f"You at {placement.host.name}"
    return who_where(placement)


def agreement_row(
    agreement: Agreement | None, placement: Placement, relations: Collection[Relation]
) -> Row | None:
    """The agreement's status and page; nothing where none is drafted.

    A booked day's one page is read where it was booked.
    """
    if agreement is None:
        return None
    href = link("agreement", agreement.reference)
    if placement.booking:
        seen = may("booking.view", relations)
        href = link("booking", placement.booking.reference) if seen else ""
    return {
        "status": agreement.status,
        "words": AGREEMENT.label(agreement.status),
        "href": href,
    }


def schedule_link(placement: Placement, relations: Collection[Relation]) -> str:
    """Where the schedule is; a booked day has none."""
    seen = placement.booking_id is None and may("schedule.view", relations)
    return link("schedule", placement.reference) if seen else ""


def planned_contacts(agreement: Agreement | None) -> str:
    """What the agreement says about keeping in touch with home."""
    content: Mapping[str, Any] = (
        agreement.current.content if agreement and agreement.current else {}
    )
    return str(content.get("sharing_home") or "")


def next_steps(
    placement: Placement,
    person: Person,
    can: Mapping[str, bool],
    *,
    check_ins: Sequence[CheckIn],
    agreement: Agreement | None,
    today: date,
) -> list[Row]:
    """What waits for this person here, the first most pressing: text, and where it is done."""
    steps = [
        {
            "text": "Say how it went"
            if row.closing
            else f"Answer the check-in of {day(row.due_on)}",
            "href": link("check_in", row.reference),
        }
        for row in check_ins
        if waits_for(row, placement, person)
    ]
    if can["plan_return"] and return_plan(placement) is None and _asked_or_near(placement, today):
        steps.append({"text": "Plan the return", "href": link("plan_return", placement.reference)})
    if placement.status == "PLANNED" and agreement and not placement.booking_id:
        text = "Read and sign the agreement" if agreement.status == "OPEN" else "Read the agreement"
        steps.append({"text": text, "href": link("agreement", agreement.reference)})
    managers = (placement.home_manager_id, placement.host_manager_id)
    if placement.status == "PLANNED" and not agreement and person.id in managers:
        href = "" if placement.booking_id else link("draft_agreement", placement.reference)
        steps.append({"text": "Draft the agreement", "href": href})
    if placement.status == "ACTIVE" and placement.participant_id == person.id:
        steps.append({"text": "Record what you learned", "href": reverse("record_entry")})
    return [step for step in steps if step["href"]]


def next_date(check_ins: Sequence[CheckIn]) -> str:
    """When the next check-in opens, in words; empty where none is to come."""
    coming = [row.due_on for row in check_ins if not row.asked_at]
    return f"The next check-in is on {day(min(coming))}." if coming else ""


def _asked_or_near(placement: Placement, today: date) -> bool:
    return today >= return_plan_due(placement.starts_on, placement.last_day)


def waits_for(check_in: CheckIn, placement: Placement, person: Person) -> bool:
    """Whether this check-in takes an answer from this person now."""
    if not check_in.asked_at or check_in.completed_at:
        return False
    if placement.status not in ("ACTIVE", *ENDED):
        return False
    return any(party not in check_in.answered for party in parties_of(placement, person))


def check_in_row(check_in: CheckIn, today: date) -> Row:
    """One line of the table of check-ins."""
    answered = len(check_in.answered)
    if check_in.completed_at:
        code, words_ = "GRANTED", "All answered"
    elif not check_in.asked_at:
        code, words_ = "", "To come"
    elif is_overdue(check_in.due_on, today):
        code, words_ = "REFUSED", f"Overdue: {answered} of 3 answered"
    else:
        code, words_ = "WAITING", f"{answered} of 3 answered"
    return {
        "what": f"{day(check_in.due_on)}{': how it went' if check_in.closing else ''}",
        "code": code,
        "words": words_,
        "href": link("check_in", check_in.reference) if check_in.asked_at else "",
    }


def check_in_page(check_in: CheckIn, answers: Sequence[CheckInAnswer], person: Person) -> Row:
    """What the page of one check-in shows this reader."""
    placement = check_in.placement
    own = parties_of(placement, person)
    given = {answer.party: answer for answer in answers}
    choices = words(closing=check_in.closing)
    rows = [
        _side(party, given.get(party.value), own, given, choices, people_by_party(placement)[party])
        for party in PARTIES
    ]
    open_now = bool(check_in.asked_at) and placement.status in ("ACTIVE", *ENDED)
    return {
        "check_in": check_in,
        "placement": placement,
        "heading": "How did it go?" if check_in.closing else f"Check-in of {day(check_in.due_on)}",
        "caption": who_where(placement),
        "sides": rows,
        "is_party": bool(own),
        "may_answer": open_now and any(party.value not in given for party in own),
    }


def _side(
    party: Party,
    answer: CheckInAnswer | None,
    own: Collection[Party],
    given: Collection[str],
    choices: Mapping[str, str],
    person: Person,
) -> Row:
    readable = answer is not None and may_read(party=party.value, reader=own, answered=given)
    return {
        "who": f"{(answer.answered_by if answer else person).name} ({PARTY_WORDS[party].lower()})",
        "answered": answer is not None,
        "when": answer.answered_at if answer else None,
        "going": choices[answer.going] if readable else "",
        "text": answer.text if readable else "",
        "readable": readable,
    }


def return_plan(placement: Placement) -> ReturnPlan | None:
    """Its return plan, if there is one."""
    return getattr(placement, "return_plan", None)


def return_due(placement: Placement) -> date | None:
    """When a return plan falls due; None where none is needed."""
    if not needs_return_plan(placement.kind) or placement.status not in ("AGREED", "ACTIVE"):
        return None
    return return_plan_due(placement.starts_on, placement.last_day)


def return_late(placement: Placement, today: date) -> bool:
    """Whether the return should have been planned by now."""
    due = return_due(placement)
    return due is not None and return_plan(placement) is None and is_overdue(due, today)


def return_introduction(placement: Placement) -> str:
    return (
        f"The placement at {placement.host.name} ends on {day(placement.last_day)}. "
        f"{placement.participant.name} reads this plan."
    )


def others(placement: Placement, person: Person) -> str:
    """Names of the other two."""
    people = {one.id: one.name for one in people_by_party(placement).values()}
    return " and ".join(name for key, name in people.items() if key != person.id)
