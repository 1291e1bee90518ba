"""What waits for hosts and programme owners: drafts, what goes stale, dates without a host."""

from django.db.models import Exists, F, OuterRef

from permeate.core.roles import Role
from permeate.models import Opportunity, OpportunityDate, ProgrammeDate
from permeate.queries.todo.waiting import ME, TODAY, Waiting, shaped

HOSTS = frozenset({Role.HOST, Role.COORDINATOR})


def _drafts():
    drafts = Opportunity.objects.filter(host_manager_id=ME, status="DRAFT")
    return shaped(drafts, who="host__name", where="title", since_at="updated_at")


def _going_stale():
    warned = Opportunity.objects.filter(
        host_manager_id=ME, status="PUBLISHED", warned_at__gt=F("updated_at")
    )
    return shaped(warned, who="host__name", where="title", since_at="warned_at")


def _next_without_host():
    """The next date of each programme, where nobody hosts on it."""
    ahead = ProgrammeDate.objects.upcoming(TODAY)
    earlier = ahead.filter(programme=OuterRef("programme"), held_on__lt=OuterRef("held_on"))
    hosted = OpportunityDate.objects.filter(programme_date=OuterRef("pk"), cancelled_at=None)
    free = ahead.filter(~Exists(hosted), ~Exists(earlier), programme__owner_id=ME)
    return shaped(free, reference="programme__reference", where="programme__name", due_on="held_on")


KINDS = (
    Waiting(
        "draft_to_finish",
        _drafts,
        "Finish and publish “{where}”",
        "edit_opportunity",
        "{who}",
        roles=HOSTS,
    ),
    Waiting(
        "opportunity_to_keep",
        _going_stale,
        "Is “{where}” still open?",
        "opportunity",
        "It closes by itself unless you keep it open",
        roles=HOSTS,
    ),
    Waiting(
        "programme_date_to_host",
        _next_without_host,
        "Find a host for the next date of {where}",
        "programme",
        "Nobody hosts yet",
        roles=frozenset({Role.PROGRAMME_OWNER}),
    ),
)
