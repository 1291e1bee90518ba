"""What is known of an activity as one whole number, so that a scheme can mask what it asks.

The lowest bits say which known type it is (0 for any other), the others whether each predicate
holds or may hold and which fields are filled.
"""

from collections.abc import Iterable

from permeate.core.cpd.vocabulary import FIELDS, PREDICATES, TYPES

TYPE_BITS = 8
TYPE_MASK = (1 << TYPE_BITS) - 1
TYPE_NUMBERS = {name: at for at, name in enumerate(TYPES, start=1)}
_places: dict[str, int] = {}


def register(names: Iterable[str]) -> None:
    """Give predicates their places; a scheme's own are registered when it is read."""
    for name in names:
        _places.setdefault(name, TYPE_BITS + len(FIELDS) + 2 * len(_places))


register(PREDICATES)
FIELD_BITS = {name: 1 << (TYPE_BITS + at) for at, name in enumerate(FIELDS)}


def bits_of(type_: str, yes: Iterable[str], maybe: Iterable[str], fields: Iterable[str]) -> int:
    """The number; a predicate that no scheme knows leaves no trace."""
    number = TYPE_NUMBERS.get(type_, 0)
    for name in fields:
        number |= FIELD_BITS[name]
    for name in yes:
        if name in _places:
            number |= 1 << _places[name]
    for name in maybe:
        if name in _places:
            number |= 2 << _places[name]
    return number


def mask_of(predicates: Iterable[str]) -> int:
    """A mask over type, fields and these predicates."""
    mask = TYPE_MASK | sum(FIELD_BITS.values())
    for name in predicates:
        mask |= 3 << _places[name]
    return mask
