"""Proof, just before a signature, that the person at the keyboard is the one signed in."""

from enum import Enum

from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    get_reauthentication_flows,
)
from allauth.core import ratelimit
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from permeate.core.refusals import Refused


class Proof(Enum):
    """How somebody shows that it is them."""

    PASSWORD = "password"  # noqa: S105  typed with the signature
    GIVEN = "given"  # by passkey or second factor, some minutes ago
    WANTED = "wanted"  # by passkey or second factor, first
    IMPOSSIBLE = "impossible"  # nothing is set up


def proof_of(request: HttpRequest) -> Proof:
    """What this person has to do, or has done, before they can sign."""
    if request.user.has_usable_password():
        return Proof.PASSWORD
    if not get_reauthentication_flows(request.user):
        return Proof.IMPOSSIBLE
    return Proof.GIVEN if did_recently_reauthenticate(request) else Proof.WANTED


def where_to_prove(request: HttpRequest) -> str:
    """Address that asks for a passkey or second factor and comes back here."""
    types = [
        kind for flow in get_reauthentication_flows(request.user) for kind in flow.get("types", ())
    ]
    name = "mfa_reauthenticate_webauthn" if "webauthn" in types else "mfa_reauthenticate"
    return f"{reverse(name)}?{urlencode({'next': request.path})}"


def check_proof(request: HttpRequest, password: str) -> None:
    """Refused unless the password is right, or a passkey was used minutes ago.

    Guessing is limited like everywhere else passwords are asked for.
    """
    proof = proof_of(request)
    if proof is Proof.PASSWORD:
        if not ratelimit.consume(request, action="reauthenticate", user=request.user):
            raise Refused("Too many tries. Wait a minute, then sign.", field="password")
        if not request.user.check_password(password):
            raise Refused("The password is not right. Try again.", field="password")
    elif proof is not Proof.GIVEN:
        raise Refused("First confirm that it is you, then sign.")
