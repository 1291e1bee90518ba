"""The history can be added to, and nothing else, on both databases."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER history_no_update BEFORE UPDATE ON permeate_auditevent
       BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END""",
    """CREATE TRIGGER history_no_delete BEFORE DELETE ON permeate_auditevent
       BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION permeate_history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'the history is append-only'; END $$""",
    """CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE ON permeate_auditevent
       FOR EACH ROW EXECUTE FUNCTION permeate_history_is_append_only()""",
    """CREATE TRIGGER history_no_truncate BEFORE TRUNCATE ON permeate_auditevent
       FOR EACH STATEMENT EXECUTE FUNCTION permeate_history_is_append_only()""",
]


def lay(apps, editor) -> None:
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[editor.connection.vendor]
    for statement in statements:
        editor.execute(statement)


def lift(apps, editor) -> None:
    if editor.connection.vendor == "sqlite":
        names = ["history_no_update", "history_no_delete"]
        for name in names:
            editor.execute(f"DROP TRIGGER {name}")
        return
    editor.execute("DROP TRIGGER history_append_only ON permeate_auditevent")
    editor.execute("DROP TRIGGER history_no_truncate ON permeate_auditevent")
    editor.execute("DROP FUNCTION permeate_history_is_append_only()")


class Migration(migrations.Migration):
    dependencies = [("permeate", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
