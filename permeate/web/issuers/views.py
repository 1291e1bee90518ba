"""What a verifier fetches: DID documents and status lists, readable from any site."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone

from permeate.actions.status_lists import published
from permeate.core.refusals import Refused
from permeate.models.credentials import SERVICE
from permeate.queries import issuers
from permeate.web import gates

MINUTES = 10  # how long a proxy may keep an answer


@gates.public("public keys, for whoever checks a credential")
def service_document(request: HttpRequest) -> JsonResponse:
    return _document(SERVICE)


@gates.public("public keys, for whoever checks a credential")
def issuer_document(request: HttpRequest, issuer: str) -> JsonResponse:
    return _document(issuer)


@gates.public("which credentials were revoked, as numbers that name nobody")
def status_list(request: HttpRequest, issuer: str, number: int) -> JsonResponse:
    listed = issuers.status_lists(issuer).filter(number=number).first()
    if listed is None:
        raise Http404
    try:
        return _answer(published(listed, now=timezone.now()), "application/vc")
    except Refused as refusal:
        return JsonResponse({"error": refusal.reason}, status=503)


def _document(issuer: str) -> JsonResponse:
    document = issuers.document(issuer)
    if document is None:
        raise Http404
    return _answer(document, "application/did+json")


def _answer(value: Any, content_type: str) -> JsonResponse:
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": f"public, max-age={MINUTES * 60}",
    }
    return JsonResponse(
        value, content_type=content_type, headers=headers, json_dumps_params={"ensure_ascii": False}
    )
