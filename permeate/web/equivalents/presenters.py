"""How an equivalent reads: the role, never the name."""

from typing import Any

from permeate.core.vocabulary import LABELS, PROFESSIONS, Sector
from permeate.models import Membership
from permeate.queries.equivalents import Equivalent
from permeate.web.equivalents.forms import WantedForm
from permeate.web.presenting import label


def understood(form: WantedForm) -> dict[str, str]:
    """The answers that make sense; a word for a sector that is none is left out."""
    form.is_valid()
    return {name: form.cleaned_data.setdefault(name, "") for name in form.fields}


def role(membership: Membership) -> str:
    """``Housing officer at Loamshire Council``."""
    return f"{membership.job_title or 'Somebody'} at {membership.organisation.name}"


def result(one: Equivalent) -> dict[str, Any]:
    membership = one.membership
    organisation = membership.organisation
    region = label(organisation.region) if organisation.region else ""
    where = [organisation.name, LABELS[Sector(organisation.sector)], region]
    work = [membership.team, PROFESSIONS.get(membership.profession, membership.profession)]
    return {
        "reference": membership.reference,
        "role": membership.job_title or "Job title not given",
        "organisation": organisation.name,
        "where": [part for part in where if part],
        "work": [part for part in work if part],
        "note": membership.shadowing_note,
        "why": ", ".join(one.like.reasons).capitalize(),
    }
