"""Every table with personal data: whose it is, what erasure does to it, what stays and why.

Texts that are nobody's are in ``impersonal``. A house test walks all tables and fails where a
link to a person, or a text, is in neither.
Tables and fields are named as Django names them; nothing else of Django is needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

GONE = "Erased"  # where an empty text would break a rule of the table


@dataclass(frozen=True)
class Subject:
    """Rows of one table that are about a person or written by them.

    ``owner`` is the way from a row to the person. Erasure deletes the rows, or writes
    ``erased`` into their fields and leaves those in ``kept``, for the reason given there.
    ``deleted_unless`` names related rows that hinder deletion: then fields are erased.
    ``hidden`` fields are secrets that even the person does not get.
    """

    table: str
    owner: str
    what: str
    deleted: bool = False
    deleted_unless: tuple[str, ...] = ()
    erased: Mapping[str, str | None] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()


SHARED = "the organisations it was shared with work with it, without the name"
AGREED = "signed agreements are kept until their date; others lose the name at once"

SUBJECTS: tuple[Subject, ...] = (
    # the account
    Subject(
        "Person",
        "pk",
        "Account",
        erased={"name": "Erased person", "persona": "", "password": "!", "email": GONE},
        hidden=("password",),
    ),
    Subject("account.EmailAddress", "user", "E-mail addresses", deleted=True),
    Subject("account.EmailConfirmation", "email_address__user", "Confirmations", deleted=True),
    Subject("mfa.Authenticator", "user", "Second factors", deleted=True, hidden=("data",)),
    Subject("PersonSkill", "person", "Skills", deleted=True),
    Subject(
        "Membership",
        "person",
        "Memberships",
        erased={"job_title": "", "team": "", "profession": "", "shadowing_note": ""},
    ),
    Subject(
        "Invitation",
        "accepted_by",
        "Invitations you accepted",
        erased={"email": "", "name": "", "job_title": "", "manager_email": ""},
        kept={"roles": "codes"},
    ),
    Subject(
        "Claim",
        "requested_by",
        "Requests to join for an organisation",
        erased={"reason": "", "decision_reason": ""},
        kept={"proposed_name": "an organisation’s", "proposed_website": "an organisation’s"},
    ),
    Subject("Notice", "recipient", "Mail to you", deleted=True),
    Subject(
        "Concern",
        "reported_by",
        "Concerns you reported",
        erased={"reply_to": "", "reported_by": None},
        kept={"body": "somebody may be at risk"},
    ),
    # looking for placements, asking for them
    Subject(
        "CalendarFeed", "person", "Your calendar address", deleted=True, hidden=("secret_hash",)
    ),
    Subject("SavedSearch", "person", "Saved searches", deleted=True),
    Subject("Seeking", "person", "What you seek", deleted=True),
    Subject("Suggestion", "person", "Opportunities suggested to you", deleted=True),
    Subject("Need", "owner", "Plans for placements", deleted=True),
    Subject("NeedObjective", "need__owner", "Objectives you planned", deleted=True),
    Subject("Wish", "person", "Adverts for what you seek", deleted=True),
    Subject("WishTopic", "wish__person", "Themes and skills of your adverts", deleted=True),
    Subject("WishInvitation", "wish__person", "Invitations to you by hosts", deleted=True),
    Subject("RoundEntry", "person", "Rounds you take part in", deleted=True),
    Subject(
        "Release",
        "person",
        "Releases you asked for",
        erased={"purpose": GONE, "home_gains": GONE, "cover_note": "", "reason": GONE},
    ),
    Subject(
        "Application",
        "person",
        "Applications",
        erased={"statement": GONE, "outcome_reason": GONE},
    ),
    Subject("Reflection", "booking__person", "Reflections", deleted=True),
    Subject("EvidencePack", "person", "Evidence", deleted=True),
    Subject("Sample", "person", "Evidence you showed to others", deleted=True),
    Subject("SampleLook", "sample__person", "When what you showed was opened", deleted=True),
    Subject(
        "PlaceCode",
        "booking__person",
        "Codes shown for your days",
        deleted=True,
        hidden=("digest",),
    ),
    Subject("PlaceCode", "shown_by", "Codes you showed", deleted=True, hidden=("digest",)),
    Subject("Credential", "person", "Signed confirmations of what you attended", deleted=True),
    Subject(
        "AttendanceWord",
        "booking__person",
        "What hosts said about your attendance",
        erased={"reason": ""},
        kept={"name": "the host’s", "authority": "the host’s"},
    ),
    Subject(
        "AttendanceWord",
        "said_by",
        "What you said about attendance as host",
        erased={"name": "", "authority": ""},
        kept={"reason": "the participant’s"},
    ),
    Subject(
        "Booking",
        "person",
        "Bookings",
        erased={"purpose": "", "brings": "", "conflict": "", "reason": ""},
        kept={"attendance_by_name": "the host’s"},
    ),
    Subject(
        "Booking",
        "attendance_by",
        "Attendance you confirmed",
        erased={"attendance_by_name": ""},
        kept={
            "purpose": "the participant’s",
            "brings": "the participant’s",
            "conflict": "the participant’s",
            "reason": "the organisation’s",
        },
    ),
    Subject("Activity", "person", "Your CPD log", deleted=True),
    Subject("CpdBody", "person", "Your professional bodies", deleted=True),
    Subject("SkillRating", "placement__participant", "Your skills in placements", deleted=True),
    # placements
    Subject("Placement", "participant", "Placements", erased={"end_reason": GONE}),
    Subject("Arrangements", "placement__participant", "Arrangements", deleted=True),
    Subject(
        "CheckInAnswer",
        "check_in__placement__participant",
        "Check-ins of your placements",
        erased={"text": GONE},
    ),
    Subject("CheckInAnswer", "answered_by", "Check-ins you answered", erased={"text": GONE}),
    Subject(
        "Message",
        "placement__participant",
        "Messages on your placements",
        erased={"body": GONE},
    ),
    Subject("Message", "author", "Messages you wrote", erased={"body": GONE}),
    Subject("KeepInTouch", "placement__participant", "Contacts with home", erased={"note": GONE}),
    Subject(
        "ReturnPlan",
        "placement__participant",
        "Plans for your return",
        erased={"post": GONE, "what_changed": GONE, "handover": GONE},
    ),
    Subject(
        "AgreementVersion",
        "agreement__placement__participant",
        "Agreements",
        kept={"content": AGREED, "text": AGREED, "reason": AGREED, "content_hash": "a check sum"},
    ),
    Subject(
        "Signature",
        "signed_by",
        "Signatures",
        kept={"authority": AGREED, "content_hash": "a check sum"},
    ),
    Subject(
        "ScheduleLine",
        "placement__participant",
        "What your placements cost",
        kept={"what": AGREED},
    ),
    Subject("KeptName", "person", "Agreements that keep your name", kept={"name": AGREED}),
    # learning
    Subject(
        "LearningEntry",
        "author",
        "What you noted",
        deleted_unless=("shares", "practices"),
        erased={
            "what": GONE,
            "so_what": "",
            "now_what": "",
            "who_should_hear": "",
            "grade_at_time": "",
            "role_at_time": "",
        },
        kept={"theme": "a code", "band_at_time": "a code"},
    ),
    Subject(
        "Adoption",
        "attested_by",
        "Adoptions you attested",
        erased={"grade_at_time": "", "role_at_time": ""},
        kept={
            "adaptation": "the organisation’s",
            "evidence": "the organisation’s",
            "band_at_time": "a code",
        },
    ),
    Subject(
        "Outcome",
        "claimed_by",
        "Outcomes you claimed",
        erased={"grade_at_time": "", "role_at_time": ""},
        kept={
            "measure": "the organisation’s",
            "unit": "the organisation’s",
            "counterfactual": "the organisation’s",
            "band_at_time": "a code",
        },
    ),
    Subject(
        "GuidanceVersion",
        "published_by",
        "Guidance you published",
        erased={"grade_at_time": "", "role_at_time": ""},
        kept={
            "title": "the organisation’s",
            "body": "the organisation’s",
            "reason": "the organisation’s",
            "band_at_time": "a code",
        },
    ),
    Subject(
        "ProvenanceLink",
        "proposed_by",
        "Links to guidance you proposed",
        kept={
            "statement_hash": "a check sum",
            "statement_text": "the organisation’s",
            "note": SHARED,
            "reason": "the organisation’s",
            "resolution": "the organisation’s",
        },
    ),
    Subject("TalkOffer", "placement__participant", "Offers to talk", deleted=True),
    Subject("EntryDraft", "person", "Drafts", deleted=True),
    Subject(
        "ReviewAnswer",
        "answered_by",
        "Months you looked back on",
        erased={
            "expected": GONE,
            "happened": GONE,
            "why": "",
            "keep_or_change": "",
        },
    ),
    Subject("EntryTopic", "entry__author", "Topics of what you noted", deleted=True),
    Subject(
        "PracticeVersion",
        "written_by",
        "Practices you wrote",
        erased={"grade_at_time": "", "role_at_time": ""},
        kept={
            "claim": SHARED,
            "what": SHARED,
            "applies": SHARED,
            "not_applies": SHARED,
            "band_at_time": "a code",
        },
    ),
    Subject(
        "ShareEvent",
        "shared_by",
        "What you shared",
        kept={
            "title": SHARED,
            "what": SHARED,
            "so_what": SHARED,
            "now_what": SHARED,
            "theme": "a code",
            "band_at_time": "a code",
        },
        erased={"grade_at_time": "", "role_at_time": ""},
    ),
    Subject(
        "ShareFile",
        "share__shared_by",
        "Files you shared",
        kept={"name": SHARED, "media_type": "a code", "sha256": "a check sum"},
        hidden=("content",),
    ),
    Subject(
        "Acknowledgement",
        "person",
        "Your words on what was shared",
        erased={"reason": GONE, "grade_at_time": "", "role_at_time": ""},
        kept={"band_at_time": "a code"},
    ),
    Subject(
        "Decision",
        "decided_by",
        "Decisions on what was shared",
        erased={"grade_at_time": "", "role_at_time": ""},
        kept={"band_at_time": "a code", "reason": "the organisation’s"},
    ),
)

# Links to a person who acted for an organisation. They stay and lead to “Erased person”.
ACTED: Mapping[str, str] = {
    "AgreementVersion.written_by": "Agreements written",
    "Application.decided_by": "Applications decided",
    "Booking.decided_by": "Bookings decided",
    "Booking.home_manager": "Bookings of your team",
    "Credential.revoked_by": "Confirmations taken back",
    "Claim.decided_by": "Requests to join decided",
    "Concern.closed_by": "Concerns dealt with",
    "Decision.delegated_by": "Decisions you left to others",
    "ShareAudience.delegate": "Decisions left to you",
    "ShareAudience.delegated_by": "Decisions you passed on",
    "Invitation.invited_by": "Invitations sent",
    "KeepInTouch.recorded_by": "Contacts with home recorded",
    "Membership.manager": "Your team",
    "Opportunity.host_manager": "Opportunities hosted",
    "Page.edited_by": "Pages of the service edited",
    "Adoption.author": "Adoptions of your practices",
    "Guidance.created_by": "Guidance you began",
    "ProvenanceLink.judged_by": "Links to guidance you judged",
    "ProvenanceLink.resolved_by": "Contradictions you resolved",
    "InUseCheck.answered_by": "Checks of use you answered",
    "OutcomeStep.by": "Outcomes you confirmed or checked",
    "OutcomeStep.author": "Outcomes of your practices",
    "Practice.author": "Practices that came from you",
    "Practice.merged_by": "Practices you merged",
    "Placement.home_manager": "Placements you released somebody for",
    "Placement.host_manager": "Placements hosted",
    "Programme.owner": "Programmes owned",
    "RoundRun.asked_by": "Rounds you tried or ran",
    "WishInvitation.invited_by": "Invitations of people who advertised",
    "Delegation.from_person": "Decisions you delegated",
    "Delegation.to_person": "Decisions delegated to you",
    "VatDecision.decided_by": "Decisions on VAT",
    "Release.decided_by": "Releases decided",
    "Release.manager": "Releases to decide",
    "ReturnPlan.planned_by": "Returns planned",
    "SkillRating.host_by": "Skills you endorsed",
    "SchemeVersion.added_by": "CPD rules you added",
    "SearchRow.host_manager": "Opportunities hosted, as they are searched",
}
