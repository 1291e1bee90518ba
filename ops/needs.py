"""What tests and trials may need of the machine, and how long they go on."""

import os
import shutil

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Return the path of a Chromium (PERMEATE_CHROMIUM or one on the path), or None."""
    named = os.environ.get("PERMEATE_CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)


def everything_required() -> bool:
    """Whether a test that cannot run here is a failure and not a skip."""
    return os.environ.get("PERMEATE_REQUIRE_ALL") == "1"


def soaking(asked: bool = False) -> bool:
    """Whether the long trials run in full."""
    return asked or os.environ.get("PERMEATE_SOAK") == "1"
