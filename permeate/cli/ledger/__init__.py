"""The ledger as a file of events."""
