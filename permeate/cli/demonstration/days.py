"""Days at a host: asked for, decided, confirmed, attended, reflected on; or not."""

from decimal import Decimal

from permeate.actions.attendance import confirm_attendance, record_no_show
from permeate.actions.bookings import (
    Request,
    approve_booking,
    cancel_booking,
    confirm_booking,
    decline_booking,
    request_booking,
)
from permeate.actions.evidence import reflect
from permeate.cli.demonstration.opportunities import OFFERS
from permeate.cli.demonstration.stories import Story, Teller, World
from permeate.models import Booking, OpportunityDate
from permeate.queries.bookings import by_link, confirmation_of

HOURS = Decimal("6.5")


def ask(world: World, who: str, date: OpportunityDate, purpose: str, days: int) -> Booking:
    """Ask for a place, so many days ago."""
    person = world.person(who)
    return request_booking(
        date=date,
        membership=person.memberships.get(ended_at=None),
        answers=Request(purpose=purpose, has_conflict=False, confidential=True),
        by=person,
        now=world.at(days, hour=11),
    )


def say_yes(world: World, booking: Booking, days: int) -> Booking:
    """The home manager's yes."""
    booking = by_link().get(id=booking.id)
    return approve_booking(
        booking=booking,
        seen_hash=confirmation_of(booking).hash,
        by=booking.home_manager,
        now=world.at(days, hour=13),
    )


def receive(world: World, booking: Booking, days: int) -> Booking:
    """The host's yes: the place is booked."""
    booking = by_link().get(id=booking.id)
    return confirm_booking(
        booking=booking,
        authority="Host manager",
        seen_hash=confirmation_of(booking).hash,
        by=booking.date.opportunity.host_manager,
        now=world.at(days, hour=15),
    )


def attend(world: World, booking: Booking, days: int, hour: int = 9) -> Booking:
    """The host's word that the person came."""
    booking = by_link().get(id=booking.id)
    host = booking.date.opportunity.host_manager
    return confirm_attendance(
        booking=booking, name=host.name, hours=HOURS, by=host, now=world.at(days, hour=hour)
    )


def booked(world: World, who: str, key: str, number: int, purpose: str, *, asked: int) -> Story:
    """Asked for so many days ago, a yes from home on the next day and from the host after it.

    The booking is left under ``("booking", who, key)``.
    """
    yield world.at(asked, hour=11)
    booking = ask(world, who, world.kept["date", key, number], purpose, asked)
    yield world.at(asked - 1, hour=13)
    say_yes(world, booking, asked - 1)
    yield world.at(asked - 2, hour=15)
    world.kept["booking", who, key] = receive(world, booking, asked - 2)


def _held(world: World, key: str, number: int) -> int:
    """How many days ago one of the dates of an opportunity was."""
    return world.ago(world.day(OFFERS[key]["dates"][number][0]))


def yesterday(world: World) -> Story:
    """Two people shadowed yesterday; of one the host has said that they came."""
    yield from booked(
        world, "participant", "team", 0,
        "How a change in the code of guidance is made, and where a council can still be heard.",
        asked=15,
    )  # fmt: skip
    yield world.at(0, hour=8)
    attend(world, world.kept["booking", "participant", "team"], 0, hour=8)


def yesterday_too(world: World) -> Story:
    """The host has yet to say whether the second person came."""
    yield from booked(
        world, "analyst", "team", 0, "Which numbers from councils reach a minister.", asked=13
    )


def _past(who: str, key: str, number: int, purpose: str, lines: tuple[str, str, str]) -> Teller:
    """A day that is over and has its evidence."""

    def tell(world: World) -> Story:
        held = _held(world, key, number)
        yield from booked(world, who, key, number, purpose, asked=held + 12)
        yield world.at(held - 1, hour=9)
        booking = attend(world, world.kept["booking", who, key], held - 1)
        yield world.at(held - 2, hour=17)
        what, so_what, now_what = lines
        reflect(
            booking=booking,
            what=what,
            so_what=so_what,
            now_what=now_what,
            by=world.person(who),
            now=world.at(held - 2, hour=17),
        )

    return tell


