"""What a verifier already trusts or holds: DID documents and status lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from permeate.core.credentials import dids, status
from permeate.core.refusals import Refused


@dataclass(frozen=True)
class Trust:
    """DID documents by DID; status lists by address, several where several are held."""

    documents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    lists: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)

    def with_more(self, values: Iterable[Any]) -> "Trust":
        """The same with other JSON values sorted in by what they are.

        A value is a DID document, the answer of a DID resolver, a status list or a list of
        these; anything else is left out. Refused where two documents of one DID differ.
        """
        documents, lists = dict(self.documents), dict(self.lists)
        for value in _flat(values):
            if dids.is_document(value):
                if documents.setdefault(value["id"], value) != value:
                    raise Refused(f"There are two different documents of {value['id']}.")
            elif status.is_list(value):
                name = str(value.get("id"))
                lists[name] = (*lists.get(name, ()), value)
        return Trust(documents, lists)


def _flat(values: Iterable[Any]) -> Iterable[Any]:
    for value in values:
        if isinstance(value, list):
            yield from value
        elif isinstance(value, dict) and dids.is_document(value.get("didDocument")):
            yield value["didDocument"]
        else:
            yield value
