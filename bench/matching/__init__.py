"""Matching beside its peers: `python -m bench.matching`."""
