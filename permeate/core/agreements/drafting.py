"""A first draft from what is known of the placement, so that little is left to type."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from permeate.core.vocabulary import Payer, Sector


@dataclass(frozen=True)
class Known:
    """What the service knows: names, dates and what each side wrote on the way here."""

    home: str
    home_sector: str
    home_manager: str
    host: str
    host_sector: str
    host_manager: str
    participant: str
    programme: str
    home_title: str
    home_grade: str
    host_title: str
    summary: str
    objectives: Sequence[tuple[str, str]]  # (text, how one will know)
    host_learns: str
    purpose: str
    home_gains: str
    place: str
    location: str
    fte: Decimal
    starts_on: date
    ends_on: date
    vetting: str
    payer: str
    earlier: Sequence[str]
    planned: Sequence[str] = ()  # the participant's own objectives, one a line
    sharing_home: str = ""  # as planned; else the usual words
    sharing_host: str = ""


def facts(known: Known) -> dict[str, str]:
    """What stands in every version and follows the data, never a form."""
    return {
        "home": known.home,
        "home_sector": known.home_sector,
        "home_manager": known.home_manager,
        "host": known.host,
        "host_sector": known.host_sector,
        "host_manager": known.host_manager,
        "participant": known.participant,
        "programme": known.programme,
    }


def draft(known: Known) -> dict[str, str]:
    """Content of a first version: facts, what each side wrote, and usual terms.

    Money, clearance held and conflicts are left for people to state.
    """
    return {
        **facts(known),
        **_work(known),
        **_usual_terms(),
        "legal_basis": _legal_basis(known.home_sector, known.host_sector),
        "nature": "NEW",
        "earlier": "\n".join(known.earlier),
        "payer": known.payer,
        "sick_pay": "HOME",
        "parental_pay": "HOME",
        "clearance_needed": known.vetting,
        "travel": "" if known.payer == Payer.NOBODY else "By the host’s rules, paid by the host.",
    }


def _work(known: Known) -> dict[str, str]:
    objectives = [
        f"{text} – we will know by: {measure}" if measure else text
        for text, measure in known.objectives
    ]
    development = [known.purpose, *known.planned]
    return {
        "home_title": known.home_title,
        "home_grade": known.home_grade,
        "host_title": known.host_title,
        "duties": known.summary,
        "place": known.place,
        "location": known.location,
        "fte": f"{known.fte.normalize():f}",
        "working_pattern": "Monday to Friday, full time" if known.fte == 1 else "",
        "director": known.host_manager,
        "objectives": "\n".join(objectives),
        "development": "\n".join(filter(None, development)),
        "sharing_home": known.sharing_home
        or _sharing("a note to the home manager every two weeks", known.home_gains),
        "sharing_host": known.sharing_host
        or _sharing("a session with the host’s team every month", known.host_learns),
        "starts_on": known.starts_on.isoformat(),
        "ends_on": known.ends_on.isoformat(),
        "reviews": "After two weeks, then at each check-in of the service, and in the last week.",
        "return_post": known.home_title,
    }


def _sharing(how: str, what: str) -> str:
    lines = [f"At least {how}."]
    if what:
        lines.append(f"In particular: {what}")
    return "\n".join(lines)


def _usual_terms() -> dict[str, str]:
    return {
        "notice_home": "4",
        "notice_host": "4",
        "notice_participant": "4",
        "extension": "By agreement of all three, at least three months before the last day.",
        "leave_approver": "HOST",
        "leave_recorder": "HOME",
        "appraisal": "HOME",
        "return_promise": "SAME",
        "property": "BOTH",
        "secrets": "NO",
        "no_poaching": "YES",
        "data_shared": "Name, contact details, working pattern, leave and sickness: to manage the "
        "placement.",
        "lawful_basis": "CONTRACT",
        "retention": "six years after the end of the placement",
        "insurer": "HOST",
    }


def _legal_basis(home: str, host: str) -> str:
    if home == Sector.LOCAL_GOVERNMENT and host in (Sector.LOCAL_GOVERNMENT, Sector.NHS):
        return "SECTION_113"
    if home == host == Sector.CENTRAL_GOVERNMENT:
        return "LOAN"
    return "EMPLOYERS"
