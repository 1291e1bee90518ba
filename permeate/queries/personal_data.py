"""Everything the service holds on one person, and what of it a dated rule keeps."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.db.models import Model, Q, QuerySet

from permeate.core.personal_data import ACTED, SUBJECTS, Subject
from permeate.core.retention import AGREEMENT_WHY, Kept, years_after
from permeate.models import Agreement, AuditEvent, Organisation, Person


def table(name: str) -> type[Model]:
    """The model named as in ``core.personal_data``."""
    app, _, model = name.rpartition(".")
    return apps.get_model(app or "permeate", model)


def rows_of(subject: Subject, person: Person) -> QuerySet:
    """The rows of this table that are the person's."""
    return table(subject.table).objects.filter(**{subject.owner: person.pk})


def everything_about(person: Person) -> dict[str, Any]:
    """Plain values for JSON: what is the person's, where they acted, and their history."""
    return {
        "yours": {subject.what: _plain_rows(subject, person) for subject in SUBJECTS},
        "where_you_acted": _where_acted(person),
        "history": [
            {
                "at": event.at,
                "what": event.event,
                "on": event.subject_type,
                "reference": event.subject,
            }
            for event in AuditEvent.objects.filter(actor=person.reference)
        ],
    }


def _plain_rows(subject: Subject, person: Person) -> list[dict[str, Any]]:
    model = table(subject.table)
    fields = [f for f in model._meta.concrete_fields if f.name not in subject.hidden]
    names = {field.attname: field.name for field in fields}
    return [
        {names[key]: value for key, value in row.items()}
        for row in rows_of(subject, person).order_by("pk").values(*names)
    ]


def _where_acted(person: Person) -> dict[str, list[str]]:
    found = {}
    for link, words in ACTED.items():
        name, _, field = link.rpartition(".")
        model = table(name)
        has_reference = any(one.name == "reference" for one in model._meta.concrete_fields)
        column = "reference" if has_reference else "pk"
        rows = model.objects.filter(**{field: person.pk}).order_by("pk")
        found[words] = [str(value) for value in rows.values_list(column, flat=True)]
    return found


def addresses_of(person: Person) -> list[str]:
    """Every address the person has given, the main one first."""
    others = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return list(dict.fromkeys([person.email, *others]))


def agreements_naming(person: Person) -> QuerySet[Agreement]:
    """Agreements in which the person is a party, manages, wrote or signed."""
    return (
        Agreement.objects.filter(
            Q(placement__participant=person)
            | Q(placement__home_manager=person)
            | Q(placement__host_manager=person)
            | Q(versions__written_by=person)
            | Q(versions__signatures__signed_by=person)
        )
        .select_related("placement__opportunity", "placement__home", "placement__host")
        .distinct()
    )


def keep_until(agreement: Agreement) -> date:
    """Until when a signed agreement keeps its names."""
    placement = agreement.placement
    return years_after(placement.ended_on or placement.ends_on, settings.KEEP_AGREEMENTS_YEARS)


def kept_by_rule(person: Person, *, today: date) -> list[Kept]:
    """The signed agreements that would keep the person's name, with their dates."""
    return [
        Kept(_named(agreement), keep_until(agreement), AGREEMENT_WHY)
        for agreement in agreements_naming(person)
        if agreement.signed_at and keep_until(agreement) >= today
    ]


def _named(agreement: Agreement) -> str:
    placement = agreement.placement
    return (
        f"The signed agreement on “{placement.opportunity.title}” between "
        f"{placement.home.name} and {placement.host.name}"
    )


def organisations_of(person: Person) -> Iterable[Organisation]:
    """Where the person belongs now."""
    return Organisation.objects.filter(memberships__person=person, memberships__ended_at=None)
