"""An organisation's own scale of grades, each step mapped to a common band."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from permeate.core.refusals import Refused, refuse_all
from permeate.core.vocabulary import GradeBand

MAX_GRADES = 40


@dataclass(frozen=True)
class GradeRow:
    """One row of the form: the stored grade's id (None for a new one), name and band."""

    id: int | None
    name: str
    band: str


def check_scale(rows: Sequence[GradeRow], held: Mapping[int, int]) -> list[GradeRow]:
    """The rows that stay, lowest first; ``held`` counts the people at each grade now.

    A row without a name is removed. Refused, at fields ``name_<n>`` and ``band_<n>``
    counted from 0, for a missing band, a name used twice, or the removal of a grade that
    people hold.
    """
    kept, refusals = [], []
    seen: set[str] = set()
    for number, row in enumerate(rows):
        refusal = _fault(number, row, held, seen)
        if refusal:
            refusals.append(refusal)
        elif row.name:
            kept.append(row)
            seen.add(row.name.casefold())
    if len(kept) > MAX_GRADES:
        refusals.append(Refused(f"A scale has {MAX_GRADES} grades at most."))
    refuse_all(refusals)
    return kept


def _fault(number: int, row: GradeRow, held: Mapping[int, int], seen: set[str]) -> Refused | None:
    if not row.name:
        people = held.get(row.id or 0, 0)
        if people:
            return Refused(
                f"{people} {'person has' if people == 1 else 'people have'} this grade. Rename "
                "it, or give them another grade before you remove it.",
                field=f"name_{number}",
            )
        return None
    if row.name.casefold() in seen:
        return Refused(f"“{row.name}” is there twice.", field=f"name_{number}")
    if row.band not in set(GradeBand):
        return Refused(f"Select the band of {row.name}.", field=f"band_{number}")
    return None
