"""Checking credentials on the command line: files, the network, what is said."""
