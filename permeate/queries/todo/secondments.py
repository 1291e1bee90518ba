"""On the way to a secondment: decide, name a manager, choose, answer, fill in, sign."""

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.models import (
    Agreement,
    Application,
    Delegation,
    Opportunity,
    Placement,
    Release,
    Signature,
    VatDecision,
)
from permeate.queries.applications import WAITING
from permeate.queries.todo.waiting import ME, TODAY, Waiting, mine_as, shaped

COORDINATOR = frozenset({Role.COORDINATOR})
SIGNATORY = frozenset({Role.SIGNATORY})
BEFORE = "At {where}, before the first day"


def _releases(**whose) -> QuerySet:
    waiting = Release.objects.filter(**whose, status="REQUESTED")
    return shaped(waiting, who="person__name", where="opportunity__title", since_at="requested_at")


def _delegated() -> QuerySet:
    """Requests to a manager for whom this person stands in today, at that organisation."""
    standing = Delegation.objects.standing(TODAY).filter(to_person_id=ME)
    there = standing.filter(
        from_person_id=OuterRef("manager_id"), organisation_id=OuterRef("home_id")
    )
    # By manager first, of whom there are few: without, every release is looked at.
    waiting = Release.objects.filter(
        Exists(there), manager_id__in=standing.values("from_person_id"), status="REQUESTED"
    ).exclude(person_id=ME)
    return shaped(waiting, who="person__name", where="opportunity__title", since_at="requested_at")


def _delegations_ending() -> QuerySet:
    ending = Delegation.objects.standing(TODAY).filter(from_person_id=ME, warned_at__isnull=False)
    return shaped(ending, reference="", who="to_person__name", due_on="ends_on")


def _releases_to_use() -> QuerySet:
    applied = Application.objects.filter(release=OuterRef("id"))
    usable = (
        Release.objects.filter(person_id=ME, status="GRANTED", opportunity__status="PUBLISHED")
        .filter(Q(opportunity__closes_on=None) | Q(opportunity__closes_on__gte=TODAY))
        .exclude(Exists(applied))
    )
    return shaped(
        usable,
        who="opportunity__title",
        where="opportunity__host__name",
        due_on="opportunity__closes_on",
    )


def _to_choose(*, outcome_due: bool, **whose) -> QuerySet:
    waiting = Application.objects.filter(status__in=WAITING, opportunity=OuterRef("pk"))
    open_ones = Q(applications__status__in=WAITING)
    opportunities = (
        Opportunity.objects.filter(Exists(waiting), **whose)
        .annotate(
            people=Count("applications", filter=open_ones),
            outcome_on=Min("applications__outcome_due_on", filter=open_ones),
            since=Min("applications__submitted_at", filter=open_ones),
        )
        .filter(outcome_on__isnull=not outcome_due)
    )
    return shaped(
        opportunities, who=F("people"), where="title", due_on="outcome_on", since_at="since"
    )


def _offers() -> QuerySet:
    offers = Application.objects.filter(person_id=ME, status="OFFERED")
    return shaped(
        offers,
        who="opportunity__title",
        where="opportunity__host__name",
        since_at="offered_at",
    )


def _to_sign(party: str, **whose) -> QuerySet:
    """Open agreements this side has not signed; nobody signs for two parties."""
    signed = Signature.objects.filter(
        version_id=OuterRef("current_id"), party=party, lapsed_at=None
    )
    waiting = Agreement.objects.filter(**whose, status="OPEN", placement__booking=None).exclude(
        Exists(signed)
    )
    if party != "PARTICIPANT":
        waiting = waiting.exclude(placement__participant_id=ME)
    return _agreement(waiting)


def _drafts(**whose) -> QuerySet:
    return _agreement(
        Agreement.objects.filter(
            Q(placement__status__in=("PLANNED", "AGREED"))
            | Q(placement__status="ACTIVE", varies__isnull=False),
            **whose,
            status="DRAFT",
        )
    )


def _agreement(rows: QuerySet) -> QuerySet:
    return shaped(
        rows,
        who="placement__participant__name",
        where="placement__host__name",
        due_on="placement__starts_on",
    )


