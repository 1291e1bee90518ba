"""The Jinja environment of all pages: GOV.UK components, and a few words of our own."""

from collections.abc import Mapping
from typing import Any

from django.templatetags.static import static
from jinja2 import Environment, StrictUndefined

from permeate.web import paging, presenting, rendering
from permeate.web.addresses import url


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


GLOBALS: Mapping[str, Any] = {
    "url": url,
    "static": static,
    "field": rendering.field,
    "fields": rendering.fields,
    "error_summary": rendering.error_summary,
    "component": rendering.component,
    "pages": paging.pages,
    "tag": presenting.tag,
}
