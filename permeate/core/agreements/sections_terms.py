"""What stays as it is, what the participant comes back to, and what must not go wrong."""

from permeate.core.agreements.fields import Clause, Field, Section, Type, When
from permeate.core.vocabulary import Vetting, choices

SIDES = (("HOME", "Home"), ("HOST", "The host"))
YES_NO = (("YES", "Yes"), ("NO", "No"))
CLEARANCES = tuple(choices(Vetting))

TERMS = Section(
    "terms",
    "Employment",
    (
        Field("leave_approver", "Leave is approved by", Type.CHOICE, "", SIDES, required=True),
        Field("leave_recorder", "Leave is recorded by", Type.CHOICE, "", SIDES, required=True),
        Field("appraisal", "Appraisal is done by", Type.CHOICE, "", SIDES, required=True),
        Field("other_terms", "Anything else about employment", Type.TEXT),
    ),
    (
        Clause(
            "The participant stays employed by home throughout. Service is continuous, and pay, "
            "pension and other terms stay as they are unless this agreement says otherwise."
        ),
        Clause(
            "Leave is approved by: {leave_approver}. It is recorded by: {leave_recorder}. "
            "Leave that was booked before the start is honoured."
        ),
        Clause("Appraisal is done by: {appraisal}, with comments from the other side."),
        Clause(
            "Discipline and grievance stay with home. The host tells home early of any concern "
            "and helps with any inquiry."
        ),
        Clause(
            "The host looks after health and safety at its place of work as it does for its own "
            "staff, gives an induction, and provides agreed adjustments."
        ),
        Clause("In addition:", "other_terms"),
    ),
)

RETURN = Section(
    "return",
    "Coming back",
    (
        Field(
            "return_promise",
            "The participant returns to",
            Type.CHOICE,
            choices=(
                ("SAME", "The same post"),
                ("EQUIVALENT", "An equivalent post that both agree"),
                ("KEPT", "The same post unless home reorganises"),
            ),
            required=True,
        ),
        Field("return_post", "Which post that is", required=True),
        Field("return_note", "Anything else about coming back", Type.TEXT),
    ),
    (
        Clause("At the end the participant returns to: {return_promise}. That is: {return_post}."),
        Clause(
            "Home and the participant meet at least three months before the end, or halfway "
            "through a shorter placement, to plan the return."
        ),
        Clause(
            "Home consults the participant about any change to that post or team as if they were "
            "there. Being away is never a reason to be chosen for redundancy."
        ),
        Clause("In addition:", "return_note"),
    ),
)

INTEGRITY = Section(
    "integrity",
    "Conflicts and confidence",
    (
        Field(
            "conflicts",
            "Conflicts of interest",
            Type.CHOICE,
            "Of the participant, and between home and host: bids, grants, regulation, disputes.",
            (("NONE", "None known"), ("DECLARED", "Declared, and dealt with as below")),
            required=True,
        ),
        Field(
            "conflicts_detail",
            "The conflicts, and what is done about each",
            Type.TEXT,
            needed=When("conflicts", ("DECLARED",)),
        ),
        Field(
            "property",
            "What is made during the placement belongs to",
            Type.CHOICE,
            "",
            (*SIDES, ("BOTH", "Both, and either may use it")),
            required=True,
        ),
        Field("secrets", "The Official Secrets Acts apply", Type.CHOICE, "", YES_NO, required=True),
        Field("limits", "Limits after the placement", Type.TEXT, "For example on working on bids."),
        Field(
            "no_poaching",
            "Recruiting the participant during the placement",
            Type.CHOICE,
            "",
            (("YES", "The host may not, unless home consents"), ("NO", "The host may")),
            required=True,
        ),
    ),
    (
        Clause("Conflicts of interest: {conflicts}."),
        Clause(
            "The conflicts and what is done about each:",
            "conflicts_detail",
            When("conflicts", ("DECLARED",)),
        ),
        Clause(
            "The participant tells both managers at once of a new conflict, takes no part in any "
            "bid, grant, contract or regulatory decision that involves home, and may not bind the "
            "host or home by word or signature."
        ),
        Clause(
            "The participant keeps confidential what each side marks or clearly means to be so, "
            "during and after the placement. This does not stop anybody from reporting wrongdoing."
        ),
        Clause("What is made during the placement belongs to: {property}."),
        Clause(
            "The Official Secrets Acts apply to this placement, and the participant has been told "
            "what that means.",
            when=When("secrets", ("YES",)),
        ),
        Clause(
            "The host does not recruit the participant during the placement unless home consents.",
            when=When("no_poaching", ("YES",)),
        ),
        Clause("After the placement:", "limits"),
    ),
)

SECURITY = Section(
    "security",
    "Security and data",
    (
        Field("clearance_needed", "Clearance needed", Type.CHOICE, "", CLEARANCES, required=True),
        Field("clearance_held", "Clearance held", Type.CHOICE, "", CLEARANCES, required=True),
        Field(
            "clearance_on",
            "Clearance in place or transferred by",
            Type.DAY,
            "Needed where the clearance held is lower than the one needed.",
        ),
        Field(
            "data_shared",
            "Personal data home and host share",
            Type.TEXT,
            "About the participant: what, and what for.",
            required=True,
        ),
        Field(
            "lawful_basis",
            "Lawful basis for sharing it",
            Type.CHOICE,
            choices=(
                ("CONTRACT", "Needed for the employment contract"),
                ("PUBLIC_TASK", "Needed for a task in the public interest"),
                ("LEGAL", "Needed by law"),
                ("INTERESTS", "Legitimate interests"),
            ),
            required=True,
        ),
        Field("retention", "How long it is kept", required=True),
    ),
    (
        Clause("Clearance needed: {clearance_needed}. Clearance held: {clearance_held}."),
        Clause("Clearance is in place or transferred by {clearance_on}."),
        Clause("Home and host share this personal data about the participant:", "data_shared"),
        Clause(
            "Each is a controller for the data it holds. Lawful basis: {lawful_basis}. Kept: "
            "{retention}."
        ),
    ),
)

LIABILITY = Section(
    "liability",
    "Liability and insurance",
    (
        Field(
            "insurer",
            "Insurance for the participant’s work at the host",
            Type.CHOICE,
            "",
            SIDES,
            required=True,
        ),
        Field("indemnity", "Indemnity", Type.TEXT, "Who makes good which loss. Ask your adviser."),
    ),
    (
        Clause(
            "Home remains liable as employer. The host is liable for its place of work and for "
            "what the participant does on its instructions."
        ),
        Clause("Insurance for the participant’s work at the host is provided by: {insurer}."),
        Clause("Indemnity:", "indemnity"),
    ),
)

CLOSE = Section(
    "close",
    "How it ends",
    (
        Field("handover", "Handover", Type.TEXT, "What is handed over, to whom, before the end."),
        Field("other", "Any other terms", Type.TEXT),
    ),
    (
        Clause(
            "If a party wants to end the placement early, it speaks to the other two first and "
            "then gives the written notice above. A serious breach may end it at once."
        ),
        Clause(
            "At the end the participant returns passes and equipment, both sides settle what is "
            "owed, and all three evaluate the placement. Home asks again after 6 and 12 months."
        ),
        Clause("Handover:", "handover"),
        Clause("Other terms:", "other"),
        Clause(
            "A change is made in writing and signed by all three. Earlier signatures lapse when "
            "the text changes."
        ),
    ),
)
