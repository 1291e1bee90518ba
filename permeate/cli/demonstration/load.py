"""Load the demonstration: all of it, once."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction

from permeate.actions.demonstration import mark_loaded
from permeate.actions.organisations import import_organisations
from permeate.cli.demonstration import (
    calendar,
    days,
    joining,
    learning,
    opportunities,
    people,
    placements,
    practices,
    programme,
    secondments,
)
from permeate.cli.demonstration.stories import Teller, World, play
from permeate.core.registers.parsing import Format, parse
from permeate.core.vocabulary import Register
from permeate.models import Organisation, Person

REGISTER = Path(__file__).parent / "organisations.csv"

# Everybody arrives first; after that the stories run side by side.
STORIES: tuple[Teller, ...] = (
    calendar.days_pass,
    *opportunities.tellers(),
    *programme.TELLERS,
    *days.TELLERS,
    *secondments.TELLERS,
    *placements.TELLERS,
    *learning.TELLERS,
    *practices.TELLERS,
    *joining.TELLERS,
)


def load(now: datetime) -> bool:
    """Whether it was loaded now; False where it has been before. All of it or nothing.

    CommandError in production, where nobody fictional belongs.
    """
    if settings.MODE == "production":
        raise CommandError("The demonstration is fictional: it is never loaded in production.")
    if Person.objects.exclude(persona="").exists():
        return False
    with transaction.atomic():
        world = World(now, {})
        play(world, [_lay_register])
        play(world, [people.arrive])
        play(world, STORIES)
        mark_loaded(now=now)
    return True


def _lay_register(world: World):
    """The small register of our own, read as any other is."""
    yield world.at(days=430)
    import_organisations(
        parsed=parse(Format.CSV, REGISTER.read_bytes()),
        register=Register.OWN,
        by=None,
        now=world.at(days=430),
    )
    own = Organisation.objects.filter(register=Register.OWN.value)
    world.organisations = {one.register_code: one for one in own}
