"""A variation: drafted beside what is signed, changed, lapsed, signed again, in force."""

from datetime import timedelta

from django.utils import timezone

from permeate.core.vocabulary import Party
from permeate.models import Agreement, Placement
from tests.actions.test_agreements import sign
from tests.journeys.conftest import Journey
from tests.money import paid_placement


def test_an_extension_is_varied_lapses_and_comes_into_force(journey: Journey, build, now) -> None:
    placement = paid_placement(build, now)
    today = timezone.localdate()
    first, last = today - timedelta(days=30), today + timedelta(days=60)
    agreement = Agreement.objects.get()
    agreement.current.content |= {
        "starts_on": first.isoformat(), "ends_on": last.isoformat(),
    }  # fmt: skip
    agreement.current.save()
    Placement.objects.update(status="ACTIVE", started_at=now, starts_on=first, ends_on=last)

    host, home = placement.host_manager, placement.home_manager
    journey.sign_in(host).open(f"/agreements/{agreement.reference}/")
    journey.follow("Vary the terms").press("Begin the variation").sees("There is a problem")
    journey.choose("Extend it").fill("Why?", "The work needs two months more.")
    journey.press("Begin the variation").sees("What was signed stands meanwhile")
    longer = last + timedelta(days=60)
    for part, value in (("day", longer.day), ("month", longer.month), ("year", longer.year)):
        journey.page.fill(f"[name=ends_on-{part}]", str(value))
    journey.press("Save").sees("less than three months before its end")
    journey.follow("See what changes").sees("What the variation changes")
    variation = Agreement.objects.get(varies=agreement)
    path = f"/agreements/{variation.reference}/"
    journey.open(path).follow("Open for signature").press("Ask all three to sign")

    sign(variation, Party.HOME, now)
    journey.sign_in(home).open(path).sees("1 of 3 signed")
    journey.follow("Change the terms").follow("Dates and notice")
    journey.fill("Notice home gives", "6").fill("Why do you change this?", "We need longer.")
    journey.press("Save").sees("Earlier signatures have lapsed").sees("Lapsed: sign again")
    journey.follow("Open for signature").press("Ask all three to sign")
    for party in Party:
        sign(variation, party, now)
    journey.open(path).sees("This took the place of").sees("3 of 3 signed")
    journey.open(f"/placements/{placement.reference}/").sees(f"{longer.day} {longer:%B %Y}")
    journey.open(f"/agreements/{agreement.reference}/").sees("Replaced by a variation")
