"""Fixed words: kinds, sectors, directions and the rest, with the labels people read.

Facts (professions, grade bands, regions) come from public registers; see
``docs/glossary.md`` for the words of this service.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of placement; part-time, cohort and ring are properties."""

    DEVELOPMENT_DAY = "DEVELOPMENT_DAY"
    SHADOWING = "SHADOWING"
    SECONDMENT = "SECONDMENT"


class Sector(StrEnum):
    """Which part of public life an organisation belongs to."""

    LOCAL_GOVERNMENT = "LOCAL_GOVERNMENT"
    CENTRAL_GOVERNMENT = "CENTRAL_GOVERNMENT"
    AGENCY = "AGENCY"
    NHS = "NHS"
    CHARITY = "CHARITY"
    SUPPLIER = "SUPPLIER"
    OTHER = "OTHER"


class Register(StrEnum):
    """Where an organisation's row came from."""

    MYSOCIETY = "MYSOCIETY"
    GOVUK = "GOVUK"
    NHS = "NHS"
    CSV = "CSV"
    OWN = "OWN"  # the small register shipped with the service
    JOINED = "JOINED"  # asked to join, on no register


class Vetting(StrEnum):
    """Levels of clearance an opportunity may need, lowest first."""

    NONE = "NONE"
    BPSS = "BPSS"
    CTC = "CTC"
    SC = "SC"
    DV = "DV"


class Payer(StrEnum):
    """Who pays for a placement."""

    NOBODY = "NOBODY"
    HOME = "HOME"
    HOST = "HOST"
    SHARED = "SHARED"


class Place(StrEnum):
    """Where the work is done."""

    ON_SITE = "ON_SITE"
    HYBRID = "HYBRID"
    REMOTE = "REMOTE"


class Length(StrEnum):
    """How long an opportunity takes, in the bands people search by."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    HALF_YEAR = "HALF_YEAR"
    YEAR = "YEAR"
    LONGER = "LONGER"


class Visibility(StrEnum):
    """Who may see a published opportunity."""

    EVERYONE = "EVERYONE"
    SECTORS = "SECTORS"
    ORGANISATIONS = "ORGANISATIONS"


class Cover(StrEnum):
    """How home covers for somebody who is away."""

    RECRUIT = "RECRUIT"
    ACT_UP = "ACT_UP"
    LEAVE_VACANT = "LEAVE_VACANT"
    EXCHANGE = "EXCHANGE"


class Party(StrEnum):
    """The three sides of an agreement."""

    HOME = "HOME"
    HOST = "HOST"
    PARTICIPANT = "PARTICIPANT"


class EndCause(StrEnum):
    """Why a placement ended before its time."""

    WORK_CHANGED = "WORK_CHANGED"
    MONEY = "MONEY"
    HOME_NEEDS = "HOME_NEEDS"
    NOT_THE_MATCH = "NOT_THE_MATCH"
    TOO_LITTLE_SUPPORT = "TOO_LITTLE_SUPPORT"
    NEW_JOB = "NEW_JOB"
    PERSONAL = "PERSONAL"
    CONFLICT = "CONFLICT"
    SOMETHING_ELSE = "SOMETHING_ELSE"


class Direction(StrEnum):
    """Which way knowledge goes in a learning entry."""

    BROUGHT_IN = "BROUGHT_IN"
    TAKEN_BACK = "TAKEN_BACK"
    NEW_TOGETHER = "NEW_TOGETHER"


class Verdict(StrEnum):
    """A receiving organisation's decision on something shared with it."""

    ADOPT = "ADOPT"
    ADAPT = "ADAPT"
    REJECT = "REJECT"
    DEFER = "DEFER"


class Receipt(StrEnum):
    """The receiver's word on something shared."""

    ATTENDED = "ATTENDED"
    READ = "READ"
    WILL_USE = "WILL_USE"
    CANNOT_USE = "CANNOT_USE"


