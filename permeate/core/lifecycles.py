"""Statuses and allowed moves, as tables of data; who owns each move and what it records.

``docs/lifecycles.md`` is drawn from these tables and must be in step with them.
*When may* is here; *who may* is asked of :mod:`permeate.core.access`.
"""

from permeate.core.events import Event
from permeate.core.moves import Lifecycle, Move
from permeate.core.relations import Relation as R
from permeate.core.round_lifecycles import MATCH, ROUND

OPPORTUNITY = Lifecycle(
    "opportunity",
    "DRAFT",
    {
        "DRAFT": "Draft",
        "PUBLISHED": "Published",
        "CLOSED": "Closed",
        "WITHDRAWN": "Withdrawn",
    },
    (
        Move(
            "publish",
            ("DRAFT", "CLOSED"),
            "PUBLISHED",
            (R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.OPPORTUNITY_PUBLISHED,
        ),
        Move(
            "close",
            ("PUBLISHED",),
            "CLOSED",
            (R.HOST_MANAGER, R.HOST_COORDINATOR, R.SYSTEM),
            Event.OPPORTUNITY_CLOSED,
        ),
        Move(
            "withdraw",
            ("DRAFT", "PUBLISHED", "CLOSED"),
            "WITHDRAWN",
            (R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.OPPORTUNITY_WITHDRAWN,
        ),
    ),
)

BOOKING = Lifecycle(
    "booking",
    "REQUESTED",
    {
        "REQUESTED": "Waiting for your manager",
        "WAITING": "On the waiting list",
        "APPROVED": "Waiting for the host",
        "BOOKED": "Booked",
        "DECLINED": "Declined",
        "LAPSED": "Lapsed",
        "CANCELLED": "Cancelled",
        "ATTENDED": "Attended",
        "NO_SHOW": "Did not attend",
    },
    (
        Move("promote", ("WAITING",), "REQUESTED", (R.SYSTEM,), Event.BOOKING_PROMOTED),
        Move("approve", ("REQUESTED",), "APPROVED", (R.HOME_MANAGER,), Event.BOOKING_APPROVED),
        Move(
            "decline",
            ("REQUESTED", "WAITING", "APPROVED"),
            "DECLINED",
            (R.HOME_MANAGER, R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.BOOKING_DECLINED,
        ),
        Move(
            "confirm",
            ("APPROVED",),
            "BOOKED",
            (R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.BOOKING_CONFIRMED,
        ),
        Move(
            "lapse",
            ("REQUESTED", "WAITING", "APPROVED"),
            "LAPSED",
            (R.SYSTEM,),
            Event.BOOKING_LAPSED,
        ),
        Move(
            "cancel",
            ("REQUESTED", "WAITING", "APPROVED", "BOOKED"),
            "CANCELLED",
            (R.SELF, R.HOME_MANAGER, R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.BOOKING_CANCELLED,
        ),
        Move(
            "confirm_attendance",
            ("BOOKED",),
            "ATTENDED",
            (R.HOST_MANAGER, R.HOST_COORDINATOR, R.LINK_HOLDER),
            Event.BOOKING_ATTENDED,
        ),
        Move(
            "record_no_show",
            ("BOOKED",),
            "NO_SHOW",
            (R.HOST_MANAGER, R.HOST_COORDINATOR, R.LINK_HOLDER),
            Event.BOOKING_MISSED,
        ),
        Move(
            "correct_attendance",
            ("NO_SHOW",),
            "ATTENDED",
            (R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.BOOKING_ATTENDED,
        ),
        Move(
            "correct_confirmation",
            ("ATTENDED",),
            "ATTENDED",
            (R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.ATTENDANCE_CORRECTED,
        ),
        Move(
            "take_back",
            ("ATTENDED",),
            "NO_SHOW",
            (R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.ATTENDANCE_TAKEN_BACK,
        ),
    ),
)

RELEASE = Lifecycle(
    "release",
    "REQUESTED",
    {
        "REQUESTED": "Waiting for a decision",
        "GRANTED": "Granted",
        "REFUSED": "Refused",
        "WITHDRAWN": "Withdrawn",
    },
    (
        Move("grant", ("REQUESTED",), "GRANTED", (R.HOME_MANAGER,), Event.RELEASE_GRANTED),
        Move("refuse", ("REQUESTED",), "REFUSED", (R.HOME_MANAGER,), Event.RELEASE_REFUSED),
        Move("withdraw", ("REQUESTED", "GRANTED"), "WITHDRAWN", (R.SELF,), Event.RELEASE_WITHDRAWN),
    ),
)

APPLICATION = Lifecycle(
    "application",
    "SUBMITTED",
    {
        "SUBMITTED": "Submitted",
        "SHORTLISTED": "Shortlisted",
        "OFFERED": "Offered",
        "ACCEPTED": "Accepted",
        "DECLINED": "Offer declined",
        "UNSUCCESSFUL": "Unsuccessful",
        "WITHDRAWN": "Withdrawn",
    },
    (
        Move(
            "shortlist",
            ("SUBMITTED",),
            "SHORTLISTED",
            (R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.APPLICATION_SHORTLISTED,
        ),
        Move(
            "offer",
            ("SUBMITTED", "SHORTLISTED"),
            "OFFERED",
            (R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.APPLICATION_OFFERED,
        ),
        Move("accept", ("OFFERED",), "ACCEPTED", (R.SELF,), Event.APPLICATION_ACCEPTED),
        Move("decline", ("OFFERED",), "DECLINED", (R.SELF,), Event.APPLICATION_DECLINED),
        Move(
            "turn_down",
            ("SUBMITTED", "SHORTLISTED", "OFFERED"),
            "UNSUCCESSFUL",
            (R.HOST_MANAGER, R.HOST_COORDINATOR, R.SYSTEM),
            Event.APPLICATION_UNSUCCESSFUL,
        ),
        Move(
            "withdraw",
            ("SUBMITTED", "SHORTLISTED", "OFFERED"),
            "WITHDRAWN",
            (R.SELF,),
            Event.APPLICATION_WITHDRAWN,
        ),
    ),
)

AGREEMENT = Lifecycle(
    "agreement",
    "DRAFT",
    {
        "DRAFT": "Draft",
        "OPEN": "Open for signature",
        "SIGNED": "Signed by all",
        "SUPERSEDED": "Replaced by a variation",
        "WITHDRAWN": "Withdrawn",
    },
    (
        Move(
            "change",
            ("DRAFT", "OPEN", "SIGNED"),
            "DRAFT",
            (R.HOME_MANAGER, R.HOME_COORDINATOR, R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.AGREEMENT_CHANGED,
        ),
        Move(
            "open",
            ("DRAFT",),
            "OPEN",
            (R.HOME_MANAGER, R.HOME_COORDINATOR, R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.AGREEMENT_OPENED,
        ),
        Move(
            "sign",
            ("OPEN",),
            "OPEN",
            (R.SELF, R.HOME_MANAGER, R.HOME_SIGNATORY, R.HOST_MANAGER, R.HOST_SIGNATORY),
            Event.AGREEMENT_SIGNED,
        ),
        Move("complete", ("OPEN",), "SIGNED", (R.SYSTEM,), Event.AGREEMENT_COMPLETED),
        Move("supersede", ("SIGNED",), "SUPERSEDED", (R.SYSTEM,), Event.AGREEMENT_VARIED),
        Move(
            "withdraw",
            ("DRAFT", "OPEN"),
            "WITHDRAWN",
            (R.SELF, R.HOME_MANAGER, R.HOME_COORDINATOR, R.HOST_MANAGER, R.HOST_COORDINATOR),
            Event.AGREEMENT_WITHDRAWN,
        ),
    ),
)

PLACEMENT = Lifecycle(
    "placement",
    "PLANNED",
    {
        "PLANNED": "Waiting for the agreement",
        "AGREED": "Agreed",
        "ACTIVE": "Under way",
        "ENDED_EARLY": "Ended early",
        "RETURNED": "Returned",
        "CLOSED": "Closed",
        "CANCELLED": "Cancelled",
    },
    (
        Move("agree", ("PLANNED",), "AGREED", (R.SYSTEM,), Event.PLACEMENT_AGREED),
        Move("reopen", ("AGREED",), "PLANNED", (R.SYSTEM,), Event.PLACEMENT_PLANNED),
        # A booked day's own moves: called off, or not attended, after its date came; put right.
        Move(
            "call_off",
            ("ACTIVE", "RETURNED"),
            "CANCELLED",
            (R.SYSTEM,),
            Event.PLACEMENT_CANCELLED,
        ),
        Move("restore", ("CANCELLED",), "AGREED", (R.SYSTEM,), Event.PLACEMENT_AGREED),
        Move("start", ("AGREED",), "ACTIVE", (R.SYSTEM,), Event.PLACEMENT_STARTED),
        Move(
            "end_early",
            ("ACTIVE",),
            "ENDED_EARLY",
            (
                R.SELF,
                R.HOME_MANAGER,
                R.HOME_COORDINATOR,
                R.HOST_MANAGER,
                R.HOST_COORDINATOR,
                R.SYSTEM,
            ),
            Event.PLACEMENT_ENDED_EARLY,
        ),
        Move("return", ("ACTIVE",), "RETURNED", (R.SYSTEM,), Event.PLACEMENT_RETURNED),
        Move(
            "close",
            ("RETURNED", "ENDED_EARLY"),
            "CLOSED",
            (R.HOME_COORDINATOR, R.HOST_COORDINATOR, R.SYSTEM),
            Event.PLACEMENT_CLOSED,
        ),
        Move(
            "cancel",
            ("PLANNED", "AGREED"),
            "CANCELLED",
            (
                R.SELF,
                R.HOME_MANAGER,
                R.HOME_COORDINATOR,
                R.HOST_MANAGER,
                R.HOST_COORDINATOR,
                R.SYSTEM,
            ),
            Event.PLACEMENT_CANCELLED,
        ),
    ),
)

WISH = Lifecycle(
    "wish",
    "OPEN",
    {"OPEN": "Advertised", "CLOSED": "Closed"},
    (
        Move("close", ("OPEN",), "CLOSED", (R.SELF, R.SYSTEM), Event.WISH_CLOSED),
        Move("advertise_again", ("OPEN", "CLOSED"), "OPEN", (R.SELF,), Event.WISH_ADVERTISED),
    ),
)

WISH_INVITATION = Lifecycle(
    "wish invitation",
    "SENT",
    {"SENT": "Waiting for an answer", "INTERESTED": "Interested", "DECLINED": "Not for them"},
    (
        Move("take_up", ("SENT",), "INTERESTED", (R.SELF,), Event.WISH_INVITATION_ANSWERED),
        Move("turn_down", ("SENT",), "DECLINED", (R.SELF,), Event.WISH_INVITATION_ANSWERED),
    ),
)

CLAIM = Lifecycle(
    "request to join",
    "REQUESTED",
    {"REQUESTED": "Waiting for approval", "APPROVED": "Approved", "REFUSED": "Refused"},
    (
        Move("approve", ("REQUESTED",), "APPROVED", (R.OPERATOR,), Event.CLAIM_APPROVED),
        Move("refuse", ("REQUESTED",), "REFUSED", (R.OPERATOR,), Event.CLAIM_REFUSED),
    ),
)

# As in NATO's lessons learned: only what is validated may be called learned.
PRACTICE = Lifecycle(
    "practice",
    "IDENTIFIED",
    {
        "IDENTIFIED": "Lesson identified",
        "ACCEPTED": "Action accepted",
        "IMPLEMENTED": "Implemented",
        "VALIDATED": "Lesson learned: validated",
        "MERGED": "Merged into another",
    },
    (
        Move("accept", ("IDENTIFIED",), "ACCEPTED", (R.SENIOR,), Event.PRACTICE_ACCEPTED),
        Move(
            "implement",
            ("IDENTIFIED", "ACCEPTED"),
            "IMPLEMENTED",
            (R.SENIOR, R.COORDINATOR),
            Event.PRACTICE_IMPLEMENTED,
        ),
        Move("validate", ("IMPLEMENTED",), "VALIDATED", (R.SYSTEM,), Event.PRACTICE_VALIDATED),
        Move(
            "merge",
            ("IDENTIFIED", "ACCEPTED", "IMPLEMENTED", "VALIDATED"),
            "MERGED",
            (R.SELF, R.EDITOR),
            Event.PRACTICE_MERGED,
        ),
    ),
)

LIFECYCLES: tuple[Lifecycle, ...] = (
    CLAIM,
    WISH,
    WISH_INVITATION,
    OPPORTUNITY,
    BOOKING,
    RELEASE,
    APPLICATION,
    AGREEMENT,
    PLACEMENT,
    PRACTICE,
    ROUND,
    MATCH,
)
