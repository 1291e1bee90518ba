"""What an answer means, in words for somebody who runs a programme."""

from collections.abc import Iterator

from permeate.core.matching.rings.portfolio import Outcome
from permeate.core.matching.rings.problem import Caps


def explained(outcome: Outcome, caps: Caps, releases: int) -> Iterator[str]:
    """Sentences: how many are placed, how sure that is the most, and what the caps cost."""
    rings, value = outcome.rings, outcome.rings.value
    yield (
        f"{value} of {releases} releases receive somebody, in {_count(len(rings.cycles), 'cycle')}"
        f" and {_count(len(rings.chains), 'chain')}."
    )
    if outcome.proven:
        yield "No choice of rings within the caps places more."
    else:
        yield (
            f"No choice of rings within the caps places more than {outcome.bound}; whether "
            f"{value} can be exceeded is open. A longer time limit may settle it."
        )
    yield _price(outcome, caps)


def _price(outcome: Outcome, caps: Caps) -> str:
    """What the caps cost: rings are short so that fewer people can break them."""
    spared = outcome.any_length - outcome.rings.value
    limits = f"{caps.cycle} in a cycle and {caps.chain} in a chain"
    if not spared:
        return f"The caps of {limits} cost nothing: rings of any length place as many."
    return (
        f"With rings of any length {outcome.any_length} could be placed: the caps of {limits} "
        f"cost at most {spared}."
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
