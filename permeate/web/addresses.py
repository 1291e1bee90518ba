"""Addresses of pages, most of which are the same but for one reference."""

import functools
from typing import Any

from django.urls import NoReverseMatch, reverse

STAND_IN = "zZstandZin"


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page; where it takes a reference, filled into what is known of it."""
    if not (args or kwargs):
        return _address(name)
    if not args and len(kwargs) == 1:
        ((part, value),) = kwargs.items()
        if type(value) is str and value.isascii() and value.isalnum():
            around = _around(name, part)
            if around:
                return value.join(around)
    return reverse(name, args=args or None, kwargs=kwargs or None)


_address = functools.lru_cache(maxsize=1000)(reverse)  # the same for everybody, always


@functools.lru_cache(maxsize=1000)
def _around(name: str, part: str) -> list[str] | None:
    """An address before and after the one part that varies; None where not any text may."""
    try:
        around = reverse(name, kwargs={part: STAND_IN}).split(STAND_IN)
    except NoReverseMatch:
        return None
    return around if len(around) == 2 else None
