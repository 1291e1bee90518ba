"""How an advert reads to its owner and to hosts, who are not told the name."""

from collections.abc import Collection
from typing import Any

from permeate.core.access import may
from permeate.core.lifecycles import WISH, WISH_INVITATION
from permeate.core.planning import WORDS, Outcome
from permeate.core.relations import Relation
from permeate.core.vocabulary import LABELS, PROFESSIONS, SKILLS, THEMES, Region, Sector
from permeate.models import Wish, WishInvitation
from permeate.queries.wishes import topics_of
from permeate.web.presenting import days

Row = dict[str, Any]


def topic(code: str) -> str:
    return THEMES.get(code) or SKILLS.get(code, code)


def row(wish: Wish) -> Row:
    """An advert in a host's list."""
    topics = topics_of(wish)
    return {
        "reference": wish.reference,
        "title": wish.title,
        "seeks": wish.seeks,
        "facts": " · ".join(facts(wish)),
        "learn": ", ".join(topic(code) for code in topics["LEARN"]),
    }


def facts(wish: Wish) -> list[str]:
    """What sort of placement, when, and who it is, without the name."""
    share = "" if wish.fte == 1 else f"{wish.fte.normalize():f} of full time"
    who = f"Somebody in {LABELS[Sector(wish.home.sector)]}"
    found = [
        WORDS[Outcome(wish.outcome)],
        share,
        days(wish.starts_on, wish.ends_on),
        who,
        PROFESSIONS.get(wish.profession, ""),
        f"can go to {LABELS[Region(wish.region)]}" if wish.region else "",
    ]
    return [one for one in found if one]


def page(
    wish: Wish, relations: Collection[Relation], invitations: list[WishInvitation]
) -> dict[str, Any]:
    """Context of an advert's page."""
    topics = topics_of(wish)
    own = Relation.SELF in relations
    return {
        "wish": wish,
        "own": own,
        "status": WISH.label(wish.status),
        "facts": facts(wish),
        "learn": [topic(code) for code in topics["LEARN"]],
        "bring": [topic(code) for code in topics["BRING"]],
        "sectors": [LABELS[Sector(code)] for code in topics["SECTOR"]],
        "invitations": [invitation_row(one) for one in invitations],
        "may_invite": not own and wish.status == "OPEN" and may("wish.invite", relations),
    }


def invitation_row(one: WishInvitation) -> Row:
    """An invitation in a list."""
    return {
        "reference": one.reference,
        "title": one.opportunity.title,
        "host": one.opportunity.host.name,
        "invited_at": one.invited_at,
        "code": {"SENT": "WAITING", "INTERESTED": "ACCEPTED"}.get(one.status, ""),
        "status": WISH_INVITATION.label(one.status),
    }
