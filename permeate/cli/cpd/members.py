"""What the command line says of a member."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.management.base import CommandError

from permeate.core.cpd.member import Held, Member
from permeate.core.cpd.scheme import MonthDay
from permeate.core.cpd.vocabulary import slug


def day(text: str, option: str) -> date:
    """A date such as 2026-01-31; CommandError names the option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            f"{option} must be a date such as 2026-01-31, not “{text}”.", returncode=2
        ) from error


def member_from(
    *,
    categories: Sequence[str],
    year_start: str | None,
    since: str | None,
    fte: str | None,
) -> Member:
    """The member; CommandError for what cannot be read."""
    start, period = _year_start(year_start) if year_start else (None, None)
    return Member(
        categories=tuple(_held(text) for text in categories),
        year_start=start,
        period_start=period,
        since=day(since, "--member-since") if since else None,
        fte=_share(fte) if fte else None,
    )


def _held(text: str) -> Held:
    name, at, on = text.partition("@")
    return Held(slug(name), day(on, "--category NAME@DATE") if at else None)


def _year_start(text: str) -> tuple[MonthDay, date | None]:
    """A month and day, or the first day of a period of several years."""
    full = text if len(text) > len("01-31") else f"2000-{text}"
    first = day(full, "--year-start")
    return (first.month, first.day), first if full == text else None


def _share(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise CommandError(
            f"--fte must be a share such as 0.6, not “{text}”.", returncode=2
        ) from error
