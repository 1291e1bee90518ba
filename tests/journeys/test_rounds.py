"""A round in a browser: an owner sets it up, tries and publishes; a person ranks and answers."""

from datetime import timedelta

from permeate.core.roles import Role
from permeate.jobs.rounds import try_round
from permeate.models import Programme, ProgrammeMember, Round, RoundRun
from tests.journeys.conftest import Journey


def test_a_round_from_setting_up_to_an_answer(journey: Journey, build) -> None:
    runner, home = build.organisation("Runner"), build.organisation("Home council")
    owner = build.person(runner, Role.PROGRAMME_OWNER, name="Owner")
    hosts = [build.organisation(f"Host {one}") for one in "AB"]
    managers = [build.person(host, Role.HOST, name=f"Manager {host.name}") for host in hosts]
    for host, manager in zip(hosts, managers, strict=True):
        build.opportunity(host, manager, title=f"Work at {host.name}")
    ada, ben = (build.person(home, name=name) for name in ("Ada", "Ben"))
    programme = Programme.objects.create(
        name="Exchange", organisation=runner, owner=owner, starts_on=build.now.date(),
        created_at=build.now,
    )  # fmt: skip
    for one in (runner, home, *hosts):
        ProgrammeMember.objects.create(programme=programme, organisation=one)

    journey.sign_in(owner).open(f"/programmes/{programme.reference}/").follow("Set up a round")
    journey.press("Save and continue").sees("Enter the round’s name")
    closes = build.now.date() + timedelta(days=3650)
    journey.fill("Name", "Spring").choose("Best for people")
    for field, day in (("rankings_close_on", closes), ("answers_due_on", closes + timedelta(30))):
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            journey.page.locator(f"[name={field}-{part}]").fill(str(value))
    journey.press("Save and continue")
    for host in hosts:
        named = f"Work at {host.name} at {host.name}"
        journey.page.get_by_label("Opportunity").select_option(label=named)
        journey.press("Add").sees(named)
    journey.follow("Back to the round").press("Open rankings").sees("Rankings are open")

    round_ = Round.objects.get()
    for person, order in ((ada, "12"), (ben, "12")):
        journey.sign_in(person).open(f"/rounds/{round_.reference}/").follow("Rank places")
        for host, rank in zip(hosts, order, strict=True):
            label = f"Work at {host.name} at {host.name}"
            journey.page.get_by_label(label).select_option(rank)
        journey.press("Save my ranking").sees("You ranked 2 places")
    for manager, host in zip(managers, hosts, strict=True):
        journey.sign_in(manager).open(f"/rounds/{round_.reference}/")
        journey.follow(f"Rank people for Work at {host.name}")
        journey.page.get_by_label("Ben").select_option("1")
        journey.page.get_by_label("Ada").select_option("2")
        journey.press("Save the ranking").sees("Your ranking is saved")

    journey.sign_in(owner).open(f"/rounds/{round_.reference}/").choose("Fair plan").press("Try it")
    journey.sees("Waiting for the worker")
    try_round(RoundRun.objects.latest("id").reference)
    journey.press("Reload").sees("2 of 2 people placed").sees("cannot be published")
    journey.open(f"/rounds/{round_.reference}/").press("Close rankings now").press("Match")
    try_round(RoundRun.objects.latest("id").reference)
    journey.press("Reload").press("Publish this result").sees("Everybody who takes part is told")

    journey.sign_in(ada).open(f"/rounds/{round_.reference}/").press("See your answer")
    journey.sees("Work at Host B at Host B").sees("ranked above you; your next was")
    journey.press("Send the answer").sees("Select yes or no")
    journey.choose("Yes, I accept it").press("Send the answer").sees("Now ask for your release")
