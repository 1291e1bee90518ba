"""What a placement costs, line by line, to the penny. No database, no clock."""
