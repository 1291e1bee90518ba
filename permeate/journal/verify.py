"""Whether the history is whole: nothing changed, removed, put in another order or cut off."""

from pathlib import Path

from django.conf import settings

from permeate.journal.chain import Fault, Link, faults
from permeate.journal.record import read_head
from permeate.models import HistoryHead
from permeate.queries.history import chain


class NoHead(Exception):
    """There is no head outside the database to compare the history's end with."""


def verify_history(file: Path | None = None) -> tuple[int, list[Fault]]:
    """(how many events were read, faults in order of place).

    The end is compared with the head in ``file`` (by default the settings' file), which
    is written after each commit. NoHead where the history has events and the file is
    missing; ValueError where the file is not a head.
    """
    head = read_head(file)
    count = 0
    last = ""

    def rows():
        nonlocal count, last
        for *content, previous, digest in chain():
            count += 1
            last = digest
            yield Link(*content), previous, digest

    found = list(faults(rows(), head=head))
    if count and head is None:
        raise NoHead(
            f"There is no head in {file or settings.HISTORY_HEAD_FILE}, so a tail cut off would "
            "not be found. Give the file that was kept outside the database with --head."
        )
    stored = HistoryHead.objects.filter(id=1).first()
    if stored and (stored.sequence, stored.digest) != (count, last) and not found:
        found.append(Fault(stored.sequence, "is where the table of the head says it ends"))
    return count, found
