"""The whole cut: every measure of what was known on a day."""
