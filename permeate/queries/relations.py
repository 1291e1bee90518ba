"""What a person is to a row: the words that access rules are written in."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model
from django.utils import timezone

from permeate.core.relations import Relation as R
from permeate.core.roles import Role
from permeate.models import (
    Activity,
    Adoption,
    Agreement,
    Application,
    Booking,
    CheckIn,
    Claim,
    Concern,
    CpdBody,
    Credential,
    Decision,
    Delegation,
    EvidencePack,
    Guidance,
    InUseCheck,
    Invitation,
    LearningEntry,
    Membership,
    Need,
    Notice,
    Opportunity,
    OpportunityDate,
    Organisation,
    Outcome,
    Person,
    Placement,
    Practice,
    Programme,
    ProgrammeDate,
    ProvenanceLink,
    Release,
    Review,
    Round,
    RoundPlace,
    RoundRun,
    Sample,
    SavedSearch,
    SchemeVersion,
    ShareEvent,
    TalkOffer,
    Wish,
    WishInvitation,
)
from permeate.queries.delegations import stands_in


def relations_to(row: Model, person: Person) -> frozenset[R]:
    """Every relation of this person to this row; TypeError for a kind of row without a rule."""
    try:
        finder = FINDERS[type(row)]
    except KeyError:
        raise TypeError(f"no relations are defined for {type(row).__name__}") from None
    held = {R.SIGNED_IN, *finder(row, person)}
    if person.standing.operator:
        held.add(R.OPERATOR)
    return frozenset(held)


def _own(field: str) -> Callable[[Any, Person], set[R]]:
    return lambda row, person: {R.SELF} if getattr(row, field) == person.id else set()


def _organisation(row: Organisation, person: Person) -> set[R]:
    held = person.standing.roles.get(row.id)
    if held is None:
        return set()
    found = {R.MEMBER}
    for role, relation in (
        (Role.COORDINATOR, R.COORDINATOR),
        (Role.SENIOR, R.SENIOR),
        (Role.EDITOR, R.EDITOR),
        (Role.PROGRAMME_OWNER, R.PROGRAMME_OWNER),
        (Role.HOST, R.HOST_MANAGER),
    ):
        if role in held:
            found.add(relation)
    if Role.COORDINATOR in held:
        found.add(R.HOST_COORDINATOR)
    return found


def _within_organisation(row: Any, person: Person) -> set[R]:
    found = set()
    if getattr(row, "person_id", None) == person.id:
        found.add(R.SELF)
    if person.standing.holds(Role.COORDINATOR, row.organisation_id):
        found.add(R.COORDINATOR)
    return found


def _programme(row: Programme, person: Person) -> set[R]:
    """Whoever runs it, and what the person is in a member organisation; one query at most."""
    standing = person.standing
    found = {R.MEMBER}
    if row.owner_id == person.id or standing.holds(Role.PROGRAMME_OWNER, row.organisation_id):
        found.add(R.PROGRAMME_OWNER)
    offices = standing.organisations_as(Role.HOST, Role.COORDINATOR)
    members = row.members.filter(organisation_id__in=offices) if offices else []
    for member in members:
        if standing.holds(Role.HOST, member.organisation_id):
            found.add(R.HOST_MANAGER)
        if standing.holds(Role.COORDINATOR, member.organisation_id):
            found |= {R.HOST_COORDINATOR, R.COORDINATOR}
    return found


def _programme_date(row: ProgrammeDate, person: Person) -> set[R]:
    return _programme(row.programme, person)


def _round(row: Round, person: Person) -> set[R]:
    return _programme(row.programme, person)


def _round_place(row: RoundPlace, person: Person) -> set[R]:
    return _opportunity(row.opportunity, person)


def _round_run(row: RoundRun, person: Person) -> set[R]:
    return _round(row.round, person)


def _host_side(host_id: int, host_manager_id: int, person: Person) -> set[R]:
    found = set()
    if host_manager_id == person.id:
        found.add(R.HOST_MANAGER)
    for role, relation in (
        (Role.COORDINATOR, R.HOST_COORDINATOR),
        (Role.SIGNATORY, R.HOST_SIGNATORY),
        (Role.FINANCE, R.HOST_FINANCE),
        (Role.SECURITY, R.HOST_SECURITY),
    ):
        if person.standing.holds(role, host_id):
            found.add(relation)
    return found


def _home_side(home_id: int, home_manager_id: int | None, person: Person) -> set[R]:
    found = set()
    if home_manager_id == person.id:
        found.add(R.HOME_MANAGER)
    for role, relation in (
        (Role.COORDINATOR, R.HOME_COORDINATOR),
        (Role.SIGNATORY, R.HOME_SIGNATORY),
        (Role.FINANCE, R.HOME_FINANCE),
    ):
        if person.standing.holds(role, home_id):
            found.add(relation)
    return found


def _self(person_id: int, person: Person) -> set[R]:
    return {R.SELF} if person_id == person.id else set()


def _opportunity(row: Opportunity, person: Person) -> set[R]:
    return _host_side(row.host_id, row.host_manager_id, person)


def _opportunity_date(row: OpportunityDate, person: Person) -> set[R]:
    return _opportunity(row.opportunity, person)


def _booking(row: Booking, person: Person) -> set[R]:
    opportunity = row.date.opportunity
    return (
        _self(row.person_id, person)
        | _home_side(row.home_id, row.home_manager_id, person)
        | _host_side(opportunity.host_id, opportunity.host_manager_id, person)
    )


def _release(row: Release, person: Person) -> set[R]:
    """The manager, or whoever stands in for them today, beside the person and coordinators."""
    found = _self(row.person_id, person) | _home_side(row.home_id, row.manager_id, person)
    if R.HOME_MANAGER not in found and row.home_id in person.standing.organisations:
        today = timezone.localdate()
        if row.manager_id and stands_in(person, row.manager_id, row.home_id, today):
            found.add(R.HOME_MANAGER)
    return found


def _application(row: Application, person: Person) -> set[R]:
    opportunity = row.opportunity
    return (
        _self(row.person_id, person)
        | _home_side(row.home_id, row.release.manager_id, person)
        | _host_side(opportunity.host_id, opportunity.host_manager_id, person)
    )


def _placement(row: Placement, person: Person) -> set[R]:
    return (
        _self(row.participant_id, person)
        | _home_side(row.home_id, row.home_manager_id, person)
        | _host_side(row.host_id, row.host_manager_id, person)
    )


def _check_in(row: CheckIn, person: Person) -> set[R]:
    return _placement(row.placement, person)


def _agreement(row: Agreement, person: Person) -> set[R]:
    return _placement(row.placement, person)


def _share(row: ShareEvent, person: Person) -> set[R]:
    found = _self(row.shared_by_id, person)
    for audience in row.audiences.all():
        if audience.organisation_id in person.standing.organisations:
            found.add(R.AUDIENCE)
        if person.standing.holds(Role.SENIOR, audience.organisation_id):
            found.add(R.SENIOR)
        if audience.delegate_id == person.id:
            found.add(R.DELEGATE)
    return found


def _practice(row: Practice, person: Person) -> set[R]:
    found = _self(row.author_id, person)
    if person.standing.holds(Role.EDITOR, row.origin_id):
        found.add(R.EDITOR)
    if row.entries.filter(entry__author=person).exists():
        found.add(R.CONTRIBUTOR)
    for role, relation in OFFICES:
        if person.standing.organisations_as(role) - {row.origin_id}:
            found.add(relation)
    return found


def _guidance(row: Guidance, person: Person) -> set[R]:
    return {R.EDITOR} if person.standing.holds(Role.EDITOR, row.organisation_id) else set()


def _review(row: Review, person: Person) -> set[R]:
    return _placement(row.placement, person)


def _link(row: ProvenanceLink, person: Person) -> set[R]:
    return _self(row.proposed_by_id, person) | _guidance(row.guidance, person)


OFFICES = ((Role.SENIOR, R.SENIOR), (Role.COORDINATOR, R.COORDINATOR))


def _adopter(organisation_id: int, person: Person) -> set[R]:
    standing = person.standing
    found = {R.MEMBER} if organisation_id in standing.organisations else set()
    return found | {relation for role, relation in OFFICES if standing.holds(role, organisation_id)}


def _adoption(row: Adoption, person: Person) -> set[R]:
    return _self(row.author_id, person) | _adopter(row.organisation_id, person)


def _in_use(row: InUseCheck, person: Person) -> set[R]:
    adoption = row.adoption
    return _self(adoption.attested_by_id, person) | _adopter(adoption.organisation_id, person)


def _outcome(row: Outcome, person: Person) -> set[R]:
    adoption = row.adoption
    found = _adopter(adoption.organisation_id, person)
    offices = person.standing.organisations_as(Role.SENIOR, Role.COORDINATOR, Role.EDITOR)
    if offices - {adoption.organisation_id, adoption.origin_id}:
        found.add(R.INDEPENDENT)
    return found


def _decision(row: Decision, person: Person) -> set[R]:
    return _share(row.share, person)


def _wish(row: Wish, person: Person) -> set[R]:
    """Its owner, and whoever hosts anywhere: the rows they see are limited already."""
    found = _self(row.person_id, person)
    if person.standing.holds(Role.HOST):
        found.add(R.HOST_MANAGER)
    if person.standing.holds(Role.COORDINATOR):
        found.add(R.HOST_COORDINATOR)
    return found


def _wish_invitation(row: WishInvitation, person: Person) -> set[R]:
    return _self(row.wish.person_id, person) | _opportunity(row.opportunity, person)


FINDERS: Mapping[type[Model], Callable[[Any, Person], set[R]]] = {
    Activity: _own("person_id"),
    Adoption: _adoption,
    Agreement: _agreement,
    Application: _application,
    Booking: _booking,
    CheckIn: _check_in,
    Claim: _own("requested_by_id"),
    Credential: lambda row, person: _booking(row.booking, person),
    Concern: lambda row, person: set(),
    CpdBody: _own("person_id"),
    Decision: _decision,
    Delegation: _own("from_person_id"),
    EvidencePack: _own("person_id"),
    Guidance: _guidance,
    InUseCheck: _in_use,
    Invitation: _within_organisation,
    LearningEntry: _own("author_id"),
    Membership: _within_organisation,
    Need: _own("owner_id"),
    Notice: _own("recipient_id"),
    Opportunity: _opportunity,
    OpportunityDate: _opportunity_date,
    Organisation: _organisation,
    Outcome: _outcome,
    Placement: _placement,
    Practice: _practice,
    Programme: _programme,
    ProgrammeDate: _programme_date,
    ProvenanceLink: _link,
    Release: _release,
    Round: _round,
    RoundPlace: _round_place,
    RoundRun: _round_run,
    Sample: _own("person_id"),
    Review: _review,
    SavedSearch: _own("person_id"),
    SchemeVersion: _own("added_by_id"),
    ShareEvent: _share,
    TalkOffer: lambda row, person: set(),
    Wish: _wish,
    WishInvitation: _wish_invitation,
}
