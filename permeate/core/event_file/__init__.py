"""The event file: what happened, one event a line, for analysts and auditors."""
