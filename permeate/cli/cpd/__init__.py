"""`permeate cpd`: rules checked and activities judged from files. No database."""
