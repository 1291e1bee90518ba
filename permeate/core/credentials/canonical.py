"""The one form that is signed: a document as RDF, written in canonical order (RDFC-1.0).

The signature covers the RDF and people read the JSON, so a document of which expansion would
drop, merge or rename anything is refused here: what is signed is all that is there.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pyld.canon import URDNA2015
from pyld.context_resolver import ContextResolver
from pyld.jsonld import JsonLdError, JsonLdProcessor

from permeate.core.credentials.contexts import Contexts
from permeate.core.credentials.covered import check_expanded, check_names, check_plain
from permeate.core.refusals import Refused

MAX_ALIKE = 5  # nameless things that nothing but their neighbours tells apart


def canonical(document: Mapping[str, Any], contexts: Contexts) -> str:
    """The canonical N-Quads of a JSON-LD document.

    Refused, saying what, where a context is not bundled or a part would not be covered.
    """
    contexts.check(document)
    check_plain(document)
    with _in_words():
        dataset = _Processor().to_rdf(document, _options(contexts, contexts.resolver))
        text: str = _Bounded().main(dataset, {"format": "application/n-quads"})
    return text


def check_terms(document: Mapping[str, Any], contexts: Contexts) -> None:
    """Refuse a document whose contexts contradict each other, or leave a type or id undefined.

    Here a context may also be written into the document; it is not kept.
    """
    with _in_words():
        options = _options(contexts, contexts.resolver_for(document))
        check_names(JsonLdProcessor().expand(document, options))


def _options(contexts: Contexts, resolver: ContextResolver) -> dict[str, Any]:
    return {
        "base": "",
        "contextResolver": resolver,
        "documentLoader": contexts.load,
        "extractAllScripts": False,
    }


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except JsonLdError as error:
        raise Refused(_reason(error)) from error
    except RecursionError as error:
        raise Refused("This is nested too deeply to be a credential.") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        # What pyld does not foresee in a stranger's document is the document's fault.
        raise Refused("This is not a document that JSON-LD can read.") from error


class _Processor(JsonLdProcessor):  # type: ignore[misc]
    """Refuses what it would drop silently."""

    def __init__(self) -> None:
        super().__init__(on_property_dropped=self._refuse)

    @staticmethod
    def _refuse(name: str | None) -> None:
        what = f"“{name}”" if name else "A term"
        raise Refused(f"{what} has no meaning in the contexts named: it would not be signed.")

    def expand(self, document: Any, options: Any) -> Any:
        expanded = super().expand(document, options)
        check_expanded(expanded)
        return expanded


class _Bounded(URDNA2015):  # type: ignore[misc]
    """Refuses a document built so that putting it in order would take for ever."""

    def hash_n_degree_quads(self, identifier: Any, issuer: Any) -> Any:
        alike = sum(map(len, self.hash_to_blank_nodes.values()))
        if alike > MAX_ALIKE:
            raise Refused(
                f"{alike} parts without an id cannot be told apart: give each an id of its own."
            )
        return super().hash_n_degree_quads(identifier, issuer)


def _reason(error: JsonLdError) -> str:
    """What JSON-LD says, without its class; a refusal underneath is the better reason."""
    cause: BaseException | None = error
    innermost = error
    while cause is not None:
        if isinstance(cause, Refused):
            return cause.reason
        if isinstance(cause, JsonLdError):
            innermost = cause
        cause = cause.__cause__
    return f"JSON-LD refuses it: {str(innermost.args[0]).rstrip('.')}."
