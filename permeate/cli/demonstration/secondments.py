"""Secondments on their way: release, application, choice, offer, agreement, signatures."""

from collections.abc import Mapping
from dataclasses import dataclass

from permeate.actions.agreements import change_agreement, open_agreement
from permeate.actions.applications import (
    accept_offer,
    offer_place,
    shortlist,
    submit_application,
    turn_down,
)
from permeate.actions.releases import decide_release, request_release
from permeate.actions.signing import sign_agreement
from permeate.cli.demonstration.stories import Story, Teller, World
from permeate.core.agreements.sections import section_of
from permeate.core.agreements.versions import section_digest
from permeate.core.vocabulary import Cover, Party
from permeate.models import Agreement, Application, Placement, Release

MONEY: Mapping[str, str] = {
    "salary": "46000",
    "national_insurance": "RECHARGED",
    "pension_scheme": "Local Government Pension Scheme",
    "pension_rate": "19.5",
    "levy": "NOT_RECHARGED",
    "pay_awards": "1 April 2027: 47,380",
    "invoices": "QUARTERLY",
}


@dataclass(frozen=True)
class Way:
    """One person's way to one secondment; times are days ago."""

    who: str
    key: str
    asked: int
    purpose: str
    home_gains: str
    statement: str
    cover: str = Cover.ACT_UP.value


def ask_release(world: World, way: Way) -> Release:
    """The person asks home."""
    person = world.person(way.who)
    return request_release(
        opportunity=world.kept["opportunity", way.key],
        membership=person.memberships.get(ended_at=None),
        by=person,
        purpose=way.purpose,
        home_gains=way.home_gains,
        now=world.at(way.asked, hour=10),
    )


def let_go(world: World, release: Release, cover: str, days: int) -> Release:
    """The home manager says yes."""
    return decide_release(
        release=release,
        by=Release.objects.get(id=release.id).manager,
        granted=True,
        cover=cover,
        cover_note="",
        reason="We gain what we lack, and the team can carry it for this time.",
        now=world.at(days, hour=16),
    )


def apply(world: World, way: Way) -> Story:
    """Asked, released two days later, applied for on the day after.

    The application is left under ``("application", who)``.
    """
    yield world.at(way.asked, hour=10)
    release = ask_release(world, way)
    yield world.at(way.asked - 2, hour=16)
    release = let_go(world, release, way.cover, way.asked - 2)
    yield world.at(way.asked - 3, hour=11)
    world.kept["application", way.who] = submit_application(
        release=release,
        by=world.person(way.who),
        statement=way.statement,
        now=world.at(way.asked - 3, hour=11),
    )


def win(world: World, way: Way) -> Story:
    """Applied, shortlisted, offered and accepted within three weeks; placement is left."""
    yield from apply(world, way)
    application: Application = world.kept["application", way.who]
    host = application.opportunity.host_manager
    yield world.at(way.asked - 9, hour=12)
    shortlist(application=application, by=host, now=world.at(way.asked - 9, hour=12))
    yield world.at(way.asked - 15, hour=12)
    offer_place(
        application=application,
        by=host,
        message="We would very much like you to come.",
        now=world.at(way.asked - 15, hour=12),
    )
    yield world.at(way.asked - 16, hour=9)
    world.kept["placement", way.who] = accept_offer(
        application=application, by=world.person(way.who), now=world.at(way.asked - 16, hour=9)
    )


def write_terms(world: World, placement: Placement, by: str, days: int) -> Agreement:
    """Fill in what the draft leaves to people, and ask for signatures."""
    agreement = Agreement.objects.get(placement=placement)
    given = {
        "integrity": {"conflicts": "NONE"},
        "security": {"clearance_held": "BPSS"},
        "post": {"working_pattern": "Monday to Friday; two days a week at the host’s office"},
    }
    if agreement.current.content["payer"] in ("HOST", "SHARED"):
        given["money"] = dict(MONEY)
    if agreement.current.content["payer"] == "SHARED":
        given["money"]["host_share"] = "50"
    if agreement.current.content["clearance_needed"] in ("CTC", "SC", "DV"):
        given["security"]["clearance_on"] = placement.starts_on.isoformat()
    person = world.person(by)
    for section, answers in given.items():
        agreement.refresh_from_db()
        agreement = change_agreement(
            agreement=agreement,
            section=section,
            answers=answers,
            seen=section_digest(agreement.current.content, section_of(section)),
            reason="",
            by=person,
            now=world.at(days, hour=15),
        )
    return open_agreement(agreement=agreement, by=person, now=world.at(days, hour=15))


