"""`permeate match check` of a round's result."""

from collections.abc import Mapping
from typing import Any

from permeate.cli.matching.round_files.reading import read_round
from permeate.core.matching.rounds.reporting import fingerprint
from permeate.core.matching.rounds.verdict import faults_of


def check_round(answer: Mapping[str, Any], options: Mapping[str, Any]) -> list[str]:
    """What does not hold of the result, from the files it was made from."""
    asked = read_round(options)
    try:
        faults = faults_of(asked, answer, options["time_limit"])
        inputs = answer["certificate"]["inputs"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return [f"The result is not whole: {error!r}."]
    if inputs != fingerprint(asked):
        faults.insert(0, "The result was made from other inputs (its fingerprint differs).")
    return faults
