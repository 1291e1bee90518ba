"""Evidence packs: one signed statement over several credentials, and the pages drawn from it."""
