"""The demonstration: loaded once, whole, and true to the rules of the service."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from permeate.cli.demonstration.cast import CAST
from permeate.cli.demonstration.stories import World, play
from permeate.journal.verify import verify_history
from permeate.models import AuditEvent, Organisation, Person


@pytest.fixture
def loaded(db, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demonstration", verbosity=0)


def personas():
    return Person.objects.exclude(persona="")


def test_it_brings_people_and_organisations_and_a_whole_history(loaded) -> None:
    assert Organisation.objects.count() == 60
    assert 12 <= personas().count() <= 20
    assert AuditEvent.objects.last().event == "DEMONSTRATION_LOADED"
    assert verify_history()[1] == []
    times = list(AuditEvent.objects.order_by("sequence").values_list("at", flat=True))
    assert times == sorted(times)


def test_a_second_time_changes_nothing(loaded, capsys) -> None:
    events = AuditEvent.objects.count()

    call_command("load_demonstration")

    assert "there already" in capsys.readouterr().out
    assert AuditEvent.objects.count() == events


def test_nobody_fictional_comes_to_production(db, settings) -> None:
    settings.MODE = "production"

    with pytest.raises(CommandError, match="never loaded in production"):
        call_command("load_demonstration")

    assert not Person.objects.exists()


def test_every_persona_signs_in_with_one_press_and_has_a_page(loaded, settings) -> None:
    settings.MODE = "demonstration"
    page = Client().get(reverse("demonstration")).content.decode()
    for persona in personas():
        client = Client()
        assert persona.persona in page
        client.post(reverse("demonstration_sign_in", args=[persona.reference]))
        assert client.get(reverse("home")).status_code == 200, persona.name


def test_everybody_knows_the_password_that_is_shown(loaded, settings) -> None:
    assert personas().first().check_password(settings.DEMONSTRATION_PASSWORD)


def test_nobody_has_an_address_that_could_be_real(loaded) -> None:
    assert not Person.objects.exclude(email__endswith=".example").exists()


def test_nobody_is_twice_in_the_cast_and_managers_are_in_it() -> None:
    keys = [part.key for part in CAST]
    assert len(keys) == len(set(keys))
    assert {part.manager for part in CAST if part.manager} <= set(keys)
    assert all(len(part.tries) <= 80 for part in CAST)


def test_stories_are_played_in_the_order_of_time(now) -> None:
    told = []

    def tell(name, *days):
        def story(world):
            for day in days:
                yield world.at(day)
                told.append((day, name))

        return story

    play(World(now, {}), [tell("first", 9, 2), tell("second", 5, 5, 1), tell("third", 0)])

    assert told == [
        (9, "first"), (5, "second"), (5, "second"), (2, "first"), (1, "second"), (0, "third"),
    ]  # fmt: skip


def test_a_story_never_happens_after_now_or_at_a_weekend(now) -> None:
    world = World(now, {})

    assert world.at(0, hour=23) == now
    assert all(world.day(days).weekday() < 5 for days in range(-20, 20))