class PromptAnswer(StrEnum):
    """What came back from a weekly prompt."""

    SOMETHING = "SOMETHING"
    NOTHING = "NOTHING"
    LATER = "LATER"


class GradeBand(StrEnum):
    """Common bands to which an organisation maps its own grades, lowest first."""

    SUPPORT = "SUPPORT"
    OFFICER = "OFFICER"
    SENIOR_OFFICER = "SENIOR_OFFICER"
    MANAGER = "MANAGER"
    SENIOR_MANAGER = "SENIOR_MANAGER"
    DIRECTOR = "DIRECTOR"


class Region(StrEnum):
    """The nine English regions and the other nations."""

    EAST_MIDLANDS = "EAST_MIDLANDS"
    EAST_OF_ENGLAND = "EAST_OF_ENGLAND"
    LONDON = "LONDON"
    NORTH_EAST = "NORTH_EAST"
    NORTH_WEST = "NORTH_WEST"
    SOUTH_EAST = "SOUTH_EAST"
    SOUTH_WEST = "SOUTH_WEST"
    WEST_MIDLANDS = "WEST_MIDLANDS"
    YORKSHIRE_AND_HUMBER = "YORKSHIRE_AND_HUMBER"
    NORTHERN_IRELAND = "NORTHERN_IRELAND"
    SCOTLAND = "SCOTLAND"
    WALES = "WALES"


class Nation(StrEnum):
    """Nations of the United Kingdom, and the whole of it."""

    ENGLAND = "ENGLAND"
    NORTHERN_IRELAND = "NORTHERN_IRELAND"
    SCOTLAND = "SCOTLAND"
    WALES = "WALES"
    UNITED_KINGDOM = "UNITED_KINGDOM"


class Labels(Mapping[StrEnum, str]):
    """Words by member. Two vocabularies may share a code: the NHS is a sector and a register.

    A stored code alone gives the words of the last vocabulary that has it.
    """

    def __init__(self, *pairs: tuple[StrEnum, str]) -> None:
        self._words = {(type(word), word): words for word, words in pairs}
        self._codes = {word.value: words for word, words in pairs}

    def __getitem__(self, word: StrEnum | str) -> str:
        if isinstance(word, StrEnum):
            return self._words[type(word), word]
        return self._codes[word]

    def __iter__(self) -> Iterator[StrEnum]:
        return (word for _, word in self._words)

    def __len__(self) -> int:
        return len(self._words)


