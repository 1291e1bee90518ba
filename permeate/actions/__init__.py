"""Floor 5: every write. Verbs, keyword-only, ``by=person``, one transaction each."""
