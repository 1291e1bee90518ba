"""A plan is kept answer by answer, and carries into advert, release, application, agreement."""

from datetime import date, timedelta

import pytest

from permeate.actions.agreements import draft_agreement
from permeate.actions.needs import (
    answer_question,
    choose_outcome,
    forget_need,
    keep_drafts,
    offer_from_need,
    start_need,
)
from permeate.actions.wishes import (
    advertise,
    answer_invitation,
    close_wish,
    invite,
    renew_wish,
    tend_wish,
)
from permeate.core.needs import Judge, Objective
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.vocabulary import Sector
from permeate.jobs.wishes import tend_wishes
from permeate.models import AuditEvent, Need, Notice, Release, Wish
from permeate.queries.todo import todo_list
from permeate.queries.wishes import Wanted, for_hosts
from tests.core.test_planning import WHOLE


@pytest.fixture
def person(build):
    home = build.organisation()
    return build.person(home, manager=build.person(home, Role.MANAGER))


def planned(person, now, **changes):
    need = start_need(organisation=person.memberships.get().organisation, by=person, now=now)
    for slug, answer in {**WHOLE, **changes}.items():
        need = answer_question(need=need, slug=slug, answer=answer, by=person, now=now)
    return need


def advert(need, now, **changes):
    return advertise(
        **{
            "need": need, "title": "Permits officer seeks a department", "learn": ["PLANNING"],
            "bring": ["CASEWORK"], "profession": "PLANNING", "region": "LONDON",
            "hidden_from_home": False, "by": need.owner, "now": now, **changes,
        }
    )  # fmt: skip


def test_the_last_answer_drafts_and_later_answers_keep_ones_own_words(person, now) -> None:
    need = planned(person, now)
    assert need.objectives.count() == 3
    assert need.sharing_home

    own = (Objective("Mine", "One page", date(2027, 5, 1), Judge.PARTICIPANT),)
    keep_drafts(need=need, objectives=own, sharing_home="A", sharing_host="B", by=person, now=now)
    answer_question(need=need, slug="goal", answer="Another goal", by=person, now=now)

    need = Need.objects.get(id=need.id)
    assert [one.text for one in need.objectives.all()] == ["Mine"]
    assert (need.answers["goal"], need.sharing_home) == ("Another goal", "A")
    events = AuditEvent.objects.filter(subject=need.reference)
    assert events.filter(event="NEED_ANSWERED").count() == len(WHOLE) + 1
    assert "Another goal" not in str([event.facts for event in events])


def test_an_answer_drops_those_it_makes_pointless(person, now) -> None:
    need = planned(person, now)
    need = answer_question(need=need, slug="length", answer="DAYS", by=person, now=now)
    assert "days_a_week" not in need.answers


def test_one_plans_only_where_one_belongs(build, person, now) -> None:
    with pytest.raises(Refused, match="belong"):
        start_need(organisation=build.organisation(), by=person, now=now)


def test_choosing_otherwise_and_going_back(person, now) -> None:
    need = planned(person, now)
    need = choose_outcome(need=need, outcome="SHADOWING", by=person, now=now)
    assert advert(need, now).kind == "SHADOWING"
    assert choose_outcome(need=need, outcome="", by=person, now=now).chosen == ""


def test_a_host_makes_an_opportunity_of_it_without_typing_it_again(build, now) -> None:
    host = build.organisation()
    manager = build.person(host, Role.HOST)
    need = planned(manager, now, whom="HOST", people="ONE")
    made = offer_from_need(need=need, by=manager, now=now)
    assert (made.kind, made.status, made.need) == ("SECONDMENT", "DRAFT", need)
    assert (made.summary, made.host_learns) == ("Run our desk", "Ten years")
    assert (made.starts_on, made.ends_on) == (date(2027, 1, 11), date(2027, 7, 13))
    assert [one.text for one in made.objectives.all()][1] == "Run our desk"
    with pytest.raises(Refused, match="Offer this as an opportunity"):
        advert(need, now)


def test_it_carries_into_release_and_agreement(build, person, now) -> None:
    need = planned(person, now)
    release = build.release(person, status="GRANTED", need=need, purpose="Run our desk")
    placement = build.placement(build.application(release, status="ACCEPTED"))
    agreement = draft_agreement(placement=placement, by=placement.host_manager, now=now)
    content = agreement.current.content
    assert (
        "Run our desk – we will know by: A procedure we tried (by 13 July 2027, judged by the "
        "home manager)" in content["development"]
    )
    assert content["sharing_home"] == need.sharing_home
    assert content["sharing_host"] == need.sharing_host