LABELS = Labels(
    (Kind.DEVELOPMENT_DAY, "Development day"),
    (Kind.SHADOWING, "Shadowing"),
    (Kind.SECONDMENT, "Secondment"),
    (Sector.LOCAL_GOVERNMENT, "Local government"),
    (Sector.CENTRAL_GOVERNMENT, "Central government"),
    (Sector.AGENCY, "Agency or public body"),
    (Sector.NHS, "NHS"),
    (Sector.CHARITY, "Charity"),
    (Sector.SUPPLIER, "Supplier"),
    (Sector.OTHER, "Other"),
    (Register.MYSOCIETY, "Local authority register"),
    (Register.GOVUK, "GOV.UK organisations"),
    (Register.NHS, "NHS organisations"),
    (Register.CSV, "Imported list"),
    (Register.OWN, "Permeate’s own register"),
    (Register.JOINED, "Asked to join"),
    (Vetting.NONE, "None"),
    (Vetting.BPSS, "Baseline Personnel Security Standard (BPSS)"),
    (Vetting.CTC, "Counter-terrorist check (CTC)"),
    (Vetting.SC, "Security check (SC)"),
    (Vetting.DV, "Developed vetting (DV)"),
    (Payer.NOBODY, "Nobody: no money changes hands"),
    (Payer.HOME, "Home pays"),
    (Payer.HOST, "Host pays"),
    (Payer.SHARED, "Home and host share the cost"),
    (Place.ON_SITE, "On site"),
    (Place.HYBRID, "Hybrid"),
    (Place.REMOTE, "Remote"),
    (Length.DAY, "One day"),
    (Length.WEEK, "2 days to a week"),
    (Length.MONTH, "Up to 4 weeks"),
    (Length.HALF_YEAR, "1 to 6 months"),
    (Length.YEAR, "6 months to a year"),
    (Length.LONGER, "Over a year"),
    (Visibility.EVERYONE, "Everyone who is signed in"),
    (Visibility.SECTORS, "Some sectors"),
    (Visibility.ORGANISATIONS, "Named organisations"),
    (Cover.RECRUIT, "Recruit somebody for the time"),
    (Cover.ACT_UP, "Somebody in the team acts up"),
    (Cover.LEAVE_VACANT, "Leave the post vacant"),
    (Cover.EXCHANGE, "Receive somebody in exchange"),
    (Party.HOME, "Home"),
    (Party.HOST, "Host"),
    (Party.PARTICIPANT, "Participant"),
    (EndCause.WORK_CHANGED, "The work changed, or is done"),
    (EndCause.MONEY, "The money ended"),
    (EndCause.HOME_NEEDS, "Home needs the person back"),
    (EndCause.NOT_THE_MATCH, "It was not the right match"),
    (EndCause.TOO_LITTLE_SUPPORT, "There was too little support or supervision"),
    (EndCause.NEW_JOB, "The person took another job"),
    (EndCause.PERSONAL, "Personal reasons"),
    (EndCause.CONFLICT, "A conflict of interest, or a security matter"),
    (EndCause.SOMETHING_ELSE, "Something else"),
    (Direction.BROUGHT_IN, "I brought this in"),
    (Direction.TAKEN_BACK, "I am taking this back"),
    (Direction.NEW_TOGETHER, "We worked it out together"),
    (Verdict.ADOPT, "Adopt"),
    (Verdict.ADAPT, "Adapt"),
    (Verdict.REJECT, "Reject"),
    (Verdict.DEFER, "Defer"),
    (Receipt.ATTENDED, "I attended"),
    (Receipt.READ, "I have read it"),
    (Receipt.WILL_USE, "I will use it"),
    (Receipt.CANNOT_USE, "I cannot use it"),
    (PromptAnswer.SOMETHING, "Something"),
    (PromptAnswer.NOTHING, "Nothing this week"),
    (PromptAnswer.LATER, "Ask me later"),
    (GradeBand.SUPPORT, "Support"),
    (GradeBand.OFFICER, "Officer"),
    (GradeBand.SENIOR_OFFICER, "Senior officer"),
    (GradeBand.MANAGER, "Manager"),
    (GradeBand.SENIOR_MANAGER, "Senior manager"),
    (GradeBand.DIRECTOR, "Director and above"),
    (Region.EAST_MIDLANDS, "East Midlands"),
    (Region.EAST_OF_ENGLAND, "East of England"),
    (Region.LONDON, "London"),
    (Region.NORTH_EAST, "North East"),
    (Region.NORTH_WEST, "North West"),
    (Region.SOUTH_EAST, "South East"),
    (Region.SOUTH_WEST, "South West"),
    (Region.WEST_MIDLANDS, "West Midlands"),
    (Region.YORKSHIRE_AND_HUMBER, "Yorkshire and the Humber"),
    (Region.NORTHERN_IRELAND, "Northern Ireland"),
    (Region.SCOTLAND, "Scotland"),
    (Region.WALES, "Wales"),
    (Nation.ENGLAND, "England"),
    (Nation.NORTHERN_IRELAND, "Northern Ireland"),
    (Nation.SCOTLAND, "Scotland"),
    (Nation.WALES, "Wales"),
    (Nation.UNITED_KINGDOM, "United Kingdom"),
)


def choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    """(stored value, label) pairs of an enumeration, in its own order."""
    return [(word.value, LABELS[word]) for word in words]


