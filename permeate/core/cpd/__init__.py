"""Professional bodies' rules as data, and activities judged by them."""
