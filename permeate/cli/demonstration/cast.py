"""Who is in the demonstration: fictional people, named by what they do."""

from dataclasses import dataclass

from permeate.core.roles import Role as R


@dataclass(frozen=True)
class Part:
    """One fictional person; with ``tries`` they are offered for signing in.

    ``home`` is the code of an organisation of our own register; ``manager`` another part's
    key.
    """

    key: str
    name: str
    home: str
    job: str
    roles: tuple[R, ...]
    profession: str = ""
    grade: str = ""
    manager: str = ""
    tries: str = ""
    shadowing: str = ""
    operator: bool = False


# Those to sign in as stand in the order of the tour; then the background.
CAST: tuple[Part, ...] = (
    Part(
        "participant", "Participant at a county council", "kent", "Housing policy officer",
        (R.PARTICIPANT,), "HOUSING", "KR9", manager="kent_manager",
        tries="Reflect on yesterday’s shadowing, book a day, apply for a secondment",
    ),
    Part(
        "kent_manager", "Home manager at a county council", "kent", "Head of housing strategy",
        (R.MANAGER, R.HOST), "HOUSING", "KR13",
        tries="Decide on a release and a booking; see what a day away means for you",
    ),
    Part(
        "secondee", "Secondee from a city council", "leeds", "Homelessness prevention lead",
        (R.PARTICIPANT,), "HOUSING", "PO2", manager="leeds_manager",
        tries="Note what you learned this week at your host, and share it",
        shadowing="How we prevent homelessness with families, two days a month",
    ),
    Part(
        "leeds_manager", "Home manager at a city council", "leeds", "Service manager, homelessness",
        (R.MANAGER,), "HOUSING", "PO5",
        tries="Check in on somebody who is away and plan their return",
    ),
    Part(
        "host", "Host manager at a department", "mhclg", "Deputy director, homelessness",
        (R.HOST, R.MANAGER), "POLICY", "SCS1",
        tries="Choose among applicants, confirm who came, draft an opportunity",
        shadowing="How policy on homelessness is made, from evidence to guidance",
    ),
    Part(
        "agency_host", "Host manager at an agency", "environment-agency", "Area flood manager",
        (R.HOST, R.MANAGER), "PROJECT_DELIVERY", "",
        tries="See who comes to your development days",
    ),
    Part(
        "manchester_manager", "Home manager at a metropolitan council", "manchester",
        "Head of commissioning", (R.MANAGER,), "COMMERCIAL", "Grade 11",
    ),
    Part(
        "signing_participant", "Participant about to start", "manchester", "Commissioning manager",
        (R.PARTICIPANT,), "COMMERCIAL", "Grade 9", manager="manchester_manager",
        tries="Read and sign the agreement for your secondment",
    ),
    Part(
        "signatory", "Signatory at a metropolitan council", "manchester", "Director of resources",
        (R.SIGNATORY,), "FINANCE", "SM2",
        tries="Sign an agreement for your organisation",
    ),
    Part(
        "department_signatory", "Signatory at a department", "mhclg", "Deputy director, people",
        (R.SIGNATORY, R.SECURITY, R.SENIOR), "HUMAN_RESOURCES", "SCS1",
        tries="See which agreements wait for your department’s signature",
    ),
    Part(
        "coordinator", "Coordinator at a county council", "kent", "Learning and development lead",
        (R.COORDINATOR,), "HUMAN_RESOURCES", "KR11",
        tries="See who is in and out, invite people, keep your organisation’s grades",
    ),
    Part(
        "department_coordinator", "Coordinator at a department", "mhclg", "Head of talent",
        (R.COORDINATOR,), "HUMAN_RESOURCES", "Grade 6",
        tries="Run your department’s side: opportunities, people, what comes back",
    ),
    Part(
        "leeds_coordinator", "Coordinator at a city council", "leeds", "Workforce development lead",
        (R.COORDINATOR, R.SIGNATORY), "HUMAN_RESOURCES", "PO5",
    ),
    Part(
        "senior", "Senior leader at a city council", "leeds", "Director of communities",
        (R.SENIOR,), "POLICY", "Director",
        tries="Decide what becomes of something learned: adopt, adapt, reject, defer",
    ),
    Part(
        "finance", "Finance officer at a city council", "leeds", "Finance business partner",
        (R.FINANCE,), "FINANCE", "PO5",
        tries="Decide about VAT; see every line of what a secondment costs",
    ),
    Part(
        "owner", "Programme owner", "lga", "Programme manager, public sector exchange",
        (R.PROGRAMME_OWNER, R.COORDINATOR, R.HOST, R.EDITOR), "PROJECT_DELIVERY", "",
        tries="See who has nobody in or out; edit guidance, judge what it rests on",
    ),
    Part(
        "returned", "Returned secondee at an NHS trust", "leeds-hospitals",
        "Discharge coordination manager", (R.PARTICIPANT,),
        "OPERATIONAL_DELIVERY", manager="leeds_nhs_manager",
        tries="Look back on a secondment and what became of what you learned",
    ),
    Part(
        "newcomer", "Officer at a council that has not joined", "cornwall", "",
        (), tries="Find your council in the register and ask to coordinate it",
    ),
    Part(
        "operator", "Operator", "", "", (), operator=True,
        tries="Answer requests to join, look after the service’s pages",
    ),
    # in the background
    Part(
        "defra_host", "Flood policy lead at a department", "defra", "Head of flood resilience",
        (R.HOST, R.MANAGER, R.COORDINATOR), "POLICY", "",
        shadowing="Flood funding decisions, from bid to scheme",
    ),
    Part(
        "dwp_host", "Service owner at a department", "dwp", "Service owner, housing support",
        (R.HOST, R.MANAGER, R.COORDINATOR), "DIGITAL_DATA", "",
        shadowing="Running a benefit service used by a million people",
    ),
    Part(
        "nhs_host", "Integration lead at a care board", "kent-medway-icb", "Head of integration",
        (R.HOST, R.MANAGER, R.COORDINATOR), "PUBLIC_HEALTH", "",
        shadowing="Joining up hospital discharge with social care",
    ),
    Part(
        "leeds_nhs_manager", "General manager at an NHS trust", "leeds-hospitals",
        "General manager, patient flow", (R.HOST, R.MANAGER, R.COORDINATOR, R.SIGNATORY),
        "OPERATIONAL_DELIVERY", "",
    ),
    Part(
        "charity_host", "Policy manager at a charity", "shelter", "Policy manager",
        (R.HOST, R.MANAGER, R.COORDINATOR), "POLICY", "",
        shadowing="Advice on housing, by telephone and in person",
    ),
    Part(
        "supplier_host", "Delivery director at a supplier", "bt", "Delivery director",
        (R.HOST, R.MANAGER, R.COORDINATOR), "COMMERCIAL", "",
        shadowing="How suppliers read a tender",
    ),
    Part(
        "planner", "Planning officer at a city council", "bristol", "Senior planning officer",
        (R.PARTICIPANT,), "PLANNING", manager="bristol_manager",
        shadowing="A planning committee from report to decision",
    ),
    Part(
        "bristol_manager", "Development manager at a city council", "bristol",
        "Development manager", (R.MANAGER, R.HOST, R.COORDINATOR), "PLANNING", "",
        shadowing="Development management in a growing city",
    ),
    Part(
        "analyst", "Data analyst at a council", "camden", "Senior data analyst",
        (R.PARTICIPANT,), "DIGITAL_DATA", manager="camden_manager",
        shadowing="Joining up council data without a data warehouse",
    ),
    Part(
        "camden_manager", "Digital manager at a London borough", "camden", "Head of digital",
        (R.MANAGER, R.HOST, R.COORDINATOR, R.SIGNATORY), "DIGITAL_DATA", "",
    ),
    Part(
        "accountant", "Accountant at a council", "norfolk", "Principal accountant",
        (R.PARTICIPANT,), "FINANCE", manager="norfolk_manager",
        shadowing="Closing the accounts of a county",
    ),
    Part(
        "norfolk_manager", "Finance manager at a council", "norfolk", "Head of finance",
        (R.MANAGER, R.HOST, R.COORDINATOR), "FINANCE", "",
    ),
    Part(
        "policy_adviser", "Policy adviser at a department", "mhclg", "Policy adviser",
        (R.PARTICIPANT,), "POLICY", "SEO", manager="host",
        shadowing="A week with a minister’s private office",
    ),
    Part(
        "treasury_host", "Spending team leader at a department", "treasury",
        "Head of local government spending", (R.HOST, R.MANAGER, R.COORDINATOR, R.SIGNATORY),
        "ECONOMICS",
        shadowing="A spending team in the weeks before a fiscal event",
    ),
    Part(
        "home_office_host", "Resettlement lead at a department", "home-office",
        "Head of resettlement operations", (R.HOST, R.MANAGER, R.COORDINATOR),
        "OPERATIONAL_DELIVERY",
    ),
    Part(
        "welsh_host", "Service lead at a devolved government", "welsh-government",
        "Head of digital services", (R.HOST, R.MANAGER, R.COORDINATOR), "DIGITAL_DATA",
        shadowing="Designing services in two languages at once",
    ),
    Part(
        "inspector_host", "Inspector manager at an agency", "planning-inspectorate",
        "Inspector manager", (R.HOST, R.MANAGER, R.COORDINATOR), "PLANNING_INSPECTION",
    ),
    Part(
        "nhsbsa_host", "Contact centre manager at an NHS body", "nhsbsa",
        "Contact centre manager", (R.HOST, R.MANAGER, R.COORDINATOR), "OPERATIONAL_DELIVERY",
        shadowing="A contact centre that answers two million calls",
    ),
    Part(
        "newest", "Officer new to a county council", "kent", "Climate officer",
        (R.PARTICIPANT,), "PROJECT_DELIVERY", "KR9",
    ),
    Part(
        "joiner", "Chief officer at a charity", "harbour", "", (),
    ),
)  # fmt: skip

# Own scales of grades, lowest first, each mapped to a common band.
SCALES: dict[str, tuple[tuple[str, str], ...]] = {
    "kent": (
        ("KR6", "SUPPORT"), ("KR8", "OFFICER"), ("KR9", "SENIOR_OFFICER"), ("KR11", "MANAGER"),
        ("KR13", "SENIOR_MANAGER"), ("KR16", "DIRECTOR"),
    ),
    "leeds": (
        ("SO1", "OFFICER"), ("PO2", "SENIOR_OFFICER"), ("PO5", "MANAGER"),
        ("Director", "DIRECTOR"),
    ),
    "manchester": (
        ("Grade 7", "OFFICER"), ("Grade 9", "SENIOR_OFFICER"), ("Grade 11", "MANAGER"),
        ("SM2", "DIRECTOR"),
    ),
    "mhclg": (
        ("AO", "SUPPORT"), ("EO", "OFFICER"), ("HEO", "SENIOR_OFFICER"), ("SEO", "SENIOR_OFFICER"),
        ("Grade 7", "MANAGER"), ("Grade 6", "SENIOR_MANAGER"), ("SCS1", "DIRECTOR"),
    ),
}  # fmt: skip
