"""Floor 6: what the worker runs, by name."""

from permeate.jobs.registry import run

__all__ = ["run"]
