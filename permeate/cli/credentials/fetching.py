"""What is not held is fetched: DID documents and status lists, over https, without redirects."""

import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from permeate.core.credentials import dids, form
from permeate.core.credentials.reading import MAX_BYTES, as_list, read_json
from permeate.core.credentials.trust import Trust
from permeate.core.refusals import Refused

SECONDS = 10
MAX_FETCHES = 20


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


OPENER = urllib.request.build_opener(_NoRedirects)


def fetch_missing(credentials: Iterable[Any], trust: Trust) -> tuple[Trust, list[str]]:
    """What the credentials name and ``trust`` lacks, and why something could not be had."""
    values, problems = [], []
    for number, address in enumerate(dict.fromkeys(_addresses(credentials, trust))):
        if number == MAX_FETCHES:
            break
        try:
            values.append(read_json(_get(address)))
        except Refused as refusal:
            problems.append(f"{address}: {refusal.reason}")
    try:
        return Trust().with_more(values), problems
    except Refused as refusal:
        return Trust(), [*problems, refusal.reason]


def _addresses(credentials: Iterable[Any], trust: Trust) -> Iterator[str]:
    for one in credentials:
        if not isinstance(one, dict):
            continue
        methods = [
            str(proof.get("verificationMethod", "")).partition("#")[0]
            for proof in as_list(one.get("proof"))
            if isinstance(proof, dict)
        ]
        for did in {form.issuer_id(one), *methods} - set(trust.documents):
            if dids.WEB.fullmatch(did):
                yield dids.web_address(did)
        for entry in as_list(one.get("credentialStatus")):
            address = entry.get("statusListCredential") if isinstance(entry, dict) else None
            if isinstance(address, str) and address not in trust.lists:
                yield address


def _get(address: str) -> bytes:
    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in dids.LOCAL
    if parts.scheme != "https" and not local:
        raise Refused("it is not an https address, so it was not fetched.")
    request = urllib.request.Request(address, headers={"Accept": "application/json"})  # noqa: S310
    try:
        with OPENER.open(request, timeout=SECONDS) as answer:
            data: bytes = answer.read(MAX_BYTES + 1)
            return data
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise Refused(f"it could not be fetched ({getattr(error, 'reason', error)}).") from error
