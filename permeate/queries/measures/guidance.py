"""Statements of guidance and the practices behind them as events.

A link belongs to a statement's text, so to the same statement of each version it is in.
"""

from array import array
from collections import defaultdict

from django.db.models import QuerySet

from permeate.core.ledger_words import Support
from permeate.models import ProvenanceLink, Statement
from permeate.queries.measures.columns import Rows, Seconds, code, columns_of
from permeate.queries.measures.learning import unit
from permeate.queries.measures.scope import Scope


def guidance(scope: Scope) -> dict[str, Rows]:
    """Statements, accepted links and settled contradictions of the organisation's guidance."""
    statements = Statement.objects.all()
    links = ProvenanceLink.objects.filter(accepted=True)
    if scope.organisation:
        statements = statements.filter(version__guidance__organisation=scope.organisation)
        links = links.filter(guidance__organisation=scope.organisation)
    if scope.programme:
        statements, links = statements.none(), links.none()
    published = columns_of(
        statements,
        ordinal="id",
        statement="id",
        guidance="version__guidance_id",
        version="version__number",
        second=Seconds("version__published_at"),
    )
    return {"STATEMENT_PUBLISHED": Rows(published), **_links(statements, links)}


def _links(statements: QuerySet, links: QuerySet) -> dict[str, Rows]:
    of_text = defaultdict(list)
    rows = statements.order_by().values_list("version__guidance_id", "hash", "id")
    for guidance_id, text, number in rows:
        of_text[guidance_id, text].append(number)
    names = ("ordinal", "link", "statement", "practice", "relation", "second")
    accepted = {name: array("q") for name in names}
    settled = {name: array("q") for name in ("ordinal", "link", "second")}
    asked = links.order_by("id").values_list(
        "guidance_id", "statement_hash", unit("practice"), code("role", Support),
        Seconds("judged_at"), Seconds("resolved_at"),
    )  # fmt: skip
    for guidance_id, text, practice, relation, at, resolved in asked:
        for statement in of_text[guidance_id, text]:
            number = len(accepted["link"])
            values = number, number, statement, practice, relation, at
            for column, value in zip(accepted.values(), values, strict=True):
                column.append(value)
            if resolved is not None:
                for column, value in zip(settled.values(), (number, number, resolved), strict=True):
                    column.append(value)
    return {"LINK_ACCEPTED": Rows(accepted), "CONTRADICTION_RESOLVED": Rows(settled)}
