"""What the public page says of what it found."""

from typing import Any

from permeate.core.packs.blocks import activity_shown, shown
from permeate.core.wording import moment
from permeate.models import Credential, EvidencePack
from permeate.queries import evidence as reads


def answer_to(found: EvidencePack | Credential) -> dict[str, Any]:
    """The page's context for a pack or a credential whose code was given."""
    if isinstance(found, EvidencePack):
        content = found.content
        pages = shown(content["pack"], content["credentials"])
        revoked = reads.revoked_in(content["credentials"])
        activities, person, issued = pages.activities, pages.person, pages.issued
    else:
        pages, revoked = None, [found] if found.revoked_at else []
        activities = [activity_shown(found.document)]
        person, issued = activities[0].facts[0][1], moment(found.issued_at)
    return {
        "answer": "revoked" if revoked else "intact",
        "found": found,
        "shown": pages,
        "activities": activities,
        "person": person,
        "issued": issued,
        "revoked": revoked,
    }
