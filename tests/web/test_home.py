"""Everybody's first page: what waits, what they can start, and a menu of their own."""

import pytest
from django.urls import reverse

from permeate.core.roles import NOBODY, Role, Standing
from permeate.web.home.presenters import starts
from permeate.web.shell import navigation


def parts(path: str, *roles: Role, operator: bool = False) -> list[dict]:
    standing = Standing(1, operator=operator, roles={1: frozenset(roles)})
    return navigation(standing, path)


def test_a_participant_sees_four_words() -> None:
    assert [part["text"] for part in parts("/home/", Role.PARTICIPANT)] == [
        "Home",
        "Find",
        "Placements",
        "Learning",
    ]


def test_nobody_sees_more_than_seven_words() -> None:
    assert len(parts("/home/", *Role, operator=True)) <= 7


@pytest.mark.parametrize(
    ("route", "part", "entry"),
    [
        ("opportunities", "Find", "Opportunities"),
        ("saved_searches", "Find", "Saved searches"),
        ("my_applications", "Placements", "Applications"),
        ("shares", "Learning", "Shared with us"),
        ("record_entry", "Learning", "What I learned"),
        ("people_start", "Organisation", "People"),
    ],
)
def test_where_one_is_is_marked(route, part, entry) -> None:
    here = [one for one in parts(reverse(route), *Role) if one["here"]]
    assert [one["text"] for one in here] == [part]
    assert [one["text"] for one in here[0]["entries"] if one["here"]] == [entry]


def test_somebody_without_an_organisation_is_shown_the_way_in() -> None:
    assert [one["text"] for one in starts(NOBODY)] == ["Find your organisation", "Ask to join"]


def test_an_empty_list_says_what_one_can_do(build, sign_in) -> None:
    page = sign_in(build.person(build.organisation())).get(reverse("home")).content.decode()
    assert "Nothing is waiting for you now" in page
    assert "Find an opportunity" in page


def test_tasks_are_linked(build, sign_in) -> None:
    release = build.release()
    page = sign_in(release.manager).get(reverse("home")).content.decode()
    assert reverse("release", args=[release.reference]) in page
