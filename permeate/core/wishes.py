"""Adverts: what one must say, how long one stands, and when a host may answer it."""

from datetime import date, timedelta

from permeate.core.refusals import Refused, refuse_all

STANDS_DAYS = 90
WARN_BEFORE_DAYS = 14
MOST_OPEN = 5
MOST_INVITATIONS_A_DAY = 20


def check_advert(*, title: str, topics: int, open_ones: int) -> None:
    """Refused unless hosts can find it and read at once what it is."""
    refusals = []
    if not title.strip():
        refusals.append(Refused("Give the advert a title.", field="title"))
    if not topics:
        refusals.append(
            Refused("Choose at least one theme or skill, so that hosts find you.", field="learn")
        )
    if open_ones >= MOST_OPEN:
        refusals.append(
            Refused(f"You have {MOST_OPEN} adverts open. Close one before you add another.")
        )
    refuse_all(refusals)


def expires(advertised_on: date) -> date:
    """The last day on which an advert stands."""
    return advertised_on + timedelta(days=STANDS_DAYS)


def step_due(*, expires_on: date, warned: bool, today: date) -> str:
    """WARN, CLOSE or nothing: an advert that nobody renews goes."""
    if today > expires_on:
        return "CLOSE"
    if not warned and today >= expires_on - timedelta(days=WARN_BEFORE_DAYS):
        return "WARN"
    return ""


def check_can_invite(
    *,
    wish_status: str,
    opportunity_status: str,
    seen_by_person: bool,
    is_own_wish: bool,
    sent_today: int,
) -> None:
    """Refused unless the advert stands and the person could take the opportunity up."""
    if is_own_wish:
        raise Refused("This is your own advert.")
    if wish_status != "OPEN":
        raise Refused("This advert is closed, so nobody can be invited on it any more.")
    if opportunity_status != "PUBLISHED":
        raise Refused(
            "This opportunity is not published. Publish it first, so that it can be taken up.",
            field="opportunity",
        )
    if not seen_by_person:
        raise Refused(
            "This opportunity is not shown to their organisation. Change who may see it, or "
            "choose another.",
            field="opportunity",
        )
    if sent_today >= MOST_INVITATIONS_A_DAY:
        raise Refused(
            f"Your organisation has sent {MOST_INVITATIONS_A_DAY} invitations today. Go on "
            "tomorrow."
        )
