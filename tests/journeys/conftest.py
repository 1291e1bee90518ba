"""A real browser on a served site: journeys as people make them, at two sizes, with axe.

``journey`` gives a :class:`Journey`; every page it opens or reaches is checked by axe, for
sideways scrolling and for a heading, and kept as a screenshot under ``build/screenshots``.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

SIZES = {"desktop": (1280, 900), "phone": (375, 800)}
SCREENSHOTS = Path(site.BASE_DIR) / "build" / "screenshots"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Playwright's own loop runs in this thread; the tests' queries are synchronous all the same.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


class Journey:
    """One person's browser. ``page`` is Playwright's page for what is not here."""

    def __init__(self, page: Page, base: str, name: str) -> None:
        self.page, self.base, self.name = page, base, name
        self.steps = 0

    def sign_in(self, person) -> "Journey":
        """Be this person from now on."""
        client = Client()
        client.force_login(person)
        cookie = client.cookies[site.SESSION_COOKIE_NAME]
        self.page.context.clear_cookies()
        self.page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": self.base}]
        )
        return self

    def sign_out(self) -> "Journey":
        self.page.context.clear_cookies()
        return self

    def open(self, path: str) -> "Journey":
        """Go to a path of the site, or a full address from a mail, and check the page."""
        self.page.goto(path if path.startswith("http") else self.base + path)
        return self.check()

    def press(self, name: str, role: str = "button") -> "Journey":
        """Press the button of that name and check what comes."""
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.page.wait_for_load_state()
        return self.check()

    def follow(self, name: str) -> "Journey":
        """Follow the link of that name and check what comes."""
        self.page.locator("a", has_text=name).first.click()
        self.page.wait_for_load_state()
        return self.check()

    def fill(self, label: str, text: str) -> "Journey":
        self.page.get_by_label(label).first.fill(text)
        return self

    def choose(self, label: str) -> "Journey":
        """Tick the radio button or checkbox of that name."""
        self.page.get_by_label(label, exact=True).first.check()
        return self

    def sees(self, text: str) -> "Journey":
        assert text in self.page.locator("body").inner_text(), (
            f"{text!r} is not on {self.page.url}:\n{self.page.locator('main').inner_text()}"
        )
        return self

    def sees_not(self, text: str) -> "Journey":
        assert text not in self.page.locator("body").inner_text()
        return self

    def check(self) -> "Journey":
        """The page is accessible, does not scroll sideways, and is kept as a picture."""
        self.steps += 1
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        picture = SCREENSHOTS / f"{self.name}-{self.steps:02}.png"
        self.page.screenshot(path=picture, full_page=True)
        assert self.page.locator("h1").count() == 1, f"{self.page.url} needs one main heading"
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} pixels"
        found = Axe().run(self.page, options={"runOnly": RULES})
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        return self


@pytest.fixture(params=list(SIZES))
def journey(request, browser, live_server, settings, build) -> Iterator[Journey]:
    """A browser at this size; links in the site's mail lead to the served address."""
    settings.BASE_URL = live_server.url
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(10_000)
    yield Journey(context.new_page(), live_server.url, request.node.name.replace("/", "-"))
    context.close()


@pytest.fixture(autouse=True)
def _mail_is_only_kept(settings) -> None:
    settings.MAIL_CHANNEL = "mailbox"
