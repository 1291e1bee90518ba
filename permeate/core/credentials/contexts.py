"""The JSON-LD contexts that a credential may name: those handed in, and no other."""

from collections.abc import Mapping
from typing import Any, NoReturn

from pyld.context_resolver import ContextResolver
from pyld.resolved_context import ResolvedContext

from permeate.core.refusals import Refused

VC1 = "https://www.w3.org/2018/credentials/v1"
VC2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


class Contexts:
    """Context documents by address, processed once and kept for every later document."""

    def __init__(self, documents: Mapping[str, Any]) -> None:
        self._documents = documents
        self.resolver = _Resolver(self.load)

    @property
    def names(self) -> list[str]:
        """The addresses of all of them."""
        return sorted(self._documents)

    def resolver_for(self, document: Any) -> ContextResolver:
        """The kept resolver; for a document that brings a context of its own, a new one."""
        try:
            self.check(document)
        except Refused:
            return ContextResolver({}, self.load)
        return self.resolver

    def load(self, address: str, _options: Any = None) -> dict[str, Any]:
        """The document at that address as pyld wants it; Refused, naming it, for any other."""
        if address not in self._documents:
            self.refuse(address)
        return {
            "contextUrl": None,
            "documentUrl": address,
            "document": self._documents[address],
            "contentType": "application/ld+json",
            "tag": "static",
        }

    def refuse(self, context: Any) -> NoReturn:
        """Say that this context is none of those handed in."""
        named = context if isinstance(context, str) else "one written into the document"
        raise Refused(
            f"The context {str(named)[:200]} is not bundled with Permeate: what its terms mean "
            "cannot be known without fetching it, so nothing that uses it is accepted."
        )

    def check(self, value: Any) -> None:
        """Refuse any context in a document, also a nested one, that is not an address known."""
        if isinstance(value, list):
            for one in value:
                self.check(one)
        elif isinstance(value, dict):
            if "@context" in value:
                self._check_named(value["@context"])
            for name, one in value.items():
                if name != "@context":
                    self.check(one)

    def _check_named(self, context: Any) -> None:
        named = context if isinstance(context, list) else [context]
        for number, one in enumerate(named):
            if one in named[:number]:
                raise Refused(f"The context {str(one)[:200]} is named twice.")
            if not isinstance(one, str) or one not in self._documents:
                self.refuse(one)


class _Resolver(ContextResolver):  # type: ignore[misc]
    """Keeps what pyld resolves for as long as the process runs.

    pyld finds a scoped context again by writing it out as canonical JSON; the bundled ones are
    the same objects each time, so their identity is enough, and several times faster.
    """

    def __init__(self, load: Any) -> None:
        super().__init__({}, load)
        self._scoped: dict[int, tuple[Any, list[ResolvedContext]]] = {}

    def resolve(self, active: Any, context: Any, base: str, cycles: Any = None) -> Any:
        if not isinstance(context, dict) or "@context" in context:
            return super().resolve(active, context, base, cycles)
        kept = self._scoped.get(id(context))
        if kept is None or kept[0] is not context:
            kept = (context, [ResolvedContext(context)])
            self._scoped[id(context)] = kept
        return kept[1]
