"""Organisations that asked to join, and somebody who looks for work elsewhere."""

from permeate.actions.claims import approve_claim, ask_to_join, refuse_claim
from permeate.actions.searches import save_search
from permeate.cli.demonstration.stories import Story, Teller, World
from permeate.core.vocabulary import Sector


def was_refused(world: World) -> Story:
    """A request without enough in it, answered with a reason."""
    yield world.at(31, hour=10)
    claim = ask_to_join(
        name="Example Consulting",
        sector=Sector.SUPPLIER.value,
        website="https://consulting.example",
        reason="To meet buyers.",
        by=world.person("joiner"),
        now=world.at(31, hour=10),
    )
    yield world.at(30, hour=10)
    refuse_claim(
        claim=claim,
        reason="Placements are for learning and not for selling. Ask again with what your people "
        "would learn, and what your hosts would.",
        by=world.person("operator"),
        now=world.at(30, hour=10),
    )


def was_let_in(world: World) -> Story:
    """A charity on no register that was let in."""
    yield world.at(25, hour=10)
    claim = ask_to_join(
        name="Harbour Community Trust",
        sector=Sector.CHARITY.value,
        website="https://harbour.example",
        reason="We run a night shelter and want our staff to see how a council decides.",
        by=world.person("joiner"),
        now=world.at(25, hour=10),
    )
    yield world.at(24, hour=12)
    approve_claim(claim=claim, by=world.person("operator"), now=world.at(24, hour=12))


def waits(world: World) -> Story:
    """A request that the operator has yet to answer."""
    yield world.at(1, hour=9)
    ask_to_join(
        name="Quayside Employment Project",
        sector=Sector.CHARITY.value,
        website="https://quayside.example",
        reason="We help people back into work with two councils, and would like to shadow a "
        "jobcentre and host a visit in return. I also coordinate the trust next door.",
        by=world.person("joiner"),
        now=world.at(1, hour=9),
    )


def looks_around(world: World) -> Story:
    """A saved search with an alert."""
    yield world.at(23, hour=20)
    save_search(
        name="Housing, away from home",
        query="q=housing",
        alerts=True,
        by=world.person("participant"),
        now=world.at(23, hour=20),
    )


TELLERS: tuple[Teller, ...] = (was_refused, was_let_in, waits, looks_around)
