"""What `permeate match` does, one module a subcommand."""
