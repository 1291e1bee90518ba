"""What a host can say about attendance, and by which way."""

from collections.abc import Mapping
from enum import StrEnum


class Said(StrEnum):
    """The host's word."""

    ATTENDED = "ATTENDED"
    NO_SHOW = "NO_SHOW"
    WITHDRAWN = "WITHDRAWN"  # a confirmation was taken back


class Way(StrEnum):
    """How it was given."""

    LINK = "LINK"
    SIGNED_IN = "SIGNED_IN"
    CODE = "CODE"


SAID_LABELS: Mapping[Said, str] = {
    Said.ATTENDED: "Attended",
    Said.NO_SHOW: "Did not attend",
    Said.WITHDRAWN: "Confirmation taken back",
}
WAY_LABELS: Mapping[Way, str] = {
    Way.LINK: "through a single-purpose link that the service sent to the host’s e-mail address",
    Way.SIGNED_IN: "signed in to the service",
    Way.CODE: "at the place, by a code that the host, signed in to the service, showed",
}
HOST_AUTHORITY = "host of the day"
