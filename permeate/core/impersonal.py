"""Texts in tables that say nothing about a person; see ``core.personal_data`` for all others."""

# Texts that say nothing about a person: an organisation's, the service's, codes.
IMPERSONAL: frozenset[str] = frozenset(
    f"{table}.{name}"
    for table, names in {
        "AuditEvent": "event actor subject_type subject organisations facts previous digest",
        "IssuerKey": "issuer multikey secret",
        "StatusList": "issuer",
        "Decision": "band_at_time reason",
        "Grade": "name",
        "Guidance": "title draft_title draft_body",
        # Figures with small numbers of people hidden, and words of the measures.
        "MeasureCut": "content digest",
        "HistoryHead": "digest",
        "Objective": "text measure",
        "Opportunity": "title summary why_placement host_learns profession location",
        "OpportunityTopic": "value",
        "Organisation": "name short_name organisation_type rural_urban postcode website "
        "register_code parent_code replaced_by_code",
        "OrganisationDomain": "domain",
        "Page": "slug title body",
        "EvidenceFile": "name media_type sha256",
        "InUseCheck": "note",
        "OutcomeStep": "note",
        "Practice": "claim differs merge_reason",
        "PracticeStem": "stem",
        "PracticeTopic": "topic",
        "Programme": "name purpose",
        "ProgrammeCoverage": "value",
        "Round": "name method commitment",
        "RoundRun": "method reason result",
        "RoundTarget": "value",
        "SchemeVersion": "family name body text digest reason",
        "SearchChange": "stamp",
        "Statement": "hash",
        "SearchRow": "audience kind length place sector region themes profession "
        "organisation_type title tags prose starts",
        "SearchState": "stamp",
        "VatDecision": "proposed_reason reason",
        "auth.Group": "name",
        "auth.Permission": "name codename",
        "contenttypes.ContentType": "app_label model",
        # Jobs take numbers and references only (journal.later).
        "django_q.OrmQ": "key payload",
        "django_q.Schedule": "name func hook args kwargs cron task cluster intended_date_kwarg",
        "django_q.Task": "id name func hook group cluster",
        # Erasure ends a person's sessions; all end within hours.
        "sessions.Session": "session_key session_data",
    }.items()
    for name in names.split()
)
