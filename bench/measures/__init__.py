"""A cut over millions of events beside one pass of DuckDB over the same rows."""