def _arrangements() -> QuerySet:
    """Agreed placements whose participant has not said what they need; days are too short."""
    kinds = (Kind.SECONDMENT.value, Kind.SHADOWING.value)
    coming = Placement.objects.filter(
        participant_id=ME, status="AGREED", kind__in=kinds, arrangements=None
    )
    return shaped(coming, who="host__name", due_on="starts_on")


def _vat() -> QuerySet:
    """Questions about VAT that wait for finance of home."""
    open_ones = VatDecision.objects.filter(
        decided_at=None,
        lapsed_at=None,
        placement__home_id__in=mine_as(Role.FINANCE),
    ).exclude(placement__status="CANCELLED")
    return shaped(
        open_ones,
        reference="placement__reference",
        who="placement__participant__name",
        where="placement__host__name",
        since_at="asked_at",
    )


def _signing_kinds():
    for party, field in (
        ("PARTICIPANT", "placement__participant_id"),
        ("HOME", "placement__home_manager_id"),
        ("HOST", "placement__host_manager_id"),
    ):
        yield Waiting(
            f"agreement_to_sign_{party.lower()}",
            lambda party=party, field=field: _to_sign(party, **{field: ME}),
            "Sign the agreement: {who}",
            "sign_agreement",
            BEFORE,
        )
    for side in ("home", "host"):
        yield Waiting(
            f"agreement_to_sign_for_{side}",
            lambda side=side: _to_sign(
                side.upper(), **{f"placement__{side}_id__in": mine_as(Role.SIGNATORY)}
            ),
            "Sign the agreement: {who}",
            "sign_agreement",
            BEFORE,
            roles=SIGNATORY,
        )


def _choosing_kinds():
    for due, words in (
        (True, "Give an outcome to people who applied ({who})"),
        (False, "Choose among people who applied ({who})"),
    ):
        suffix = "_late" if due else ""
        yield Waiting(
            f"people_to_choose{suffix}",
            lambda due=due: _to_choose(outcome_due=due, host_manager_id=ME),
            words,
            "applications",
        )
        yield Waiting(
            f"people_to_choose_for_host{suffix}",
            lambda due=due: _to_choose(outcome_due=due, host_id__in=mine_as(Role.COORDINATOR)),
            words,
            "applications",
            roles=COORDINATOR,
        )


KINDS = (
    Waiting(
        "release_to_decide",
        lambda: _releases(manager_id=ME),
        "Decide whether to release {who}",
        "release",
    ),
    Waiting(
        "release_to_decide_for_another",
        _delegated,
        "Decide whether to release {who}",
        "release",
        "Delegated to you. {where}",
    ),
    Waiting(
        "delegation_ending",
        _delegations_ending,
        "{who} decides for you no longer than this: delegate again?",
        "delegations",
        "",
        bare=True,
    ),
    Waiting(
        "manager_to_name",
        lambda: _releases(manager_id=None, home_id__in=mine_as(Role.COORDINATOR)),
        "Name a manager for {who}",
        "name_manager",
        roles=COORDINATOR,
    ),
    Waiting(
        "release_left",
        lambda: _releases(
            manager_id__isnull=False, chased__gte=3, home_id__in=mine_as(Role.COORDINATOR)
        ),
        "Nobody has decided on {who}’s release",
        "name_manager",
        roles=COORDINATOR,
    ),
    Waiting(
        "release_to_use",
        _releases_to_use,
        "Apply for {who}",
        "apply",
        "You are released. {where}",
    ),
    *_choosing_kinds(),
    Waiting("offer_to_answer", _offers, "Answer the offer: {who}", "answer_offer"),
    Waiting(
        "vat_to_decide",
        _vat,
        "Decide how VAT is treated: {who}",
        "decide_vat",
        "At {where}",
        roles=frozenset({Role.FINANCE}),
    ),
    *_signing_kinds(),
    Waiting(
        "arrangements_to_give",
        _arrangements,
        "Tell {who} what you need, whom to call, and how you get in",
        "edit_arrangements",
        "Before the first day",
    ),
    *(
        Waiting(
            f"agreement_to_fill_in_{side}",
            lambda side=side: _drafts(**{f"placement__{side}_manager_id": ME}),
            "Complete the agreement and open it: {who}",
            "agreement",
            BEFORE,
        )
        for side in ("home", "host")
    ),
)
