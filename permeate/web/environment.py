"""The Jinja environment of all pages: GOV.UK components, and a few words of our own."""

import functools
from collections.abc import Mapping
from typing import Any

from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, reverse
from jinja2 import Environment, StrictUndefined

from permeate.web import paging, presenting, rendering

STAND_IN = "zZstandZin"


def environment(**options: Any) -> Environment:
    """An environment in which a misspelt name in a page is an error, not a gap."""
    jinja = Environment(  # noqa: S701  autoescape comes with the options
        trim_blocks=True,
        lstrip_blocks=True,
        **{**options, "undefined": StrictUndefined},
    )
    jinja.globals.update(GLOBALS)
    jinja.filters.update(presenting.FILTERS)
    return jinja


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page; where it takes a reference, filled into what is known of it."""
    if not args and len(kwargs) == 1:
        ((part, value),) = kwargs.items()
        if type(value) is str and value.isascii() and value.isalnum():
            around = _around(name, part, get_script_prefix())
            if around:
                return value.join(around)
    return reverse(name, args=args or None, kwargs=kwargs or None)


@functools.lru_cache(maxsize=1000)
def _around(name: str, part: str, _prefix: str) -> list[str] | None:
    """An address before and after the one part that varies; None where not any text may."""
    try:
        around = reverse(name, kwargs={part: STAND_IN}).split(STAND_IN)
    except NoReverseMatch:
        return None
    return around if len(around) == 2 else None


GLOBALS: Mapping[str, Any] = {
    "url": _url,
    "static": static,
    "field": rendering.field,
    "fields": rendering.fields,
    "error_summary": rendering.error_summary,
    "component": rendering.component,
    "pages": paging.pages,
    "tag": presenting.tag,
}
