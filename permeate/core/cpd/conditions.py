"""Conditions over an activity, answered no, perhaps or yes (Kleene's three values).

An atom is a predicate's name, ``type:NAME`` or ``has:FIELD``; alternatives are joined by ``|``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from permeate.core.cpd.vocabulary import FIELDS, missing_words, type_words

NO, PERHAPS, YES = 0, 1, 2
Lookup = Callable[[str], int]


@dataclass(frozen=True)
class Condition:
    """Holds where all of ``every``, at least one of ``some`` (if any) and none of ``none`` do."""

    every: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    @property
    def atoms(self) -> tuple[str, ...]:
        """Everything it looks at, alternatives apart."""
        joined = (*self.every, *self.some, *self.none)
        return tuple(atom for one in joined for atom in one.split("|"))


ALWAYS = Condition()


def answer(condition: Condition, lookup: Lookup) -> int:
    """NO, PERHAPS or YES, where ``lookup`` answers each atom."""
    worth = min((_either(atom, lookup) for atom in condition.every), default=YES)
    if condition.some:
        worth = min(worth, max(_either(atom, lookup) for atom in condition.some))
    return min(worth, *(YES - _either(atom, lookup) for atom in condition.none), YES)


def _either(atom: str, lookup: Lookup) -> int:
    return max(lookup(one) for one in atom.split("|"))


def failing(condition: Condition, lookup: Lookup, below: int = YES) -> list[str]:
    """In words, what to do about each part that is answered less than ``below``."""
    told = [to_do(atom) for atom in condition.every if _either(atom, lookup) < below]
    if condition.some and max(_either(atom, lookup) for atom in condition.some) < below:
        told.append(to_do("|".join(condition.some)))
    told += [not_to_be(atom) for atom in condition.none if YES - _either(atom, lookup) < below]
    return told


def to_do(atom: str) -> str:
    """What makes an atom hold, in words."""
    return " or ".join(_to_do(one) for one in atom.split("|"))


def _to_do(atom: str) -> str:
    kind, _, name = atom.rpartition(":")
    if kind == "has":
        return FIELDS[name]
    if kind == "type":
        return f"add a record of the type “{type_words(name).lower()}”"
    return missing_words(name)


def not_to_be(atom: str) -> str:
    """Why an atom that must not hold stands in the way, in words."""
    kind, _, name = atom.rpartition(":")
    if kind == "type":
        return f"“{type_words(name).lower()}” is not of this sort"
    return f"it must not be “{name.replace('-', ' ')}”"


def names_of(atoms: Iterable[str], kind: str) -> set[str]:
    """The names that atoms of this kind (``type``, ``has`` or none) mention."""
    found = (atom.rpartition(":") for one in atoms for atom in one.split("|"))
    return {name for of, _, name in found if of == kind}
