"""Floor 7: what stands behind the `permeate` commands."""
