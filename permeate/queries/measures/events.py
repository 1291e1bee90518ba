"""Everything that measures count, of one scope."""

from dataclasses import dataclass, field
from typing import Any

from permeate.models import Organisation
from permeate.queries.measures import adoptions, guidance, learning, people, ratings
from permeate.queries.measures.columns import Rows
from permeate.queries.measures.scope import Scope


@dataclass
class Events:
    """Columns by kind of event, and words by number for what has a name."""

    tables: dict[str, Rows]
    names: dict[str, dict[int, str]] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[dict[str, Any], dict[tuple[str, str], Any], dict[str, dict[int, str]]]:
        """Columns, lists and names, as the core takes them."""
        lists = {
            (kind, name): pair
            for kind, one in self.tables.items()
            for name, pair in one.lists.items()
        }
        return {kind: one.columns for kind, one in self.tables.items()}, lists, self.names


def events_of(scope: Scope) -> Events:
    """Read them; a fixed number of queries, rows as they come."""
    topics: dict[str, int] = {}
    units: dict[str, int] = {}
    tables = {
        "ORGANISATION_DESCRIBED": people.organisations(scope),
        **people.placements(scope),
        **people.prompts(scope),
        "ENTRY_RECORDED": learning.entries(scope),
        "PRACTICE_WRITTEN": learning.practices(scope, topics),
        "SHARED": learning.shares(scope),
        "ACKNOWLEDGED": learning.acknowledgements(scope),
        "DECIDED": learning.decisions(scope),
        "ADOPTED": adoptions.adoptions(scope),
        "IN_USE_CHECKED": adoptions.checks(scope),
        "OUTCOME_RECORDED": adoptions.outcomes(scope, units),
        **guidance.guidance(scope),
        "RATED": ratings.ratings(scope),
    }
    names = {
        "organisation": dict(Organisation.objects.order_by().values_list("id", "name")),
        "topic": {number: word for word, number in topics.items()},
        "unit": {number: word for word, number in units.items()},
    }
    return Events(tables, names)
