"""No link to a person and no text goes without a word on whose it is and when it goes."""

from django.apps import apps
from django.db import models

from permeate.core.impersonal import IMPERSONAL
from permeate.core.personal_data import ACTED, SUBJECTS
from permeate.models import Person

TEXTS = (models.CharField, models.TextField, models.JSONField)
HOW = (
    "Say in permeate/core/personal_data.py what it is: in SUBJECTS (about or by a person: what "
    "erasure does to it) or in ACTED (somebody acted for an organisation); or in "
    "permeate/core/impersonal.py."
)


def tables():
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy:
            label = model._meta.app_label
            prefix = "" if label == "permeate" else f"{label}."
            yield f"{prefix}{model.__name__}", model


def texts():
    for table, model in tables():
        for field in model._meta.concrete_fields:
            if isinstance(field, TEXTS) and not field.choices and field.name != "reference":
                yield table, field.name


def links():
    for table, model in tables():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Person:
                yield table, field.name


def test_every_link_to_a_person_is_classified() -> None:
    owned = {f"{subject.table}.{subject.owner}" for subject in SUBJECTS}
    known = owned | set(ACTED)
    unknown = {f"{table}.{name}" for table, name in links()} - known
    assert unknown == set(), HOW


def test_every_text_is_classified() -> None:
    deleted = {subject.table for subject in SUBJECTS if subject.deleted}
    known = {
        f"{subject.table}.{name}"
        for subject in SUBJECTS
        for name in (*subject.erased, *subject.kept)
    }
    unknown = (
        {f"{table}.{name}" for table, name in texts() if table not in deleted} - known - IMPERSONAL
    )
    assert unknown == set(), HOW


def test_nothing_is_classified_that_is_not_there() -> None:
    there = {f"{table}.{field.name}" for table, model in tables() for field in model._meta.fields}
    named = {
        f"{subject.table}.{name}"
        for subject in SUBJECTS
        for name in (*subject.erased, *subject.kept, *subject.hidden)
    }
    assert (named | set(ACTED) | IMPERSONAL) - there == set()


def test_a_text_that_stays_in_one_way_of_owning_is_said_for_each() -> None:
    """A table that two people own in different ways lists the same fields for both."""
    for subject in SUBJECTS:
        if not subject.deleted:
            texts_of = {name for table, name in texts() if table == subject.table}
            assert texts_of <= {*subject.erased, *subject.kept}, subject
