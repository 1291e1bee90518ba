"""Who agrees, on which work, what for and when."""

from permeate.core.agreements.fields import Clause, Field, Section, Type, When
from permeate.core.vocabulary import Place, choices

PARTIES = Section(
    "parties",
    "Who agrees",
    (
        Field(
            "legal_basis",
            "Legal basis",
            Type.CHOICE,
            "On what the two employers make this arrangement.",
            (
                ("EMPLOYERS", "Agreement between the two employers"),
                (
                    "SECTION_113",
                    "Section 113 Local Government Act 1972: from a council to a council or the NHS",
                ),
                ("LOAN", "Loan between government departments"),
                ("OTHER", "Other"),
            ),
            required=True,
        ),
        Field(
            "legal_basis_other",
            "The other legal basis",
            hint="Only if you chose “Other”.",
            needed=When("legal_basis", ("OTHER",)),
        ),
        Field(
            "nature",
            "Nature of this agreement",
            Type.CHOICE,
            choices=(
                ("NEW", "A new placement"),
                ("VARIATION", "A variation of an earlier agreement"),
                ("EXTENSION", "An extension of an earlier placement"),
            ),
            required=True,
        ),
        Field(
            "earlier",
            "Earlier placements of this person",
            Type.TEXT,
            "Where and when. Leave empty if there are none.",
        ),
        Field(
            "home_signatory",
            "Who signs for home, and on what authority",
            hint="For example: Head of Planning, under the scheme of delegation.",
        ),
        Field("host_signatory", "Who signs for the host, and on what authority"),
    ),
    (
        Clause(
            "This agreement is between {home} (home), {host} (the host) and {participant} (the "
            "participant). It sets out a secondment from home to the host."
        ),
        Clause("It belongs to the programme “{programme}”."),
        Clause("At home, {home_manager} is the participant’s manager."),
        Clause("At the host, {host_manager} supervises the participant."),
        Clause("Signing for home: {home_signatory}."),
        Clause("Signing for the host: {host_signatory}."),
        Clause(
            "Legal basis: {legal_basis}.",
            when=When("legal_basis", ("EMPLOYERS", "SECTION_113", "LOAN")),
        ),
        Clause("Legal basis: {legal_basis_other}.", when=When("legal_basis", ("OTHER",))),
        Clause(
            "The participant was consulted before this agreement, as section 113 requires.",
            when=When("legal_basis", ("SECTION_113",)),
        ),
        Clause("Nature of this agreement: {nature}."),
        Clause(
            "It varies the agreement all three signed on {varied_on}, and takes its place once "
            "all three have signed this one."
        ),
        Clause("Earlier placements of the participant:", quotes="earlier"),
    ),
)

POST = Section(
    "post",
    "The work",
    (
        Field("home_title", "Post at home", hint="The substantive job title.", required=True),
        Field("home_grade", "Grade at home"),
        Field("host_title", "Role at the host", required=True),
        Field("duties", "Duties at the host", Type.TEXT, required=True),
        Field(
            "place",
            "Where the work is done",
            Type.CHOICE,
            choices=tuple(choices(Place)),
            required=True,
        ),
        Field("location", "Place of work", hint="Building and town, or “home address”."),
        Field(
            "fte",
            "Share of full time",
            Type.SHARE,
            "1 for full time, 0.4 for two days in five.",
            required=True,
        ),
        Field(
            "working_pattern",
            "Working pattern",
            Type.TEXT,
            "Days and hours. For part time, also which duties at home are taken off the "
            "participant, so that nobody does two full jobs.",
            required=True,
        ),
        Field(
            "director",
            "Who may direct the participant’s work",
            hint="Name or role. Usually the host manager.",
            required=True,
        ),
    ),
    (
        Clause("At home the participant’s post is: {home_title}."),
        Clause("Grade at home: {home_grade}."),
        Clause("At the host the participant works as {host_title}. The duties are:", "duties"),
        Clause("Way of working: {place}."),
        Clause("Place of work: {location}."),
        Clause("The participant works {fte} at the host. Working pattern:", "working_pattern"),
        Clause(
            "{director} may direct the participant’s work at the host. The host does not ask for "
            "work that is far from these duties without agreeing it with home and the participant."
        ),
    ),
)

PURPOSE = Section(
    "purpose",
    "What it is for",
    (
        Field(
            "objectives",
            "Objectives, and how we will know",
            Type.TEXT,
            "One on each line.",
            required=True,
        ),
        Field(
            "development",
            "Development plan",
            Type.TEXT,
            "What the participant is to learn, and the time and training for it.",
            required=True,
        ),
        Field(
            "sharing_home",
            "Knowledge shared with home",
            Type.TEXT,
            "How often, with whom and how.",
            required=True,
        ),
        Field(
            "sharing_host",
            "Knowledge shared at the host",
            Type.TEXT,
            "How often, with whom and how.",
            required=True,
        ),
    ),
    (
        Clause("The objectives, and how the parties will know they are met:", "objectives"),
        Clause("Development plan:", "development"),
        Clause(
            "Knowledge is shared during the placement and not only after it. With home:",
            "sharing_home",
        ),
        Clause("At the host:", "sharing_host"),
    ),
)

DATES = Section(
    "dates",
    "Dates and notice",
    (
        Field("starts_on", "First day", Type.DAY, required=True),
        Field("ends_on", "Last day", Type.DAY, required=True),
        Field(
            "reviews",
            "Reviews",
            Type.TEXT,
            "When the three parties review the placement together.",
            required=True,
        ),
        Field("notice_home", "Notice home gives", Type.WEEKS, "In weeks.", required=True),
        Field("notice_host", "Notice the host gives", Type.WEEKS, "In weeks.", required=True),
        Field(
            "notice_participant",
            "Notice the participant gives",
            Type.WEEKS,
            "In weeks.",
            required=True,
        ),
        Field(
            "pauses",
            "Pauses",
            Type.TEXT,
            "Days without work at the host, one pause a line, like 1 June 2027 to 30 June 2027",
        ),
        Field("extension", "Extension", Type.TEXT, "How and until when it may be extended."),
    ),
    (
        Clause(
            "The placement starts on {starts_on} and ends on {ends_on}, both days included. It is "
            "for a fixed term and ends without notice on the last day."
        ),
        Clause("The three parties review it:", "reviews"),
        Clause(
            "It may end early by written notice: {notice_home} from home, {notice_host} from the "
            "host, {notice_participant} from the participant. The notice says why."
        ),
        Clause("It pauses, and nothing is charged meanwhile:", "pauses"),
        Clause("Extension:", "extension"),
    ),
)
