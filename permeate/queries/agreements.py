"""Reads about agreements: one with all its page shows, and what a draft is made from."""

from django.db.models import QuerySet

from permeate.core.agreements.drafting import Known
from permeate.core.agreements.varying import PENDING
from permeate.models import (
    Agreement,
    AgreementVersion,
    Membership,
    Need,
    Person,
    Placement,
    Release,
    Signature,
)
from permeate.queries.placements import signature_facts

__all__ = [
    "known_of",
    "pending_variation",
    "people_of",
    "signature_facts",
    "signatures_of",
    "unsigned",
    "versions_of",
    "visible",
]


def visible(person: Person) -> QuerySet[Agreement]:
    """Agreements the person may see, with all their page shows.

    A booked day's one page is not among them: it is shown and confirmed with its booking.
    """
    return (
        Agreement.objects.visible_to(person)
        .filter(placement__booking=None)
        .select_related(
            "current",
            "varies__current",
            "placement__participant",
            "placement__home",
            "placement__host",
            "placement__home_manager",
            "placement__host_manager",
            "placement__opportunity",
        )
    )


def versions_of(agreement: Agreement) -> QuerySet[AgreementVersion]:
    """Every version, newest first, with who wrote it; not the terms themselves."""
    return agreement.versions.select_related("written_by").defer("content", "text")


def signatures_of(agreement: Agreement) -> QuerySet[Signature]:
    """Every signature ever given, oldest first, lapsed ones too."""
    return (
        Signature.objects.filter(version__agreement=agreement)
        .select_related("signed_by", "version")
        .defer("version__content", "version__text")
        .order_by("signed_at", "id")
    )


def people_of(placement: Placement) -> list[Person]:
    """The three people of a placement, each once."""
    three = (placement.participant, placement.home_manager, placement.host_manager)
    return list({person.id: person for person in three}.values())


def version_known_by(reference: str) -> list[AgreementVersion]:
    """Every version of the agreement with this reference, for a check by hash."""
    return list(
        AgreementVersion.objects.filter(
            agreement__reference=reference, agreement__placement__booking=None
        ).select_related("agreement")
    )


def pending_variation(agreement: Agreement) -> Agreement | None:
    """The variation of these terms that is being agreed, if any."""
    return Agreement.objects.filter(varies=agreement, status__in=PENDING).first()


def unsigned() -> QuerySet[Agreement]:
    """Agreements that wait for a signature, the longest waiting first."""
    return Agreement.objects.filter(status="OPEN", placement__booking=None).order_by("opened_at")


def known_of(placement: Placement) -> Known:
    """What the service knows of a placement, as plain values; at most seven queries."""
    placement = Placement.objects.select_related(
        "participant", "home", "host", "home_manager", "host_manager", "opportunity__programme"
    ).get(id=placement.id)
    opportunity = placement.opportunity
    membership = (
        Membership.objects.filter(person=placement.participant, organisation=placement.home)
        .select_related("grade")
        .order_by("-started_at")
        .first()
    )
    release = (
        Release.objects.filter(applications__placement=placement).select_related("need").first()
    )
    need = release.need if release else None
    return Known(
        home=placement.home.name,
        home_sector=placement.home.sector,
        home_manager=placement.home_manager.name,
        host=placement.host.name,
        host_sector=placement.host.sector,
        host_manager=placement.host_manager.name,
        participant=placement.participant.name,
        programme=opportunity.programme.name if opportunity.programme else "",
        home_title=membership.job_title if membership else "",
        home_grade=membership.grade.name if membership and membership.grade else "",
        host_title=opportunity.title,
        summary=opportunity.summary,
        objectives=list(opportunity.objectives.values_list("text", "measure")),
        host_learns=opportunity.host_learns,
        purpose=release.purpose if release else "",
        home_gains=release.home_gains if release else "",
        place=opportunity.place,
        location=opportunity.location,
        fte=placement.fte,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        vetting=opportunity.vetting,
        payer=opportunity.payer,
        earlier=_earlier(placement),
        planned=_planned(need),
        sharing_home=need.sharing_home if need else "",
        sharing_host=need.sharing_host if need else "",
    )


def _planned(need: Need | None) -> list[str]:
    """The participant's own objectives, each with its measure, day and judge."""
    return [
        f"{one.text} – we will know by: {one.measure} (by {one.due_on.day} {one.due_on:%B %Y}, "
        f"judged by {one.get_judge_display()[0].lower()}{one.get_judge_display()[1:]})"
        for one in (need.objectives.all() if need else [])
    ]


def _earlier(placement: Placement) -> list[str]:
    before = (
        Placement.objects.filter(participant=placement.participant, ends_on__lt=placement.starts_on)
        .exclude(status="CANCELLED")
        .exclude(id=placement.id)
        .select_related("host")
        .order_by("-starts_on")[:5]
    )
    return [f"{one.host.name}, {one.starts_on:%B %Y} to {one.ends_on:%B %Y}" for one in before]
