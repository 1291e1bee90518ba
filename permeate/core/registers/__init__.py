"""Public registers of organisations: rows of their files become plain records."""
