"""Reads about the service's own pages and about concerns."""

from django.db.models import F, QuerySet

from permeate.core.pages import FIRST_TEXTS, PAGES, is_unfinished
from permeate.models import Concern, Page, Person


def concerns(person: Person) -> QuerySet[Concern]:
    """Concerns the person may read: open ones first, then the newest."""
    return (
        Concern.objects.visible_to(person)
        .select_related("reported_by", "closed_by")
        .order_by(F("closed_at").desc(nulls_first=True), "-reported_at")
    )


def text_of(slug: str) -> tuple[str, Page | None]:
    """What the page says now, and its row once an operator has written one."""
    page = Page.objects.filter(slug=slug).first()
    return (page.body if page and page.body else FIRST_TEXTS[slug]), page


def all_pages() -> list[dict[str, object]]:
    """Every page with when it was written and whether gaps are left."""
    written = {page.slug: page for page in Page.objects.all()}
    return [
        {
            "slug": slug,
            "title": title,
            "page": written.get(slug),
            "unfinished": is_unfinished(
                written[slug].body if slug in written else FIRST_TEXTS[slug]
            ),
        }
        for slug, title in PAGES.items()
    ]
