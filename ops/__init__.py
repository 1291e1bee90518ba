"""Scripts that build, check and test Permeate; nothing here runs in production."""
