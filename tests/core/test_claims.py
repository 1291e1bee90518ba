"""Who may ask for an organisation, and when the operator may say yes."""

import pytest

from permeate.core.claims import (
    check_can_approve,
    check_can_claim,
    check_can_contact,
    check_can_join,
    check_can_refuse,
)
from permeate.core.refusals import Refused


def claim(**changes):
    check_can_claim(
        **{
            "name": "Kent County Council",
            "closed": False,
            "claimed": False,
            "waiting": False,
            "addresses": ["officer@kent.gov.uk"],
            "domains": ["kent.gov.uk"],
            **changes,
        }
    )


def test_a_work_address_at_its_domain_or_below_will_do() -> None:
    claim()
    claim(addresses=["home@gmail.com", "officer@housing.kent.gov.uk"])


def test_where_no_domain_is_known_any_work_address_will_do() -> None:
    claim(domains=[], addresses=["officer@elsewhere.gov.uk"])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"closed": True}, "is closed"),
        ({"claimed": True}, "has a coordinator already"),
        ({"waiting": True}, "asked for this already"),
        ({"addresses": []}, "Verify your e-mail address first"),
        ({"addresses": ["me@gmail.com"]}, "Add your work e-mail address"),
        ({"addresses": ["me@gmail.com"], "domains": []}, "Add your work e-mail address"),
        ({"addresses": ["officer@notkent.gov.uk"]}, "addresses is at kent.gov.uk"),
        ({"addresses": ["officer@kent.gov.uk.example"]}, "addresses is at kent.gov.uk"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(changes, words) -> None:
    with pytest.raises(Refused, match=words):
        claim(**changes)


def ask(**changes):
    check_can_join(
        **{
            "name": "A Charity",
            "website": "https://a.org.uk",
            "reason": "To learn.",
            "addresses": ["me@a.org.uk"],
            "listed": False,
            "waiting": False,
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"website": ""}, "website"),
        ({"reason": " "}, "reason"),
        ({"listed": True}, "name"),
        ({"waiting": True}, None),
        ({"addresses": ["me@gmail.com"]}, None),
    ],
)
def test_a_new_organisation_needs_all_of_it(changes, field) -> None:
    ask()
    with pytest.raises(Refused) as refusal:
        ask(**changes)
    assert refusal.value.field == field


@pytest.mark.parametrize("changes", ["closed", "claimed", "listed"])
def test_what_changed_meanwhile_stops_an_approval(changes) -> None:
    usual = {"name": "A", "closed": False, "claimed": False, "listed": False}
    check_can_approve(**usual)
    with pytest.raises(Refused, match="Refuse the request"):
        check_can_approve(**usual | {changes: True})


def test_a_no_needs_a_reason() -> None:
    with pytest.raises(Refused):
        check_can_refuse(" ")


def test_a_message_needs_words_a_reader_and_patience() -> None:
    check_can_contact(body="Hello", coordinators=1, sent_today=9)
    for wrong in (
        {"body": " ", "coordinators": 1, "sent_today": 0},
        {"body": "Hello", "coordinators": 0, "sent_today": 0},
        {"body": "Hello", "coordinators": 1, "sent_today": 10},
    ):
        with pytest.raises(Refused):
            check_can_contact(**wrong)
