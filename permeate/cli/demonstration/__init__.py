"""The demonstration: fictional people in real organisations, and what they do together."""
