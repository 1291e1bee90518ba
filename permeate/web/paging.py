"""Links to the other pages of a long list."""

from django.core.paginator import Page
from markupsafe import Markup, escape

from permeate.web.rendering import component

# Stands for the rest of the query, so that lists of one length are drawn once.
KEPT = "\ue001"


def pages(page: Page, query: str = "") -> Markup:
    """The pagination of a list; nothing where it fits on one page.

    ``query`` is the rest of the address's query, already encoded, to be kept.
    """
    if page.paginator.num_pages < 2:
        return Markup("")
    keep = KEPT if query else ""
    items = [
        {"ellipsis": True}
        if number == page.paginator.ELLIPSIS
        else {
            "number": number,
            "href": f"?page={number}{keep}",
            "current": number == page.number,
        }
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    around = {}
    if page.has_previous():
        around["previous"] = {"href": f"?page={page.previous_page_number()}{keep}"}
    if page.has_next():
        around["next"] = {"href": f"?page={page.next_page_number()}{keep}"}
    drawn = component("pagination", items=items, **around)
    return Markup(drawn.replace(KEPT, escape(f"&{query}"))) if query else drawn  # noqa: S704