def test_deleting_a_plan_leaves_what_was_made_of_it(build, person, now) -> None:
    need = planned(person, now)
    advert(need, now)
    release = build.release(person, need=need)
    forget_need(need=need, by=person, now=now)
    assert not Wish.objects.exists()
    assert Release.objects.get(id=release.id).need is None


def test_an_advert_must_be_found_and_hosts_find_it(build, person, now) -> None:
    need = planned(person, now, sectors="NHS,AGENCY")
    with pytest.raises(Refused, match="theme or skill"):
        advert(need, now, learn=[])
    wish = advert(need, now)
    advert(need, now, title="Changed")
    assert Wish.objects.count() == 1

    host = build.person(build.organisation(), Role.HOST)
    for wanted in (Wanted(), Wanted(text="desk"), Wanted(topic="PLANNING", region="LONDON")):
        assert list(for_hosts(host, wanted)) == [wish]
    for wanted in (Wanted(text="boats"), Wanted(topic="WASTE"), Wanted(kind="SHADOWING")):
        assert not for_hosts(host, wanted)
    assert not for_hosts(build.person(build.organisation()), Wanted())
    assert sorted(t.value for t in wish.topics.filter(kind="SECTOR")) == ["AGENCY", "NHS"]


def test_it_may_be_hidden_from_home(build, person, now) -> None:
    advert(planned(person, now), now, hidden_from_home=True)
    home = person.memberships.get().organisation
    assert not for_hosts(build.person(home, Role.COORDINATOR), Wanted())
    assert for_hosts(build.person(build.organisation(), Role.HOST), Wanted())


def test_nobody_advertises_without_end(person, now) -> None:
    for _ in range(5):
        advert(planned(person, now), now)
    with pytest.raises(Refused, match="5 adverts"):
        advert(planned(person, now), now)


def test_an_advert_that_nobody_renews_is_warned_of_and_goes(person, now) -> None:
    wish = advert(planned(person, now), now)
    assert tend_wishes(now + timedelta(days=75)) == {"WARN": 0, "CLOSE": 0}
    for _ in range(2):  # once, however often it runs
        tend_wishes(now + timedelta(days=77))
    assert Notice.objects.filter(event="WISH_WARNED").count() == 1
    assert tend_wish(wish=wish, now=now + timedelta(days=90)) == ""
    assert tend_wishes(now + timedelta(days=91)) == {"WARN": 0, "CLOSE": 1}
    wish = renew_wish(wish=wish, by=person, now=now + timedelta(days=92))
    assert (wish.status, wish.warned_at) == ("OPEN", None)


def test_a_host_invites_and_a_yes_tells_the_name(build, person, now) -> None:
    wish = advert(planned(person, now), now)
    opportunity = build.opportunity()
    host = opportunity.host_manager
    invitation = invite(
        wish=wish, opportunity=opportunity, message="We lack permits.", by=host, now=now
    )
    asked = Notice.objects.get(event="WISH_INVITED")
    assert asked.recipient == person
    assert f"A host invites you: {opportunity.title}" in [
        task.text for task in todo_list(person, today=now.date())
    ]
    answered = answer_invitation(
        invitation=invitation, interested=True, answer="Gladly.", by=person, now=now
    )
    assert answered.status == "INTERESTED"
    told = Notice.objects.get(event="WISH_INVITATION_ANSWERED")
    assert told.recipient == host
    assert person.name in told.body
    with pytest.raises(Refused):
        answer_invitation(invitation=invitation, interested=False, answer="", by=person, now=now)


def test_a_no_keeps_the_name(build, person, now) -> None:
    wish = advert(planned(person, now), now)
    opportunity = build.opportunity()
    invitation = invite(
        wish=wish, opportunity=opportunity, message="x", by=opportunity.host_manager, now=now
    )
    answer_invitation(invitation=invitation, interested=False, answer="", by=person, now=now)
    assert person.name not in Notice.objects.get(event="WISH_INVITATION_ANSWERED").body


def test_when_nobody_can_be_invited(build, person, now) -> None:
    wish = advert(planned(person, now), now)
    shut = build.opportunity(visibility="SECTORS")
    draft = build.opportunity(status="DRAFT")
    good = build.opportunity()

    def refused(words: str, opportunity=good, **changes) -> None:
        given = {"wish": wish, "opportunity": opportunity, "message": "x", "now": now}
        with pytest.raises(Refused, match=words):
            invite(**{**given, "by": opportunity.host_manager, **changes})

    refused("not shown to their organisation", shut)
    refused("not published", draft)
    refused("Say why", message=" ")
    refused("Only", by=build.person(build.organisation(sector=Sector.NHS), Role.HOST))
    invite(wish=wish, opportunity=good, message="x", by=good.host_manager, now=now)
    refused("before")
    close_wish(wish=wish, by=person, now=now)
    refused("closed")
