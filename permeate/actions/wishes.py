"""People advertise what they seek; hosts invite them; adverts that nobody renews go."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from permeate.actions.needs import fte_of
from permeate.core.access import check_may
from permeate.core.events import Event
from permeate.core.lifecycles import WISH, WISH_INVITATION
from permeate.core.needs import last_day, next_question, outcome_of
from permeate.core.planning import Outcome, kind_of
from permeate.core.refusals import Refused
from permeate.core.wishes import check_advert, check_can_invite, expires, step_due
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Need, Opportunity, Person, Wish, WishInvitation, WishTopic
from permeate.queries.relations import relations_to


@write
def advertise(
    *,
    need: Need,
    title: str,
    learn: Iterable[str],
    bring: Iterable[str],
    profession: str,
    region: str,
    hidden_from_home: bool,
    by: Person,
    now: datetime,
) -> Wish:
    """Advertise a plan, or change its advert; it stands for 90 days from now.

    ``learn`` and ``bring`` are codes of themes and skills. Refused where the plan is not
    whole, is a host's own, or hosts could not find it.
    """
    outcome = _check_whole(need)
    learn = list(learn)
    others = Wish.objects.filter(person=by, status="OPEN").exclude(need=need)
    check_advert(title=title, topics=len(learn), open_ones=others.count())
    wish, _ = Wish.objects.update_or_create(
        need=need,
        defaults={
            **_planned(need, outcome),
            "person": by,
            "title": title.strip(),
            "profession": profession,
            "region": region,
            "hidden_from_home": hidden_from_home,
            "status": WISH.initial,
            "advertised_at": now,
            "expires_on": expires(timezone.localdate(now)),
            "warned_at": None,
        },
    )
    sectors = [code for code in need.answers.get("sectors", "").split(",") if code]
    _put_topics(wish, {"LEARN": learn, "BRING": bring, "SECTOR": sectors})
    _record(Event.WISH_ADVERTISED, wish, by=by, now=now, kind=wish.kind)
    return wish


def _check_whole(need: Need) -> Outcome:
    outcome = outcome_of(need.answers, need.chosen)
    if next_question(need.answers) or outcome is None:
        raise Refused("Answer the questions first, so that there is something to advertise.")
    if need.answers["whom"] == "HOST":
        raise Refused("Offer this as an opportunity: an advert is for somebody who wants to go.")
    return outcome


def _planned(need: Need, outcome: Outcome) -> dict[str, object]:
    """What an advert takes over from its plan."""
    answers = need.answers
    return {
        "home": need.organisation,
        "seeks": answers["goal"],
        "brings": answers["brings"],
        "outcome": outcome.value,
        "kind": kind_of(outcome, answers).value,
        "fte": fte_of(answers),
        "starts_on": date.fromisoformat(answers["start"]),
        "ends_on": last_day(answers),
    }


def _put_topics(wish: Wish, topics: Mapping[str, Iterable[str]]) -> None:
    wish.topics.all().delete()
    WishTopic.objects.bulk_create(
        WishTopic(wish=wish, kind=kind, value=value)
        for kind, values in topics.items()
        for value in dict.fromkeys(values)
    )


@write
def close_wish(*, wish: Wish, by: Person | None, now: datetime) -> Wish:
    """Take an advert down; ``by`` is None where it expired."""
    wish = _locked(wish)
    move = WISH.move("close")
    wish.status = WISH.target(wish.status, move.name)
    wish.save(update_fields=["status"])
    _record(move.event, wish, by=by, now=now)
    return wish


@write
def renew_wish(*, wish: Wish, by: Person, now: datetime) -> Wish:
    """Let an advert stand for another 90 days from now."""
    wish = _locked(wish)
    move = WISH.move("advertise_again")
    wish.status = WISH.target(wish.status, move.name)
    wish.advertised_at, wish.warned_at = now, None
    wish.expires_on = expires(timezone.localdate(now))
    wish.save()
    _record(move.event, wish, by=by, now=now, kind=wish.kind)
    return wish


@write
def tend_wish(*, wish: Wish, now: datetime) -> str:
    """Warn once before an advert expires and close it after; which step was taken."""
    wish = _locked(wish)
    if wish.status != "OPEN":
        return ""
    today = timezone.localdate(now)
    step = step_due(expires_on=wish.expires_on, warned=wish.warned_at is not None, today=today)
    if step == "CLOSE":
        close_wish(wish=wish, by=None, now=now)
    if step == "WARN":
        wish.warned_at = now
        wish.save(update_fields=["warned_at"])
        _record(Event.WISH_WARNED, wish, by=None, now=now)
        notify(Event.WISH_WARNED, to=wish.person, wording="wish_expiring", now=now, wish=wish)
    return step


@write
def invite(
    *, wish: Wish, opportunity: Opportunity, message: str, by: Person, now: datetime
) -> WishInvitation:
    """Point the person behind an advert to an opportunity one hosts.

    Refused unless they could take it up; once for each opportunity.
    """
    wish = _locked(wish)
    check_may("opportunity.edit", relations_to(opportunity, by))
    sent = WishInvitation.objects.filter(
        opportunity__host_id=opportunity.host_id, invited_at__gt=now - timedelta(days=1)
    )
    check_can_invite(
        wish_status=wish.status,
        opportunity_status=opportunity.status,
        seen_by_person=Opportunity.objects.visible_to(wish.person)
        .filter(id=opportunity.id)
        .exists(),
        is_own_wish=wish.person_id == by.id,
        sent_today=sent.count(),
    )
    if not message.strip():
        raise Refused("Say why you think of them.", field="message")
    if WishInvitation.objects.filter(wish=wish, opportunity=opportunity).exists():
        raise Refused("They were invited to this opportunity before.", field="opportunity")
    invitation = WishInvitation.objects.create(
        wish=wish, opportunity=opportunity, invited_by=by, message=message.strip(), invited_at=now
    )
    _record(Event.WISH_INVITED, wish, by=by, now=now, opportunity=opportunity.reference)
    notify(
        Event.WISH_INVITED,
        to=wish.person,
        wording="wish_invited",
        now=now,
        invitation=invitation,
        opportunity=opportunity,
        by=by,
    )
    return invitation


@write
def answer_invitation(
    *, invitation: WishInvitation, interested: bool, answer: str, by: Person, now: datetime
) -> WishInvitation:
    """Say whether it interests one; a yes tells the host one's name."""
    WishInvitation.objects.select_for_update().get(id=invitation.id)
    invitation = WishInvitation.objects.select_related(
        "wish__home", "wish__person", "opportunity__host", "invited_by"
    ).get(id=invitation.id)
    move = WISH_INVITATION.move("take_up" if interested else "turn_down")
    invitation.status = WISH_INVITATION.target(invitation.status, move.name)
    invitation.answer, invitation.answered_at = answer.strip(), now
    invitation.save()
    _record(
        move.event,
        invitation.wish,
        by=by,
        now=now,
        interested=interested,
        opportunity=invitation.opportunity.reference,
    )
    notify(
        move.event,
        to=invitation.invited_by,
        wording="wish_answered",
        now=now,
        invitation=invitation,
        interested=interested,
    )
    return invitation


def _locked(wish: Wish) -> Wish:
    Wish.objects.select_for_update().get(id=wish.id)
    return Wish.objects.select_related("person", "home", "need").get(id=wish.id)


def _record(event: Event, wish: Wish, *, by: Person | None, now: datetime, **facts: object) -> None:
    record(event, wish, by=by, now=now, organisations=[wish.home], **facts)