# Government professions, from the Civil Service's published list, with the local
# government counterparts that share the work.
PROFESSIONS: Mapping[str, str] = {
    "COMMERCIAL": "Commercial and procurement",
    "COMMUNICATIONS": "Communications",
    "COUNTER_FRAUD": "Counter fraud",
    "DIGITAL_DATA": "Digital, data and technology",
    "ECONOMICS": "Economics",
    "FINANCE": "Finance",
    "HOUSING": "Housing",
    "HUMAN_RESOURCES": "Human resources",
    "INTELLIGENCE_ANALYSIS": "Intelligence analysis",
    "INTERNAL_AUDIT": "Internal audit",
    "KNOWLEDGE_INFORMATION": "Knowledge and information management",
    "LEGAL": "Legal",
    "MEDICAL": "Medical",
    "OPERATIONAL_DELIVERY": "Operational delivery",
    "OPERATIONAL_RESEARCH": "Operational research",
    "PLANNING": "Planning",
    "PLANNING_INSPECTION": "Planning inspection",
    "POLICY": "Policy",
    "PROJECT_DELIVERY": "Project delivery",
    "PROPERTY": "Property",
    "PSYCHOLOGY": "Psychology",
    "PUBLIC_HEALTH": "Public health",
    "SCIENCE_ENGINEERING": "Science and engineering",
    "SECURITY": "Security",
    "SOCIAL_RESEARCH": "Social research",
    "SOCIAL_WORK": "Social work",
    "STATISTICS": "Statistics",
    "TAX": "Tax",
    "VETERINARY": "Veterinary",
    "OTHER": "Other",
}

# Themes of public service that placements are about.
THEMES: Mapping[str, str] = {
    "ADULT_SOCIAL_CARE": "Adult social care",
    "CHILDREN": "Children and families",
    "CLIMATE": "Climate and environment",
    "COMMUNITY_SAFETY": "Community safety",
    "CULTURE": "Culture and leisure",
    "DIGITAL": "Digital and data",
    "ECONOMY": "Local economy and growth",
    "EDUCATION": "Education and skills",
    "ELECTIONS": "Elections and democracy",
    "FINANCE": "Finance and funding",
    "HEALTH": "Health and wellbeing",
    "HOUSING": "Housing and homelessness",
    "MIGRATION": "Migration and resettlement",
    "PLANNING": "Planning and building",
    "PROCUREMENT": "Procurement and contracts",
    "REGULATION": "Regulation and licensing",
    "RESILIENCE": "Emergency planning and resilience",
    "TRANSPORT": "Transport and highways",
    "WASTE": "Waste and recycling",
    "WELFARE": "Welfare and benefits",
    "WORKFORCE": "Workforce and organisation",
}

# Skills that hosts ask for and people offer; organisations may add their own words.
SKILLS: Mapping[str, str] = {
    "AGILE_DELIVERY": "Agile delivery",
    "BUSINESS_ANALYSIS": "Business analysis",
    "BUSINESS_CASES": "Business cases",
    "CASEWORK": "Casework",
    "COMMISSIONING": "Commissioning",
    "COMMUNITY_ENGAGEMENT": "Community engagement",
    "CONTRACT_MANAGEMENT": "Contract management",
    "DATA_ANALYSIS": "Data analysis",
    "EVALUATION": "Evaluation",
    "FACILITATION": "Facilitation",
    "FINANCIAL_MANAGEMENT": "Financial management",
    "INFORMATION_GOVERNANCE": "Information governance",
    "LEADERSHIP": "Leadership",
    "LEGISLATION": "Working with legislation",
    "NEGOTIATION": "Negotiation",
    "PARTNERSHIPS": "Partnership working",
    "POLICY_DESIGN": "Policy design",
    "PROGRAMME_MANAGEMENT": "Programme management",
    "SERVICE_DESIGN": "Service design",
    "STAKEHOLDERS": "Stakeholder management",
    "USER_RESEARCH": "User research",
    "WORKFORCE_PLANNING": "Workforce planning",
}
