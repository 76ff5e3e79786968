import django.db.models.deletion
from django.db import migrations, models

# A release's own time, repeated on its categories. Once the guards stand again they keep it so.
REPEATED = (
    'UPDATE "releases_release_categories" SET out_at = (SELECT out_at FROM "releases_release" '
    'WHERE "releases_release".id = "releases_release_categories".release_id)'
)


class Migration(migrations.Migration):
    dependencies = [
        ("company", "0001_initial"),
        ("releases", "0004_more_wires"),
    ]

    operations = [
        # The table is there already, made by Django for the field: it becomes a model.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ReleaseCategory",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="company.category",
                            ),
                        ),
                        (
                            "release",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="releases.release",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "releases_release_categories",
                        "default_permissions": (),
                        "unique_together": {("release", "category")},
                    },
                ),
                migrations.AlterField(
                    model_name="release",
                    name="categories",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="releases",
                        through="releases.ReleaseCategory",
                        to="company.category",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="releasecategory",
            name="out_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunSQL(REPEATED, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="releasecategory",
            index=models.Index(
                fields=["category", "-out_at", "-release"], name="category_newest_first"
            ),
        ),
        migrations.AlterField(
            model_name="releasecategory",
            name="category",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="company.category",
            ),
        ),
    ]
