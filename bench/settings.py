"""The site's settings for measuring: as in production, but served over plain loopback."""

from pathlib import Path

from permeate.settings import *  # noqa: F403
from permeate.settings import TEMPLATES

ROOT_URLCONF = "bench.urls"
SECURE_SSL_REDIRECT = False
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
