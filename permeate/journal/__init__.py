"""Floor 4: the history, notices, signed links and work for later."""
