"""What somebody can start from their home page, by what they are."""

from django.urls import reverse

from permeate.core.roles import Role, Standing


def starts(standing: Standing) -> list[dict[str, str]]:
    """Links worth having at hand: text, address and a line that says what for."""
    if not standing.organisations and not standing.operator:
        return [
            _start(
                "Find your organisation",
                "organisations",
                "Ask to coordinate it, or ask its coordinator for an invitation.",
            ),
            _start("Ask to join", "join", "For an organisation that is on no register."),
        ]
    found = []
    if standing.organisations:
        found += [
            _start(
                "Plan a placement",
                "plans",
                "Not sure what to look for? A dozen questions, and a proposal with its reasons.",
            ),
            _start(
                "Find an opportunity",
                "opportunities",
                "Development days, shadowing and secondments, by word, place or theme.",
            ),
            _start(
                "See what is suggested for you",
                "suggestions",
                "Say what you want to learn, and get opportunities with the reasons.",
            ),
            _start(
                "Find people like you",
                "equivalents",
                "Who does a job like yours elsewhere, and offers shadowing.",
            ),
            _start("Record something you learned", "record_entry", "Private until you share it."),
        ]
    if standing.organisations_as(Role.HOST, Role.COORDINATOR):
        found.append(
            _start("Offer a placement", "draft_opportunity", "A development day is the easiest.")
        )
    if standing.holds(Role.COORDINATOR):
        found.append(_start("See who is in and out", "insight", "And who has had nobody."))
    if standing.operator:
        found.append(_start("Answer requests to join", "claims", ""))
    return found


def _start(text: str, route: str, why: str) -> dict[str, str]:
    return {"text": text, "href": reverse(route), "why": why}
