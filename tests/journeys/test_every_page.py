"""Every page that a persona of the demonstration can reach by following links.

At 320 pixels, which is 1,280 at 400 per cent: nothing is broken, nothing scrolls sideways, axe
finds nothing, and the keyboard reaches the skip link first.
"""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from permeate.models import Person
from tests.journeys.conftest import RULES

NARROW = {"width": 320, "height": 800}
# These show everybody something else; any other route is the same page for the next persona.
HUBS = {
    "home",
    "placements",
    "bookings",
    "learning",
    "shares",
    "hosting",
    "people_start",
    "insight",
}
SEEN: Counter[str] = Counter()


@pytest.fixture
def demonstration(transactional_db, settings, live_server) -> None:
    settings.MODE = "demonstration"
    settings.BASE_URL = live_server.url
    call_command("load_demonstration", verbosity=0)


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport=NARROW)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def route(address: str) -> str | None:
    """The route's name; None for what is not a page of the site."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    return match.url_name


def opens(page, address: str) -> bool | None:
    """Whether it is answered with a page; None for a file, which is downloaded instead."""
    try:
        answer = page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return None
        raise
    return answer is not None and answer.status == 200


def faults(page, address: str) -> list[str]:
    """What is wrong with this page, in words."""
    opened = opens(page, address)
    if not opened:
        return [] if opened is None else [f"{address}: is not answered with a page"]
    found = []
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if wide > 0:
        found.append(f"{address}: scrolls sideways by {wide} pixels at 320")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    if "govuk-skip-link" not in first:
        found.append(f"{address}: the keyboard starts at {first!r}, not at the skip link")
    result = Axe().run(page, options={"runOnly": RULES})
    if result.violations_count:
        found.append(f"{address}: {result.generate_report()}")
    return found


def links(page, base: str) -> list[str]:
    """Addresses of the site this page links to, downloads left out."""
    hrefs = page.eval_on_selector_all("a[href]:not([download])", "all => all.map(one => one.href)")
    files = (".csv", ".pdf", ".xlsx", ".json")
    return [
        href.split("#")[0]
        for href in hrefs
        if href.startswith(base) and not urlsplit(href).path.rstrip("/").endswith(files)
    ]


def crawl(page, base: str) -> list[str]:
    """Follow links from the home page to every route not seen yet; faults of the pages."""
    waiting, mine, found = [f"{base}/home/"], set(), []
    while waiting:
        address = waiting.pop(0)
        name = route(address)
        if name is None or name in mine or (SEEN[name] and name not in HUBS):
            continue
        mine.add(name)
        SEEN[name] += 1
        if SEEN[name] == 1:
            found += faults(page, address)
        elif opens(page, address) is False:
            found.append(f"{address}: is broken")
        waiting += links(page, base)
    return found


def test_every_page_of_every_persona(demonstration, page, live_server) -> None:
    personas = list(Person.objects.exclude(persona="").order_by("id"))
    found = {}
    for persona in personas:
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/demonstration/")
        page.click(f'form[action$="/sign-in/{persona.reference}/"] button')
        page.wait_for_url("**/home/")  # or going on would break off the signing in
        faults_here = crawl(page, live_server.url)
        if faults_here:
            found[persona.name] = faults_here
    assert len(personas) >= 8
    assert len(SEEN) >= 60, sorted(SEEN)
    assert found == {}, "\n".join(line for lines in found.values() for line in lines)
