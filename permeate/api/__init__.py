"""Floor 7: JSON over the same queries and actions."""
