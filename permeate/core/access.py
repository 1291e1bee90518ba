"""Who may do what: for every act, the relations that allow it.

Moves of a lifecycle take their owners from :mod:`permeate.core.lifecycles`; acts that
move nothing stand in ``ACTS``. An act is written ``"subject.verb"``.
"""

from collections.abc import Collection, Mapping

from permeate.core.lifecycles import LIFECYCLES
from permeate.core.refusals import Refused
from permeate.core.relations import RELATION_LABELS
from permeate.core.relations import Relation as R

HOME = (R.HOME_MANAGER, R.HOME_COORDINATOR)
HOST = (R.HOST_MANAGER, R.HOST_COORDINATOR)
THREE = (R.SELF, *HOME, *HOST)

ACTS: Mapping[str, tuple[R, ...]] = {
    "organisation.view": (R.SIGNED_IN,),
    "organisation.edit": (R.COORDINATOR, R.OPERATOR),
    "organisation.claim": (R.SIGNED_IN,),
    "organisation.contact": (R.SIGNED_IN,),
    "organisation.invite": (R.COORDINATOR, R.OPERATOR),
    "organisation.members": (R.COORDINATOR, R.OPERATOR),
    "organisation.insight": (R.COORDINATOR,),
    "organisation.measures": (R.COORDINATOR, R.SENIOR),
    "programme.view": (R.PROGRAMME_OWNER, R.MEMBER),
    "programme.edit": (R.PROGRAMME_OWNER,),
    "programme.insight": (R.PROGRAMME_OWNER,),
    "programme.measures": (R.PROGRAMME_OWNER,),
    "programme.host": (R.HOST_MANAGER, R.HOST_COORDINATOR),
    "programme.leave": (R.COORDINATOR,),
    "round.view": (R.PROGRAMME_OWNER, R.MEMBER),
    "round.edit": (R.PROGRAMME_OWNER,),
    "round.rank": (R.MEMBER,),
    "round_place.rank": (R.HOST_MANAGER, R.HOST_COORDINATOR),
    "need.view": (R.SELF,),
    "need.edit": (R.SELF,),
    "wish.view": (R.SELF, R.HOST_MANAGER, R.HOST_COORDINATOR),
    "wish.invite": (R.HOST_MANAGER, R.HOST_COORDINATOR),
    "wish_invitation.view": (R.SELF, R.HOST_MANAGER, R.HOST_COORDINATOR),
    "opportunity.view": (R.SIGNED_IN,),
    "opportunity.draft": (R.HOST_MANAGER, R.HOST_COORDINATOR),
    "opportunity.edit": HOST,
    "opportunity.choose": HOST,
    "booking.request": (R.SIGNED_IN,),
    "booking.view": THREE,
    "booking.reflect": (R.SELF,),
    "release.request": (R.SIGNED_IN,),
    "release.view": (R.SELF, *HOME),
    "delegation.take_back": (R.SELF,),
    "release.name_manager": (R.HOME_COORDINATOR,),
    "application.submit": (R.SELF,),
    "application.view": THREE,
    "agreement.draft": (*HOME, *HOST),
    "agreement.vary": (*HOME, *HOST),
    "agreement.view": (*THREE, R.HOME_SIGNATORY, R.HOST_SIGNATORY, R.HOME_FINANCE, R.HOST_FINANCE),
    "placement.view": (*THREE, R.HOME_SIGNATORY, R.HOST_SIGNATORY, R.HOME_FINANCE, R.HOST_FINANCE),
    "schedule.view": (*THREE, R.HOME_SIGNATORY, R.HOST_SIGNATORY, R.HOME_FINANCE, R.HOST_FINANCE),
    "vat.decide": (R.HOME_FINANCE,),
    "placement.follow": THREE,
    "placement.read_thread": (R.SELF, R.HOME_MANAGER, R.HOST_MANAGER),
    "placement.write": (R.SELF, R.HOME_MANAGER, R.HOST_MANAGER),
    "placement.check_in": (R.SELF, R.HOME_MANAGER, R.HOST_MANAGER),
    "placement.keep_in_touch": (R.SELF, R.HOME_MANAGER),
    "placement.plan_return": (R.HOME_MANAGER, R.HOME_COORDINATOR),
    "arrangements.edit": (R.SELF,),
    "arrangements.view": (R.SELF, R.HOST_MANAGER, R.HOME_MANAGER, R.HOST_SECURITY),
    "arrangements.view_adjustments": (R.SELF, R.HOST_MANAGER),
    "arrangements.view_emergency": (R.SELF, R.HOST_MANAGER, R.HOME_MANAGER),
    "arrangements.view_access": (R.SELF, R.HOST_MANAGER, R.HOST_SECURITY),
    "entry.view": (R.SELF,),
    "entry.share": (R.SELF,),
    "share.view": (R.SELF, R.AUDIENCE),
    "share.acknowledge": (R.AUDIENCE,),
    "share.decide": (R.SENIOR, R.DELEGATE),
    "share.delegate": (R.SENIOR,),
    "practice.view": (R.SIGNED_IN,),
    "practice.change": (R.SELF, R.EDITOR),
    "practice.link": (R.SIGNED_IN,),
    "practice.adopt": (R.SENIOR, R.COORDINATOR),
    "adoption.view": (R.SIGNED_IN,),
    "adoption.claim": (R.SELF, R.MEMBER),
    "in_use.answer": (R.SELF, R.SENIOR, R.COORDINATOR),
    "outcome.view": (R.SIGNED_IN,),
    "outcome.raise": (R.SENIOR, R.COORDINATOR, R.INDEPENDENT),
    "guidance.view": (R.SIGNED_IN,),
    "guidance.link": (R.SIGNED_IN,),
    "guidance.edit": (R.EDITOR,),
    "link.view": (R.SELF, R.EDITOR),
    "link.judge": (R.EDITOR,),
    "talk.offer": (R.SELF,),
    "talk.ask": (R.SIGNED_IN,),
    "review.answer": (R.SELF, R.HOST_MANAGER),
    "practice.share": (R.SELF, R.CONTRIBUTOR, R.EDITOR),
    "evidence.view": (R.SELF,),
    "sample.end": (R.SELF,),
    "credential.view": (R.SELF, *HOST),
    "activity.edit": (R.SELF,),
    "growth.rate": (R.SELF,),
    "growth.rate_host": (R.HOST_MANAGER,),
    "cpd_body.edit": (R.SELF,),
    "scheme.view": (R.SIGNED_IN,),
    "equivalent.ask": (R.SIGNED_IN,),
    "search.edit": (R.SELF,),
    "membership.edit": (R.COORDINATOR,),
    "membership.end": (R.COORDINATOR,),
    "membership.leave": (R.SELF,),
    "membership.offer": (R.SELF,),
    "invitation.withdraw": (R.COORDINATOR, R.OPERATOR),
    "invitation.resend": (R.COORDINATOR, R.OPERATOR),
    "page.edit": (R.OPERATOR,),
    "concern.close": (R.OPERATOR,),
    "claim.view": (R.SELF, R.OPERATOR),
    "mailbox.view": (R.SIGNED_IN,),
}

RULES: Mapping[str, frozenset[R]] = {
    **{act: frozenset(relations) for act, relations in ACTS.items()},
    **{
        f"{life.subject.replace(' ', '_')}.{move.name}": frozenset(move.owners)
        for life in LIFECYCLES
        for move in life.moves
    },
}


def may(act: str, relations: Collection[R]) -> bool:
    """Whether somebody with these relations to the record may do the act.

    ``act`` must be in ``RULES``: a misspelt one raises KeyError rather than saying no.
    """
    return bool(RULES[act] & frozenset(relations))


def check_may(act: str, relations: Collection[R]) -> None:
    """Refused, naming who may, where none of the relations allows the act."""
    if not may(act, relations):
        people = sorted(RELATION_LABELS[r] for r in RULES[act] if r is not R.SYSTEM)
        raise Refused(f"Only {_listed(people)} can do this.")


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words) or "the service itself"
    return ", ".join(words[:-1]) + " or " + words[-1]
