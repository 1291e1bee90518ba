"""The fair plan: objectives in order, under limits, each proven or with its bound."""

from collections.abc import Sequence

from permeate.core.matching.rounds.contradiction import explain
from permeate.core.matching.rounds.flow import InfeasibleError, plan_by_flow
from permeate.core.matching.rounds.repair import OutOfTimeError, plan_by_programme
from permeate.core.matching.rounds.wanted import Plan, Wanted
from permeate.core.refusals import Refused


def fair_plan(wanted: Wanted, time_limit: float = 60.0, names: Sequence[str] = ()) -> Plan:
    """The best plan by the objectives in their order; Refused where limits contradict.

    A flow where limits nest, linear programmes else. The same plan on every run unless the
    time ran out. ``names`` are the places’, for the refusal.
    """
    try:
        return plan_by_flow(wanted) or plan_by_programme(wanted, time_limit)
    except InfeasibleError as error:
        raise Refused(explain(wanted, names)) from error
    except OutOfTimeError as error:
        raise Refused(
            f"No plan was found in {time_limit:g} seconds, and none was shown not to exist. "
            "Give it more time, or loosen the targets."
        ) from error
