"""How applications read: to the person, and to the host who chooses."""

from collections.abc import Collection
from datetime import date
from typing import Any

from permeate.core.access import may
from permeate.core.applications import default_outcome
from permeate.core.lifecycles import APPLICATION, RELEASE
from permeate.core.relations import Relation
from permeate.models import Agreement, Application, Opportunity, Release

Row = dict[str, Any]

# What the person reads under a status.
NEXT_STEP = {
    "SUBMITTED": "The host is reading applications.",
    "SHORTLISTED": "You are in the closer choice. The host may get in touch.",
    "OFFERED": "You are offered a place. Answer so that nobody waits.",
    "ACCEPTED": "You took the place.",
    "DECLINED": "You declined the offer.",
    "WITHDRAWN": "You withdrew.",
    "UNSUCCESSFUL": "",
}
RELEASE_STEP = {
    "REQUESTED": "Your manager decides.",
    "GRANTED": "You can apply now.",
    "REFUSED": "Your manager said no. Read the reason.",
    "WITHDRAWN": "You withdrew.",
}


def application_page(
    application: Application, relations: Collection[Relation], agreement: Agreement | None
) -> dict[str, Any]:
    """Context of one application's page."""

    def can(move: str) -> bool:
        return may(f"application.{move}", relations) and APPLICATION.may(application.status, move)

    own = Relation.SELF in relations
    return {
        "application": application,
        "status": APPLICATION.label(application.status),
        "own": own,
        "host_side": may("opportunity.choose", relations),
        "next_step": NEXT_STEP[application.status] if own else "",
        "agreement": agreement,
        "can": {
            move: can(move) for move in ("shortlist", "offer", "turn_down", "accept", "withdraw")
        },
    }


def asked_row(release: Release) -> Row:
    """One line of a person's own list: the request, and the application on it if there is one."""
    applications = list(release.applications.all())
    if applications:
        latest = applications[-1]
        return {
            "title": release.opportunity.title,
            "host": release.opportunity.host.name,
            "route": "answer_offer" if latest.status == "OFFERED" else "application",
            "reference": latest.reference,
            "status": latest.status,
            "words": APPLICATION.label(latest.status),
            "next_step": NEXT_STEP[latest.status] or latest.outcome_reason,
            "on": latest.submitted_at,
        }
    return {
        "title": release.opportunity.title,
        "host": release.opportunity.host.name,
        "route": "release",
        "reference": release.reference,
        "status": release.status,
        "words": f"Release: {RELEASE.label(release.status).lower()}",
        "next_step": RELEASE_STEP[release.status],
        "on": release.requested_at,
    }


def choice_page(opportunity: Opportunity, rows: list[Application]) -> dict[str, Any]:
    """Context of the host's list: who applied, places, and what is due by when."""
    taken = sum(row.status == "ACCEPTED" and not _cancelled(row) for row in rows)
    offered = sum(row.status == "OFFERED" for row in rows)
    waiting = [row for row in rows if row.status in ("SUBMITTED", "SHORTLISTED")]
    due: list[date] = [row.outcome_due_on for row in rows if row.outcome_due_on]
    return {
        "opportunity": opportunity,
        "rows": [applicant_row(row) for row in rows],
        "taken": taken,
        "offered": offered,
        "free": max(opportunity.places - taken - offered, 0),
        "waiting": len(waiting),
        "due_on": min(due) if due else None,
        "default_text": default_outcome(filled=taken >= opportunity.places),
    }


def _cancelled(application: Application) -> bool:
    """Whether the placement it led to was cancelled, which frees the place."""
    placement = getattr(application, "placement", None)
    return placement is not None and placement.status == "CANCELLED"


def applicant_row(application: Application) -> Row:
    """One person who applied, as the host sees them in the list."""
    return {
        "name": application.person.name,
        "home": application.home.name,
        "reference": application.reference,
        "submitted_at": application.submitted_at,
        "status": application.status,
        "words": "Accepted, then cancelled"
        if _cancelled(application)
        else APPLICATION.label(application.status),
    }
