"""Reads of the history, in its order and in one consistent look."""

from collections.abc import Iterator

from permeate.models import AuditEvent

Columns = tuple[int, object, str, str, str, str, list[str], dict, str, str]


def chain() -> Iterator[Columns]:
    """Rows as (sequence, at, event, actor, subject type, subject, organisations, facts,
    previous, digest), oldest first, without holding them all in memory."""
    return (
        AuditEvent.objects.order_by("sequence")
        .values_list(
            "sequence",
            "at",
            "event",
            "actor",
            "subject_type",
            "subject",
            "organisations",
            "facts",
            "previous",
            "digest",
        )
        .iterator(chunk_size=5000)
    )
