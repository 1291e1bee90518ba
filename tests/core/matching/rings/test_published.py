"""Published instances: each to its optimum, proven, with a certificate that holds."""

import pytest

from permeate.cli.matching.ring_files.reading import read_rings
from permeate.core.matching.rings.control import Control
from permeate.core.matching.rings.portfolio import solve
from permeate.core.matching.rings.problem import Caps
from tests.core.matching.rings.test_solving import check
from tests.instances import instance_file, optima, real_instances

pytestmark = [pytest.mark.once, real_instances]


@pytest.mark.parametrize(("name", "cycle", "chain"), optima())
def test_published_optimum(name, cycle, chain) -> None:
    graph = read_rings(instance_file(name)).graph
    outcome = solve(graph, Caps(cycle, chain), Control())
    assert outcome.rings.value == outcome.bound
    assert outcome.rings.value >= optima()[name, cycle, chain]
    verdict = check(graph, Caps(cycle, chain), outcome)
    assert verdict.faults == verdict.unproven == []
