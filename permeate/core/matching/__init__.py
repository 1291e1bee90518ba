"""Matching: rank, rounds and rings."""
