"""Floor 2: tables, constraints, and which rows a person may see (``visible_to``)."""

from permeate.models.adoptions import Adoption, EvidenceFile, InUseCheck, Outcome, OutcomeStep
from permeate.models.agreements import Agreement, AgreementVersion, Signature
from permeate.models.applications import Application, Release
from permeate.models.bookings import Booking, EvidencePack, Reflection
from permeate.models.calendars import CalendarFeed
from permeate.models.cpd import Activity, CpdBody, SchemeVersion
from permeate.models.credentials import (
    AttendanceWord,
    Credential,
    IssuerKey,
    Revocation,
    StatusList,
)
from permeate.models.cuts import MeasureCut
from permeate.models.delegations import Delegation
from permeate.models.growth import SkillRating
from permeate.models.guidance import Guidance, GuidanceVersion, ProvenanceLink, Statement
from permeate.models.history import AuditEvent, HistoryHead, Notice
from permeate.models.learning import (
    Acknowledgement,
    Decision,
    LearningEntry,
    Prompt,
    ShareAudience,
    ShareEvent,
    ShareFile,
)
from permeate.models.needs import Need, NeedObjective
from permeate.models.opportunities import (
    Objective,
    Opportunity,
    OpportunityAudience,
    OpportunityDate,
    OpportunityTopic,
    SavedSearch,
)
from permeate.models.organisations import Claim, Grade, Organisation, OrganisationDomain
from permeate.models.pages import Concern, Page
from permeate.models.people import Invitation, Membership, MembershipRole, Person, PersonSkill
from permeate.models.placements import (
    Arrangements,
    CheckIn,
    CheckInAnswer,
    KeepInTouch,
    Message,
    Placement,
    ReturnPlan,
)
from permeate.models.practices import (
    EntryTopic,
    Practice,
    PracticeEntry,
    PracticeStem,
    PracticeTopic,
    PracticeVersion,
)
from permeate.models.programmes import Programme, ProgrammeCoverage, ProgrammeDate, ProgrammeMember
from permeate.models.retention import KeptName
from permeate.models.rounds import (
    Match,
    Ranking,
    Round,
    RoundEntry,
    RoundExclusion,
    RoundPlace,
    RoundRun,
    RoundTarget,
)
from permeate.models.schedules import ScheduleLine, VatDecision
from permeate.models.search import SearchChange, SearchRow, SearchState
from permeate.models.showing import PlaceCode, Sample, SampleLook
from permeate.models.suggestions import Seeking, Suggestion
from permeate.models.talks import EntryDraft, Review, ReviewAnswer, TalkOffer
from permeate.models.wishes import Wish, WishInvitation, WishTopic

__all__ = [
    "Acknowledgement",
    "Activity",
    "Adoption",
    "Agreement",
    "AgreementVersion",
    "Application",
    "Arrangements",
    "AttendanceWord",
    "AuditEvent",
    "Booking",
    "CalendarFeed",
    "CheckIn",
    "CheckInAnswer",
    "Claim",
    "Concern",
    "CpdBody",
    "Credential",
    "Decision",
    "Delegation",
    "EntryDraft",
    "EntryTopic",
    "EvidenceFile",
    "EvidencePack",
    "Grade",
    "Guidance",
    "GuidanceVersion",
    "HistoryHead",
    "InUseCheck",
    "Invitation",
    "IssuerKey",
    "KeepInTouch",
    "KeptName",
    "LearningEntry",
    "Match",
    "MeasureCut",
    "Membership",
    "MembershipRole",
    "Message",
    "Need",
    "NeedObjective",
    "Notice",
    "Objective",
    "Opportunity",
    "OpportunityAudience",
    "OpportunityDate",
    "OpportunityTopic",
    "Organisation",
    "OrganisationDomain",
    "Outcome",
    "OutcomeStep",
    "Page",
    "Person",
    "PersonSkill",
    "PlaceCode",
    "Placement",
    "Practice",
    "PracticeEntry",
    "PracticeStem",
    "PracticeTopic",
    "PracticeVersion",
    "Programme",
    "ProgrammeCoverage",
    "ProgrammeDate",
    "ProgrammeMember",
    "Prompt",
    "ProvenanceLink",
    "Ranking",
    "Reflection",
    "Release",
    "ReturnPlan",
    "Review",
    "ReviewAnswer",
    "Revocation",
    "Round",
    "RoundEntry",
    "RoundExclusion",
    "RoundPlace",
    "RoundRun",
    "RoundTarget",
    "Sample",
    "SampleLook",
    "SavedSearch",
    "ScheduleLine",
    "SchemeVersion",
    "SearchChange",
    "SearchRow",
    "SearchState",
    "Seeking",
    "ShareAudience",
    "ShareEvent",
    "ShareFile",
    "Signature",
    "SkillRating",
    "Statement",
    "StatusList",
    "Suggestion",
    "TalkOffer",
    "VatDecision",
    "Wish",
    "WishInvitation",
    "WishTopic",
]