def sign(world: World, placement: Placement, who: str, party: Party, days: int) -> None:
    """One party's signature to what the agreement says now."""
    agreement = Agreement.objects.get(placement=placement)
    authority = {Party.HOME: "Scheme of delegation", Party.HOST: "Delegated authority"}
    sign_agreement(
        agreement=agreement,
        party=party,
        by=world.person(who),
        seen_hash=agreement.current.content_hash,
        authority=authority.get(party, ""),
        now=world.at(days, hour=13),
    )


@dataclass(frozen=True)
class Signers:
    """Who writes the terms, and who signs for home and for the host."""

    writer: str
    home: str
    host: str


def settle(world: World, way: Way, signers: Signers) -> Story:
    """The whole way to an agreement that all three have signed."""
    yield from win(world, way)
    placement: Placement = world.kept["placement", way.who]
    yield world.at(way.asked - 19, hour=15)
    write_terms(world, placement, signers.writer, way.asked - 19)
    for after, who, party in (
        (20, signers.host, Party.HOST),
        (21, way.who, Party.PARTICIPANT),
        (23, signers.home, Party.HOME),
    ):
        yield world.at(way.asked - after, hour=13)
        sign(world, placement, who, party, way.asked - after)


def waiting_for_home(world: World) -> Story:
    """The participant asked yesterday; the home manager has yet to decide."""
    yield world.at(1, hour=10)
    ask_release(
        world,
        Way(
            "participant", "delivery", 1,
            "To help write guidance that a housing service can use, and to learn how a "
            "department decides.",
            "Somebody who knows the new rules before they come, and whom to call about them.",
            "",
        ),
    )  # fmt: skip


def without_manager(world: World) -> Story:
    """Somebody asked whose manager nobody has named: the coordinator is to."""
    yield world.at(2, hour=10)
    ask_release(
        world,
        Way(
            "newest", "flood", 2,
            "To learn how money for flood defence is shared out.",
            "A bid that is written as it will be read.",
            "",
        ),
    )  # fmt: skip


APPLICANTS = (
    Way(
        "planner", "delivery", 24,
        "To see why our stalled sites stall.",
        "Fewer appeals, and a way of working on stalled sites we can keep.",
        "Nine years of development management, two of them on stalled sites with the council’s "
        "own housing company. I can bring three cases that went well and one that did not.",
    ),
    Way(
        "analyst", "delivery", 20,
        "To learn how a department uses data on homes.",
        "Methods we can use for our own pipeline.",
        "I built the borough’s view of every permission and start since 2015, and know which of "
        "the national figures we do not recognise.",
    ),
)  # fmt: skip


def _applicant(way: Way, shortlisted: int | None) -> Teller:
    def tell(world: World) -> Story:
        yield from apply(world, way)
        if shortlisted is not None:
            yield world.at(shortlisted, hour=12)
            shortlist(
                application=world.kept["application", way.who],
                by=world.person("host"),
                now=world.at(shortlisted, hour=12),
            )

    return tell


def turned_down(world: World) -> Story:
    """Somebody applied elsewhere and was told why it was not to be."""
    way = Way(
        "accountant", "product", 32,
        "To see how a digital team plans its money.",
        "Ideas for our own capital programme.",
        "I know what a product team costs and would like to see what it gives.",
    )  # fmt: skip
    yield from apply(world, way)
    yield world.at(18, hour=15)
    turn_down(
        application=world.kept["application", "accountant"],
        by=world.person("camden_manager"),
        message="We chose somebody who has run a product before. Your grasp of cost stood out: "
        "please look at our data day in two weeks.",
        now=world.at(18, hour=15),
    )


def waiting_for_signatures(world: World) -> Story:
    """The host has signed; the participant and home have yet to."""
    way = Way(
        "signing_participant", "commissioning", 40,
        "To lead a trial that our own providers will be part of.",
        "We shape the standards before we are held to them.",
        "I commission supported housing for a city and closed two schemes that were not safe.",
    )  # fmt: skip
    yield from win(world, way)
    placement = world.kept["placement", way.who]
    yield world.at(5, hour=15)
    write_terms(world, placement, "host", 5)
    yield world.at(3, hour=13)
    sign(world, placement, "department_signatory", Party.HOST, 3)


def about_to_start(world: World) -> Story:
    """Signed by all; the first day is in two weeks."""
    way = Way(
        "accountant", "analyst", 60,
        "To learn how the settlement is built.",
        "A medium-term plan that stands on what we know and not on what we fear.",
        "I build a county’s medium-term plan and have closed its accounts six times.",
    )  # fmt: skip
    signers = Signers("treasury_host", "norfolk_manager", "treasury_host")
    yield from settle(world, way, signers)


TELLERS: tuple[Teller, ...] = (
    waiting_for_home,
    without_manager,
    _applicant(APPLICANTS[0], 6),
    _applicant(APPLICANTS[1], None),
    turned_down,
    waiting_for_signatures,
    about_to_start,
)
