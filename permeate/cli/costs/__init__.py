"""`permeate costs`: a file read, a schedule shown. No database."""
