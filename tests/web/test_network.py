"""Who has been there and is willing to talk; the monthly look back."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from permeate.actions.talks import answer_review, ask_review, offer_talk
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.talking import reviews_due
from permeate.jobs.learning import ask_reviews
from permeate.models import Notice, Review, TalkOffer

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def placement(build):
    return build.placement(status="ACTIVE")


def test_only_who_offers_is_found_whatever_their_grade(sign_in, build, placement) -> None:
    seeker = build.person(build.organisation(), Role.SENIOR)
    text = sign_in(seeker).get(reverse("network"), {"q": placement.host.name}).content.decode()
    assert placement.participant.name not in text
    offer = reverse("offer_talk", args=[placement.reference])
    client = sign_in(placement.participant)
    assert client.post(offer, {"willing": "yes", "note": "How grants work"}).status_code == 302
    client = sign_in(seeker)
    for query, hit in ((placement.host.name, True), ("Elsewhere", False), ("", True)):
        text = client.get(reverse("network"), {"q": query}).content.decode()
        assert (placement.participant.name in text) is hit, query
    assert placement.participant.email not in text

    ask = reverse("ask_to_talk", args=[TalkOffer.objects.get().reference])
    assert client.post(ask, {"message": ""}).status_code == 422
    assert client.post(ask, {"message": "Who decides?"}).status_code == 302
    assert "asked this person" in client.post(ask, {"message": "Again?"}).content.decode()
    notice = Notice.objects.get(event="TALK_ASKED")
    assert notice.recipient == placement.participant
    assert seeker.email in notice.body

    client = sign_in(placement.participant)
    assert client.post(offer, {"willing": "no"}).status_code == 302
    text = sign_in(seeker).get(reverse("network")).content.decode()
    assert placement.participant.name not in text


def test_nobody_offers_for_another_or_before_they_were_there(build, now) -> None:
    placement = build.placement(status="AGREED")
    with pytest.raises(Refused, match="once you have begun"):
        offer_talk(placement=placement, note="", by=placement.participant, now=now)
    with pytest.raises(Refused, match="whoever was there"):
        offer_talk(placement=placement, note="", by=placement.host_manager, now=now)


@pytest.mark.parametrize(
    ("first", "last", "today", "due"),
    [
        (date(2027, 1, 11), date(2027, 2, 11), date(2027, 3, 1), []),
        (date(2027, 1, 31), date(2027, 7, 9), date(2027, 2, 27), []),
        (date(2027, 1, 31), date(2027, 7, 9), date(2027, 2, 28), [date(2027, 2, 28)]),
        (date(2027, 1, 11), date(2027, 7, 9), date(2027, 5, 30), [date(2027, 5, 11)]),
        (date(2027, 1, 11), date(2027, 7, 9), date(2027, 9, 1), [date(2027, 6, 11)]),
    ],
)
def test_months_are_looked_back_on_in_placements_of_six_weeks_or_more(
    first, last, today, due
) -> None:
    assert reviews_due(first, last, today) == due


def test_both_are_asked_once_a_month_and_answer_from_their_own_link(client, placement) -> None:
    at = datetime(2027, 2, 12, 8, tzinfo=LONDON)
    assert ask_reviews(at) == 1
    assert ask_reviews(at) == 0
    letters = Notice.objects.filter(event="REVIEW_ASKED")
    assert {one.recipient for one in letters} == {placement.participant, placement.host_manager}
    said = {"expected": "Calm.", "happened": "Storm.", "why": "", "keep_or_change": "Book rooms."}
    for letter in letters:
        path = re.search(r"/network/reviews/answer/\S+", letter.body).group()
        assert client.get(path).status_code == 200
        assert client.post(path, {**said, "happened": ""}).status_code == 422
        assert "Thank you" in client.post(path, said).content.decode()
        assert "You have answered this month" in client.get(path).content.decode()
    answers = Review.objects.get().answers.all()
    assert {one.party for one in answers} == {"PARTICIPANT", "HOST"}


def test_the_two_see_both_answers_and_nobody_else_does(sign_in, placement, now) -> None:
    review = ask_review(placement=placement, due_on=date(2027, 2, 11), now=now)
    said = {"expected": "Calm.", "happened": "A storm.", "why": "", "keep_or_change": ""}
    answer_review(review=review, by=placement.participant, now=now, **said)
    with pytest.raises(Refused, match="have answered"):
        answer_review(review=review, by=placement.participant, now=now, **said)
    with pytest.raises(Refused, match="Only the participant"):
        answer_review(review=review, by=placement.home_manager, now=now, **said)
    page = reverse("review", args=[review.reference])
    assert "A storm." in sign_in(placement.host_manager).get(page).content.decode()
    assert sign_in(placement.home_manager).get(page).status_code == 404


@pytest.mark.parametrize("rows", [2, 20])
def test_the_network_asks_as_often_for_many_as_for_few(
    django_assert_max_num_queries, sign_in, build, now, rows
) -> None:
    for _ in range(rows):
        placement = build.placement(status="ACTIVE")
        offer_talk(placement=placement, note="", by=placement.participant, now=now)
    client = sign_in(placement.participant)
    with django_assert_max_num_queries(7):
        assert client.get(reverse("network")).status_code == 200
