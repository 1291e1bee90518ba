"""Rows of the service as the events that measures count: plain columns of numbers."""
