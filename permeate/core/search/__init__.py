"""Searching as plain rules: words, what was asked, what ranks first."""
