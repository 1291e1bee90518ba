"""A cut of what the service holds."""

from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.db.models import Model
from django.utils import timezone

from permeate.core.measures.cut.assembling import cut
from permeate.core.measures.disclosure import Audience, quarter_end
from permeate.core.measures.log import Log, log_from
from permeate.models import Organisation, Programme
from permeate.queries.measures.events import events_of
from permeate.queries.measures.scope import Scope


def cut_now(
    *,
    programme: str | None,
    organisation: str | None,
    at: date | None,
    since: date | None,
    audience: Audience | None,
    resample: bool,
) -> dict[str, Any]:
    """The cut of a scope by its reference; without ``at`` of the last whole quarter."""
    scope = Scope(
        programme=_one(Programme, programme) if programme else None,
        organisation=_one(Organisation, organisation) if organisation else None,
    )
    day = at or quarter_end(timezone.localdate())
    if day > timezone.localdate():
        raise CommandError(f"--at {day} has not come yet.")
    if since and since > day:
        raise CommandError(f"--since {since} is after the cut on {day}.")
    named = scope.programme or scope.organisation
    found = cut(log_of_scope(scope), at=day, since=since, audience=audience, resample=resample)
    return {"of": named.name if named else "the whole service", **found}


def log_of_scope(scope: Scope) -> Log:
    """The scope's events."""
    return log_from(*events_of(scope).parts)


def _one(model: type[Model], reference: str) -> Any:
    found = model.objects.filter(reference=reference).first()  # type: ignore[attr-defined]
    if found is None:
        name = model._meta.verbose_name
        raise CommandError(f"There is no {name} with the reference {reference}.")
    return found
