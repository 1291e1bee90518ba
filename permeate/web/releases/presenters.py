"""How a release reads, and what its reader can do next."""

from collections.abc import Collection
from datetime import date
from typing import Any

from permeate.core.access import may
from permeate.core.lifecycles import APPLICATION, RELEASE
from permeate.core.refusals import Refused
from permeate.core.relations import Relation
from permeate.core.releases import check_takes_applications
from permeate.models import Release
from permeate.queries.applications import live_of_release
from permeate.web.schedules.presenters import pounds


def release_page(release: Release, relations: Collection[Relation], today: date) -> dict[str, Any]:
    """Context of a release's page; two queries at most."""
    application = live_of_release(release).first()
    waits = release.status == "REQUESTED"
    granted = release.status == "GRANTED"
    own = Relation.SELF in relations
    open_now = _takes_applications(release, today)
    return {
        "release": release,
        "status": RELEASE.label(release.status),
        "own": own,
        # Home's budget is home's.
        "cover_cost": "" if own or release.cover_cost is None else pounds(release.cover_cost),
        "objectives": list(release.need.objectives.all()) if release.need else [],
        "open_now": open_now,
        "application": application,
        "application_status": APPLICATION.label(application.status) if application else "",
        "may_decide": waits and may("release.grant", relations),
        "may_apply": own and granted and open_now and application is None,
        "may_name_manager": waits and may("release.name_manager", relations),
        "may_withdraw": own and (waits or granted) and application is None,
    }


def _takes_applications(release: Release, today: date) -> bool:
    opportunity = release.opportunity
    try:
        check_takes_applications(
            status=opportunity.status, closes_on=opportunity.closes_on, today=today
        )
    except Refused:
        return False
    return True
