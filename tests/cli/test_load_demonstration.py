"""The demonstration: loaded once, whole, true to the rules of the service, in every state."""

from collections import Counter

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from permeate.cli.demonstration.cast import CAST
from permeate.cli.demonstration.opportunities import OFFERS
from permeate.cli.demonstration.stories import World, play
from permeate.core.vocabulary import PROFESSIONS, SKILLS, THEMES, Kind, Sector
from permeate.journal.chain import Link, faults
from permeate.models import (
    Adoption,
    Agreement,
    AuditEvent,
    Booking,
    CheckIn,
    Claim,
    Decision,
    EvidencePack,
    Notice,
    Opportunity,
    Organisation,
    Outcome,
    Person,
    Placement,
    Practice,
    ProgrammeDate,
    ProvenanceLink,
    ReturnPlan,
    Review,
    ShareEvent,
    TalkOffer,
)
from permeate.queries.history import chain
from permeate.queries.todo import todo_list


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """Loaded once for all tests of this module, each of which works in a savepoint of its own."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        call_command("load_demonstration", verbosity=0)
        yield
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture
def loaded(_loaded, db) -> None:
    """Everything there."""


def personas():
    return Person.objects.exclude(persona="")


def persona(begins: str) -> Person:
    return personas().get(name__startswith=begins)


def to_do(begins: str) -> set[str]:
    """Routes of what waits for a persona."""
    return {task.route for task in todo_list(persona(begins), today=timezone.localdate())}


def test_nobody_fictional_comes_to_production(db, settings) -> None:
    settings.MODE = "production"

    with pytest.raises(CommandError, match="never loaded in production"):
        call_command("load_demonstration")

    assert not Person.objects.exists()


def test_the_history_is_whole_and_in_the_order_of_time(loaded) -> None:
    rows = [(Link(*content), previous, own) for *content, previous, own in chain()]

    assert list(faults(rows, head=None)) == []
    assert len(rows) > 500
    assert rows[-1][0].event == "DEMONSTRATION_LOADED"
    times = [link.at for link, _, _ in rows]
    assert times == sorted(times)
    assert times[-1] <= timezone.now()


def test_a_second_time_changes_nothing(loaded, capsys) -> None:
    events = AuditEvent.objects.count()

    call_command("load_demonstration")

    assert "there already" in capsys.readouterr().out
    assert AuditEvent.objects.count() == events


def test_opportunities_are_of_every_kind_and_most_sectors(loaded) -> None:
    published = Opportunity.objects.published()

    assert published.count() >= 23
    assert {kind for (kind,) in published.values_list("kind").distinct()} == set(Kind)
    sectors = {sector for (sector,) in published.values_list("host__sector").distinct()}
    assert sectors >= set(Sector) - {Sector.OTHER}
    assert Opportunity.objects.filter(status="DRAFT").exists()


def test_bookings_are_in_every_state(loaded) -> None:
    states = Counter(Booking.objects.values_list("status", flat=True))

    assert states.keys() >= {
        "REQUESTED", "WAITING", "APPROVED", "BOOKED", "ATTENDED", "NO_SHOW", "DECLINED",
        "CANCELLED",
    }  # fmt: skip
    assert EvidencePack.objects.count() >= 3


def test_secondments_wait_for_signature_run_and_are_over(loaded) -> None:
    secondments = Placement.objects.filter(kind="SECONDMENT")
    states = dict(secondments.values_list("participant__name", "status"))

    assert states["Participant about to start"] == "PLANNED"
    assert states["Secondee from a city council"] == "ACTIVE"
    assert states["Returned secondee at an NHS trust"] == "RETURNED"
    waiting = Agreement.objects.get(placement__status="PLANNED", placement__booking=None)
    assert waiting.status == "OPEN"
    assert CheckIn.objects.filter(completed_at__isnull=False).count() >= 5
    assert ReturnPlan.objects.exists()


def test_what_was_learned_was_shared_and_decided(loaded) -> None:
    assert ShareEvent.objects.count() >= 4
    verdicts = set(Decision.objects.values_list("verdict", flat=True))
    assert verdicts >= {"ADOPT", "ADAPT", "DEFER"}


def test_practices_reach_every_status_and_guidance_rests_on_them(loaded) -> None:
    statuses = set(Practice.objects.values_list("status", flat=True))
    assert statuses >= {"ACCEPTED", "IMPLEMENTED", "VALIDATED"}
    assert Adoption.objects.exclude(checks=None).exists(), "use was asked after six months"
    assert Outcome.objects.get().level == 3
    links = ProvenanceLink.objects
    assert links.filter(accepted=True, role="CONTRADICTS", resolved_at=None).exists()
    assert links.filter(accepted=None).exists()
    assert TalkOffer.objects.exists()
    assert Review.objects.exists()
    assert "judge_link" in to_do("Programme owner")
    assert "answer_in_use" in to_do("Coordinator at a county council")
    assert "attest_adoption" in to_do("Signatory at a department")


def test_the_programme_has_dates_that_were_hosted_and_free_ones(loaded) -> None:
    today = timezone.localdate()
    ahead = ProgrammeDate.objects.filter(held_on__gt=today)

    assert ahead.filter(hosted__isnull=False).exists()
    assert ahead.filter(hosted=None).exists()
    assert ProgrammeDate.objects.filter(held_on__lt=today, hosted__isnull=False).exists()


def test_yesterday_awaits_a_reflection_and_a_word_from_the_host(loaded) -> None:
    assert "reflect" in to_do("Participant at a county council")
    assert "record_attendance" in to_do("Host manager at a department")


@pytest.mark.parametrize(
    ("begins", "routes"),
    [
        ("Home manager at a county council", {"release", "decide_booking"}),
        ("Participant about to start", {"sign_agreement"}),
        ("Signatory at a metropolitan council", {"sign_agreement"}),
        ("Home manager at a city council", {"plan_return", "check_in"}),
        ("Secondee from a city council", {"record_entry", "check_in"}),
        ("Host manager at a department", {"applications", "check_in"}),
        ("Host manager at an agency", {"confirm_booking"}),
        ("Senior leader", {"share"}),
        ("Coordinator at a county council", {"name_manager"}),
        ("Returned secondee", {"check_in"}),
        ("Operator", {"claim"}),
    ],
)
def test_those_who_must_act_find_it_on_their_home_page(loaded, begins, routes) -> None:
    assert routes <= to_do(begins)


def test_claims_were_approved_refused_and_wait(loaded) -> None:
    assert Counter(Claim.objects.values_list("status", flat=True)) == {
        "APPROVED": 1, "REFUSED": 1, "REQUESTED": 1,
    }  # fmt: skip
    assert Organisation.objects.filter(register="JOINED").count() == 1
    assert Organisation.objects.filter(register="OWN").count() == 60


def test_every_persona_signs_in_with_one_press_and_has_a_page(loaded, settings) -> None:
    settings.MODE = "demonstration"
    page = Client().get(reverse("demonstration")).content.decode()

    assert 12 <= personas().count() <= 20
    for one in personas():
        client = Client()
        assert one.persona in page
        client.post(reverse("demonstration_sign_in", args=[one.reference]))
        assert client.get(reverse("home")).status_code == 200, one.name


def test_everybody_knows_the_password_that_is_shown(loaded, settings) -> None:
    # It was hashed before this test, with what the site hashes with.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

    assert personas().first().check_password(settings.DEMONSTRATION_PASSWORD)


def test_nobody_has_an_address_that_could_be_real(loaded) -> None:
    assert not Person.objects.exclude(email__endswith=".example").exists()
    assert not Notice.objects.exclude(address__endswith=".example").exists()


def test_the_cast_and_the_offers_name_what_exists() -> None:
    keys = [part.key for part in CAST]
    assert len(keys) == len(set(keys))
    assert {part.manager for part in CAST if part.manager} <= set(keys)
    assert all(len(part.tries) <= 80 for part in CAST)
    assert {part.profession for part in CAST if part.profession} <= PROFESSIONS.keys()
    for offer in OFFERS.values():
        assert offer["host"] in keys
        assert offer["profession"] in PROFESSIONS
        assert set(offer["themes"]) <= THEMES.keys()
        assert set(offer.get("skills", [])) <= SKILLS.keys()


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
    assert all(world.day(days) < world.today for days in range(-20, 0))
    assert all(world.day(days) >= world.today for days in range(20))
