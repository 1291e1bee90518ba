from django.db import migrations, models

DROPPED = {
    "sqlite": [
        "DROP TRIGGER search_text_goes_with_row",
        "DROP TABLE permeate_searchtext",
    ],
    "postgresql": [
        "DROP INDEX searchrow_title_words",
        "DROP INDEX searchrow_words",
        "ALTER TABLE permeate_searchrow DROP COLUMN words, DROP COLUMN title_words",
    ],
}


def lift(apps, editor) -> None:
    """The databases' own indexes of words; `permeate reindex` fills the rows anew."""
    for statement in DROPPED[editor.connection.vendor]:
        editor.execute(statement)
    apps.get_model("permeate", "SearchRow").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('permeate', '0015_practices'),
    ]

    operations = [
        migrations.RunPython(lift),
    ]
