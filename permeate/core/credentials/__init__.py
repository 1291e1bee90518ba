"""Credentials that anybody can check: Verifiable Credentials 2.0 and Open Badges 3.0."""
