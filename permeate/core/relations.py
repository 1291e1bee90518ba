"""What a person can be to a record: the words in which access rules are written."""

from enum import StrEnum


class Relation(StrEnum):
    """One person's relation to one record."""

    SELF = "SELF"  # whom the record is about: the participant, the author
    HOME_MANAGER = "HOME_MANAGER"
    HOME_COORDINATOR = "HOME_COORDINATOR"
    HOME_SIGNATORY = "HOME_SIGNATORY"
    HOME_FINANCE = "HOME_FINANCE"
    HOST_MANAGER = "HOST_MANAGER"
    HOST_COORDINATOR = "HOST_COORDINATOR"
    HOST_SIGNATORY = "HOST_SIGNATORY"
    HOST_FINANCE = "HOST_FINANCE"
    HOST_SECURITY = "HOST_SECURITY"
    PROGRAMME_OWNER = "PROGRAMME_OWNER"
    COORDINATOR = "COORDINATOR"  # of the organisation the record belongs to
    EDITOR = "EDITOR"
    SENIOR = "SENIOR"  # at an organisation that receives a share
    DELEGATE = "DELEGATE"  # to whom a senior left the decision
    CONTRIBUTOR = "CONTRIBUTOR"  # whose entry is linked to the practice
    INDEPENDENT = "INDEPENDENT"  # has an office where it was neither adopted nor begun
    AUDIENCE = "AUDIENCE"  # a member of an organisation that receives a share
    MEMBER = "MEMBER"  # of the organisation the record belongs to
    SIGNED_IN = "SIGNED_IN"
    LINK_HOLDER = "LINK_HOLDER"  # whoever holds a signed, single-purpose link
    OPERATOR = "OPERATOR"  # runs the service
    SYSTEM = "SYSTEM"  # the worker, on a date or after an event


RELATION_LABELS = {
    Relation.SELF: "the participant",
    Relation.HOME_MANAGER: "the home manager",
    Relation.HOME_COORDINATOR: "the home coordinator",
    Relation.HOME_SIGNATORY: "a home signatory",
    Relation.HOME_FINANCE: "a home finance officer",
    Relation.HOST_MANAGER: "the host manager",
    Relation.HOST_COORDINATOR: "the host coordinator",
    Relation.HOST_SIGNATORY: "a host signatory",
    Relation.HOST_FINANCE: "a host finance officer",
    Relation.HOST_SECURITY: "host security",
    Relation.PROGRAMME_OWNER: "the programme owner",
    Relation.COORDINATOR: "a coordinator",
    Relation.EDITOR: "a guidance editor",
    Relation.SENIOR: "a senior leader of the receiver",
    Relation.DELEGATE: "the person the decision was left to",
    Relation.CONTRIBUTOR: "somebody whose entry is linked to it",
    Relation.INDEPENDENT: "a senior leader, coordinator or editor of a third organisation",
    Relation.AUDIENCE: "a member of the receiver",
    Relation.MEMBER: "a member of the organisation",
    Relation.SIGNED_IN: "anyone signed in",
    Relation.LINK_HOLDER: "the holder of the link",
    Relation.OPERATOR: "the operator",
    Relation.SYSTEM: "the service itself",
}
