"""Who somebody is now, as the ledger keeps it on what they do."""

from typing import Any

from permeate.models import Membership, Person


def as_they_are(person: Person, organisation_id: int | None = None) -> dict[str, Any]:
    """Values for ``AsTheyWere``: of the membership there; without a place, of the newest."""
    mine = Membership.objects.active().filter(person=person).select_related("organisation", "grade")
    if organisation_id is not None:
        membership = mine.filter(organisation_id=organisation_id).first()
    else:
        membership = mine.order_by("-started_at").first()
    grade = membership.grade if membership else None
    return {
        "organisation_at_time": membership.organisation if membership else None,
        "grade_at_time": grade.name if grade else "",
        "band_at_time": grade.band if grade else "",
        "role_at_time": membership.job_title if membership else "",
    }
