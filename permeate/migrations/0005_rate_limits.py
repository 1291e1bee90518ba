"""The table in which rate limits count, shared by all web processes."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("permeate", "0004_programme_dates")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
