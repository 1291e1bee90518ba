"""Storing a cut of measures."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import rfc8785
from django.db import IntegrityError, transaction

from permeate.core.events import Event
from permeate.journal.record import record, write
from permeate.models import MeasureCut, Organisation, Programme


@write
def store_cut(
    *,
    content: Mapping[str, Any],
    organisation: Organisation | None = None,
    programme: Programme | None = None,
    now: datetime,
) -> MeasureCut | None:
    """Keep a cut once; None where there is one of the same scope and day already."""
    try:
        with transaction.atomic():
            cut = MeasureCut.objects.create(
                organisation=organisation,
                programme=programme,
                at=date.fromisoformat(content["at"]),
                since=date.fromisoformat(content["since"]),
                content=content,
                digest=sha256(rfc8785.dumps(content)).hexdigest(),
                computed_at=now,
            )
    except IntegrityError:
        return None
    scope = [organisation] if organisation else []
    record(Event.CUT_STORED, cut, by=None, now=now, organisations=scope, at=content["at"])
    return cut
