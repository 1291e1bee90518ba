"""When somebody may ask to be an organisation's first coordinator, and when that is granted."""

from collections.abc import Collection

from permeate.core.organisations import is_at, work_addresses
from permeate.core.refusals import Refused, refuse_all

MESSAGES_A_DAY = 10


def check_can_claim(
    *,
    name: str,
    closed: bool,
    claimed: bool,
    waiting: bool,
    addresses: Collection[str],
    domains: Collection[str],
) -> None:
    """Refused unless this person, with these verified addresses, may ask for it.

    Where the register knows no domain any work address will do: the operator checks.
    """
    if closed:
        raise Refused(f"{name} is closed. Look for the organisation that took its place.")
    if claimed:
        raise Refused(f"{name} has a coordinator already. Ask them for an invitation.")
    if waiting:
        raise Refused("You have asked for this already. The operator will answer by e-mail.")
    if not addresses:
        raise Refused("Verify your e-mail address first: open the link in the message we sent you.")
    if not work_addresses(addresses):
        raise Refused("Add your work e-mail address to your account, verify it and try again.")
    if domains and not any(is_at(address, domains) for address in addresses):
        raise Refused(
            f"None of your verified e-mail addresses is at {' or '.join(sorted(domains))}. Add "
            "your work address to your account and verify it, or ask the operator for help."
        )


def check_can_join(
    *, name: str, website: str, reason: str, addresses: Collection[str], listed: bool, waiting: bool
) -> None:
    """Refused unless a new organisation may be proposed."""
    refusals = []
    if not name.strip():
        refusals.append(Refused("Enter the organisation’s name.", field="name"))
    if listed:
        refusals.append(
            Refused(
                f"{name.strip()} is in the register already. Find it there and ask to "
                "coordinate it.",
                field="name",
            )
        )
    if waiting:
        refusals.append(
            Refused("You have asked for this organisation already. Wait for the answer.")
        )
    if not website.strip():
        refusals.append(Refused("Enter the organisation’s website.", field="website"))
    if not reason.strip():
        refusals.append(
            Refused("Say what your organisation wants to use the service for.", field="reason")
        )
    if not work_addresses(addresses):
        refusals.append(
            Refused("Add your work e-mail address to your account, verify it and try again.")
        )
    refuse_all(refusals)


def check_can_approve(*, name: str, closed: bool, claimed: bool, listed: bool) -> None:
    """Refused where it closed, got a coordinator or entered a register in the meantime."""
    if closed:
        raise Refused(f"{name} has closed. Refuse the request and say so.")
    if claimed:
        raise Refused(
            f"{name} has a coordinator by now. Refuse the request and name whom to ask for "
            "an invitation."
        )
    if listed:
        raise Refused(
            f"{name} is in the register by now. Refuse the request and ask them to claim it there."
        )


def check_can_refuse(reason: str) -> None:
    """Refused without a reason that the person can read."""
    if not reason.strip():
        raise Refused("Give your reason. The person who asked reads it.", field="reason")


def check_can_contact(*, body: str, coordinators: int, sent_today: int) -> None:
    """Refused for an empty message, nobody to read it, or one too many in a day."""
    if not coordinators:
        raise Refused("This organisation has no coordinator yet, so nobody would read this.")
    if not body.strip():
        raise Refused("Write your message.", field="body")
    if sent_today >= MESSAGES_A_DAY:
        raise Refused(f"You have sent {MESSAGES_A_DAY} messages today. Send this one tomorrow.")
