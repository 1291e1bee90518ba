"""Reading ring instances: PrefLib `.wmd`, `.input` with `.ndds`, CSV."""
