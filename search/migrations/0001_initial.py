"""The table of the index, and what each database finds in it by: a full-text table on SQLite, a
vector with a GIN index on PostgreSQL. The triggers that keep it come after the migration."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = (
    (
        "CREATE VIRTUAL TABLE search_words USING fts5(own, stated, content='search_entry', "
        "content_rowid='rank', detail=none, columnsize=0, tokenize=\"ascii tokenchars '-.='\")"
    ),
)
POSTGRESQL = (
    "ALTER TABLE search_entry ADD COLUMN vector tsvector",
    # Words and vectors apart from the rest of the row: what is read for a page is narrow.
    "ALTER TABLE search_entry SET (toast_tuple_target = 128)",
    # Without a list of what is pending: each of many look-ups would read it to its end.
    "CREATE INDEX search_entry_vector ON search_entry USING gin (vector) WITH (fastupdate = off)",
)


def make(apps, schema_editor):
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    initial = True

    dependencies = [("releases", "0004_more_wires")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "release",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="releases.release",
                    ),
                ),
                ("rank", models.BigIntegerField(unique=True)),
                ("own", models.TextField()),
                ("stated", models.TextField()),
            ],
            options={"verbose_name_plural": "entries", "default_permissions": ()},
        ),
        migrations.RunPython(make, unmake),
    ]
