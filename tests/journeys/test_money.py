"""Finance decides about VAT, from the mail to the schedule that everybody sees."""

from permeate.core.roles import Role
from tests.journeys.conftest import Journey
from tests.journeys.test_secondment import mail_to
from tests.money import paid_draft


def test_finance_decides_about_vat(journey: Journey, build, now) -> None:
    agreement = paid_draft(build, now)
    placement = agreement.placement
    officer = build.person(placement.home, Role.FINANCE, name="Finance officer")

    # The host sees what it would pay, and that VAT is open; then asks for signatures.
    journey.sign_in(placement.host_manager).open(f"/agreements/{agreement.reference}/")
    journey.follow("What it costs, line by line").sees("A plan").sees("Not decided yet")
    journey.open(f"/agreements/{agreement.reference}/open/").press("Ask all three to sign")

    # Finance reads the proposal, is asked for a reason, and decides.
    journey.sign_in(officer).open("/home/").follow("Decide how VAT is treated")
    journey.sees("The service proposes: standard rate")
    journey.fill("The reason", "").press("Decide in my name").sees("There is a problem")
    journey.choose("Standard rate").fill("The reason", "A supply of staff, taxable.")
    journey.press("Decide in my name").sees("recorded in your name").sees("£5,990.12")

    # The host hears of it and sees the sum with VAT.
    host_manager = placement.host_manager
    journey.sign_in(host_manager).open(mail_to(host_manager, "VAT is decided"))
    journey.sees("£35,940.73").sees("by Finance officer")
