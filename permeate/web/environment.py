"""The Jinja environment of all pages: GOV.UK components, and a few words of our own."""

from collections.abc import Mapping
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from permeate.web import paging, presenting, rendering


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
    return reverse(name, args=args or None, kwargs=kwargs or None)


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
