"""Exact amounts become pennies once, half up; parts of a rounded sum add up to it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

ZERO = Decimal("0.00")


def pennies(exact: Fraction | Decimal | int) -> Decimal:
    """Pounds with two places, half up; a negative amount rounds as its positive twin."""
    exact = Fraction(exact)
    whole = int(abs(exact) * 100 + Fraction(1, 2))
    return Decimal(whole if exact >= 0 else -whole).scaleb(-2)


def spread(total: Decimal, exact: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """Parts of a rounded total that add up to it; the largest remainders get the odd pennies.

    ``exact`` are the parts before rounding, whose sum rounds to ``total``; none is negative.
    """
    floors = {name: int(amount * 100) for name, amount in exact.items()}
    left = int(total * 100) - sum(floors.values())
    by_rest = sorted(exact, key=lambda name: floors[name] - exact[name] * 100)
    for name in by_rest[:left]:
        floors[name] += 1
    return {name: Decimal(floor).scaleb(-2) for name, floor in floors.items()}


def steps(exact: Sequence[Fraction]) -> list[Decimal]:
    """Each amount as the growth of the rounded running sum, so that they add up exactly."""
    found, running, given = [], Fraction(0), ZERO
    for amount in exact:
        running += amount
        found.append(pennies(running) - given)
        given += found[-1]
    return found