PAST = (
    _past(
        "participant", "incident", 0, "What a warning asks of a council at two in the morning.",
        (
            "The agency’s first call goes to a number that nobody answers at night.",
            "Our rest centres would open three hours late.",
            "I changed the rota and tested the number with the agency on the next evening.",
        ),
    ),
    _past(
        "planner", "incident", 0, "How flood warnings meet planning conditions.",
        (
            "Maps of flood zones are redrawn twice a year and we use last year’s.",
            "Some of our conditions rest on lines that have moved.",
            "We now check the date of the map in every report.",
        ),
    ),
    _past(
        "accountant", "review", 0, "What a spending team does with our returns.",
        (
            "Only four of the forty lines in our return are read in the first week.",
            "We can send those four early and take time over the rest.",
            "Agreed with two neighbouring councils to do the same.",
        ),
    ),
    _past(
        "participant", "warehouse", 0, "Whether our housing lists could be linked.",
        (
            "Two lists were matched before lunch with nothing but agreed keys.",
            "We do not need the system we were about to buy.",
            "I asked for three weeks to try it on homelessness and council tax.",
        ),
    ),
)  # fmt: skip


def missed(world: World) -> Story:
    """Somebody who was booked did not come."""
    held = _held(world, "warehouse", 0)
    yield from booked(
        world, "policy_adviser", "warehouse", 0, "How councils link data.", asked=held + 9
    )
    yield world.at(held - 1, hour=12)
    booking = by_link().get(id=world.kept["booking", "policy_adviser", "warehouse"].id)
    host = booking.date.opportunity.host_manager
    record_no_show(booking=booking, name=host.name, by=host, now=world.at(held - 1, hour=12))


def waiting_for_home(world: World) -> Story:
    """A request that the home manager at the county council has yet to decide."""
    yield world.at(2, hour=11)
    ask(
        world, "participant", world.kept["date", "incident", 1],
        "To practise our rest centre plan with the agency before the winter.", 2,
    )  # fmt: skip


def filled_up(world: World) -> Story:
    """A day with three places: three people have them and a fourth waits."""
    yield world.at(9, hour=11)
    date = world.kept["date", "incident", 1]
    first = ask(world, "planner", date, "How a warning changes what we build.", 9)
    yield world.at(8, hour=13)
    say_yes(world, first, 8)
    yield world.at(7, hour=15)
    receive(world, first, 7)
    yield world.at(3, hour=11)
    second = ask(world, "analyst", date, "Which flood data a borough could use.", 3)
    yield world.at(2, hour=13)
    say_yes(world, second, 2)
    yield world.at(1, hour=11)
    ask(world, "accountant", date, "What a flood costs a county in its first week.", 1)


def _coming(who: str, key: str, number: int, purpose: str, asked: int) -> Teller:
    """A booked day that is still to come."""
    return lambda world: booked(world, who, key, number, purpose, asked=asked)


COMING = (
    _coming("participant", "ward", 0, "Where housing holds up a discharge.", 20),
    _coming("policy_adviser", "desk", 0, "To meet the people the policy is about.", 16),
    _coming("analyst", "prescriptions", 0, "How a national centre counts failure demand.", 14),
    _coming("accountant", "review", 1, "How the settlement is put together.", 11),
    _coming("planner", "inspector", 0, "What persuades an inspector.", 10),
)


def fell_through(world: World) -> Story:
    """One request that home declined, and one booking that was cancelled."""
    yield world.at(18, hour=11)
    declined = ask(world, "analyst", world.kept["date", "tender", 0], "How bids are priced.", 18)
    yield world.at(17, hour=13)
    decline_booking(
        booking=by_link().get(id=declined.id),
        reason="That is the week of our own tender evaluation, so we would have a conflict.",
        by=world.person("camden_manager"),
        now=world.at(17, hour=13),
    )
    yield from booked(world, "planner", "counter", 0, "Where referrals get lost.", asked=12)
    yield world.at(4, hour=9)
    cancel_booking(
        booking=by_link().get(id=world.kept["booking", "planner", "counter"].id),
        reason="A public inquiry was moved to this day.",
        by=world.person("planner"),
        now=world.at(4, hour=9),
    )


TELLERS: tuple[Teller, ...] = (
    yesterday,
    yesterday_too,
    *PAST,
    missed,
    waiting_for_home,
    filled_up,
    *COMING,
    fell_through,
)
