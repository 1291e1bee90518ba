"""`permeate measures`, `measures-from` and `measures-schema`: cuts as text or JSON."""
