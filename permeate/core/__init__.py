"""Floor 1: the rules, as plain Python. No Django, no clock, no database, no network."""
