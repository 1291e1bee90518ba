"""The verdict on a credential: is it intact, whose is it, was it revoked, has it expired."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from permeate.core.credentials import form, status
from permeate.core.credentials.canonical import canonical, check_terms
from permeate.core.credentials.contexts import Contexts
from permeate.core.credentials.dids import find_method, key_in_name
from permeate.core.credentials.proofs import JCS, signature_holds
from permeate.core.credentials.reading import as_list
from permeate.core.credentials.times import read_time
from permeate.core.credentials.trust import Trust
from permeate.core.refusals import Refused

KNOWN, UNKNOWN = "known", "unknown"
YES, NO, UNCHECKED = "yes", "no", "unchecked"
MAX_PROOFS = 10

Object = Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """Each question answered apart; ``reasons`` say why something is not as it should be.

    ``form``: it is what the data model asks for, signed or not. ``intact``: form and signatures
    are good and nothing is left out of them. ``issuer``: known where a trusted document names
    the key that signed. ``valid`` is all of it.
    """

    form: bool = False
    intact: bool = False
    issuer: str = UNKNOWN
    revoked: str = UNCHECKED
    expired: bool = False
    valid: bool = False
    reasons: tuple[str, ...] = ()
    issuer_id: str = ""
    name: str = ""


@dataclass
class Judge:
    """Judges credentials with the contexts, the trust and the time it was given."""

    contexts: Contexts
    trust: Trust
    now: datetime
    fetched: Trust = field(default_factory=Trust)  # found just now: useful, but nobody vouches
    reasons: list[str] = field(default_factory=list)

    def judge(self, document: Any) -> Verdict:
        """The verdict on one credential; a stranger's document never raises."""
        self.reasons = []
        formed = self._is_formed(document)
        if not isinstance(document, dict):
            return Verdict(reasons=tuple(self.reasons))
        intact = formed and self._is_signed(document)
        issuer = KNOWN if intact and self._issuer_is_known(document) else UNKNOWN
        current, expired = self._is_current(document)
        revoked = self._revoked(document) if intact else UNCHECKED
        return Verdict(
            form=formed,
            intact=intact,
            issuer=issuer,
            revoked=revoked,
            expired=expired,
            valid=intact and issuer == KNOWN and revoked == NO and current,
            reasons=tuple(dict.fromkeys(self.reasons)),
            issuer_id=form.issuer_id(document),
            name=str(document.get("name", "")),
        )

    def _is_intact(self, document: Any) -> bool:
        return self._is_formed(document) and self._is_signed(document)

    def _is_formed(self, document: Any) -> bool:
        """Whether the form is right; a draft, which nobody signed yet, may lack its issuer."""
        draft = isinstance(document, dict) and "proof" not in document
        wrong = form.faults(document, draft=draft)
        if not wrong:
            try:
                check_terms(document, self.contexts)
            except Refused as refusal:
                wrong = [refusal.reason]
        self.reasons += wrong
        return not wrong

    def _is_signed(self, document: Object) -> bool:
        proofs = as_list(document.get("proof"))
        if not proofs or len(proofs) > MAX_PROOFS:
            self.reasons.append("It is not signed." if not proofs else "It has too many proofs.")
            return False
        try:
            if all(proof.get("cryptosuite") == JCS for proof in proofs):
                # It signs the JSON; but what expansion drops has no agreed meaning there either.
                unsigned = {name: one for name, one in document.items() if name != "proof"}
                canonical(unsigned, self.contexts)
            held = [self._holds(document, proof) for proof in proofs]
            held += [self._inner_is_intact(one) for one in inner_credentials(document)]
            return all(held)
        except Refused as refusal:
            self.reasons.append(refusal.reason)
            return False

    def _inner_is_intact(self, inner: Object) -> bool:
        outer, self.reasons = self.reasons, []
        intact = self._is_intact(inner)
        outer += [f"The endorsement inside: {reason}" for reason in self.reasons]
        self.reasons = outer
        return intact

    def _holds(self, document: Object, proof: Object) -> bool:
        if not self._proof_is_fit(proof):
            return False
        if signature_holds(document, proof, self._key(proof), self.contexts):
            return True
        self.reasons.append("The signature does not match: something was changed after signing.")
        return False

    def _proof_is_fit(self, proof: Object) -> bool:
        wrong = []
        if proof.get("type") != "DataIntegrityProof":
            wrong.append(f"The proof is a “{proof.get('type')}”, not a DataIntegrityProof.")
        if proof.get("proofPurpose") != "assertionMethod":
            wrong.append("The proof was not made to assert anything (proofPurpose).")
        if not isinstance(proof.get("verificationMethod"), str):
            wrong.append("The proof does not name the key it was made with.")
        for name in ("created", "expires"):
            if name in proof:
                moment = read_time(proof[name], name)
                if name == "expires" and moment <= self.now:
                    wrong.append("The proof has expired.")
        self.reasons += wrong
        return not wrong

    def _key(self, proof: Object) -> Any:
        """The key that a proof names: from a trusted document, else as its name spells it."""
        method = proof["verificationMethod"]
        document = self._document(method.partition("#")[0])
        if document is not None:
            try:
                return find_method(document, method, self.now).key
            except Refused as refusal:
                self.reasons.append(refusal.reason)
        key = key_in_name(method)
        if key is None:
            raise Refused(
                f"The key {method[:200]} is not held: give the DID document that names it "
                "(--trust)."
            )
        return key

    def _document(self, did: str) -> Object | None:
        return self.trust.documents.get(did) or self.fetched.documents.get(did)

    def _issuer_is_known(self, document: Object) -> bool:
        """Whether the issuer is trusted, and a proof was made with one of its keys."""
        issuer = form.issuer_id(document)
        if issuer not in self.trust.documents:
            self.reasons.append(
                f"The issuer {issuer[:200]} is not known: no DID document of it is trusted."
            )
            return False
        return self._issuer_signed(document)

    def _issuer_signed(self, document: Object) -> bool:
        """Whether a proof's key is one with which the issuer's document lets it sign."""
        issuer = form.issuer_id(document)
        named = self._document(issuer)
        if named and any(
            self._is_issuers(proof, named, issuer) for proof in as_list(document["proof"])
        ):
            return True
        self.reasons.append(
            f"No proof was made with a key with which {issuer[:200]} signs credentials."
        )
        return False

    def _is_issuers(self, proof: Object, trusted: Object, issuer: str) -> bool:
        try:
            method = find_method(trusted, proof["verificationMethod"], self.now)
        except Refused as refusal:
            self.reasons.append(refusal.reason)
            return False
        return method.asserts and method.controller == issuer

    def _is_current(self, document: Object) -> tuple[bool, bool]:
        """Whether it holds now, and whether its time is over."""
        try:
            begins, ends = form.valid_times(document)
        except Refused:
            return False, False  # a fault of form, told already
        if ends and ends <= self.now:
            self.reasons.append(f"It expired on {ends:%-d %B %Y at %H:%M %Z}.")
            return False, True
        if begins and begins > self.now:
            self.reasons.append(f"It does not hold before {begins:%-d %B %Y at %H:%M %Z}.")
            return False, False
        return True, False

    def _revoked(self, document: Object) -> str:
        """Yes where any list that counts says so; no only where each was asked."""
        answers = [self._asked(one, document) for one in as_list(document.get("credentialStatus"))]
        if YES in answers:
            return YES
        return UNCHECKED if UNCHECKED in answers else NO

    def _asked(self, entry: Object, document: Object) -> str:
        if status.ENTRY not in as_list(entry.get("type")):
            self.reasons.append(f"Its status is a “{entry.get('type')}”, which is not read.")
            return UNCHECKED
        purpose = entry.get("statusPurpose")
        if purpose not in status.ENDING:
            return NO  # such as a message or a refresh: it ends nothing
        try:
            listed = self._list(entry, form.issuer_id(document))
            if status.says(listed, entry):
                self.reasons.append(f"Its issuer set it to {purpose} in the status list.")
                return YES
        except Refused as refusal:
            self.reasons.append(refusal.reason)
            return UNCHECKED
        return NO

    def _list(self, entry: Object, issuer: str) -> Object:
        """The newest good list at that address; Refused where none is held or good."""
        address = str(entry.get("statusListCredential"))
        held = self.trust.lists.get(address) or self.fetched.lists.get(address, ())
        if not held:
            raise Refused(f"Whether it was revoked is not known: {address[:200]} is not held.")
        good = [one for one in held if self._list_is_good(one, issuer)]
        if not good:
            raise Refused("Whether it was revoked is not known: the status list does not hold.")
        return max(good, key=_begins)

    def _list_is_good(self, listed: Object, issuer: str) -> bool:
        if form.issuer_id(listed) != issuer:
            self.reasons.append("The status list is another issuer’s.")
            return False
        return (
            self._is_intact(listed) and self._issuer_signed(listed) and self._is_current(listed)[0]
        )


def _begins(listed: Object) -> datetime:
    return form.valid_times(listed)[0] or datetime.min.replace(tzinfo=UTC)


def inner_credentials(document: Object) -> list[Object]:
    """The endorsements that a credential, its issuer and its achievement carry inside."""
    subjects = [one for one in as_list(document.get("credentialSubject")) if isinstance(one, dict)]
    places = [document, document.get("issuer"), *(one.get("achievement") for one in subjects)]
    return [
        one
        for place in places
        if isinstance(place, dict)
        for one in as_list(place.get("endorsement"))
        if isinstance(one, dict)
    ]
