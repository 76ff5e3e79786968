from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0003_what_each_person_has"),
    ]

    operations = [
        migrations.AlterField(
            model_name="release",
            name="wire",
            field=models.CharField(
                blank=True,
                choices=[
                    ("GlobeNewswire", "GlobeNewswire"),
                    ("PR Newswire", "PR Newswire"),
                    ("Business Wire", "Business Wire"),
                    ("NewMediaWire", "NewMediaWire"),
                    ("News Direct", "News Direct"),
                    ("ACCESSWIRE", "ACCESSWIRE"),
                    ("ACCESS Newswire", "ACCESS Newswire"),
                    ("CNW", "CNW"),
                    ("EQS", "EQS"),
                    ("Newsfile", "Newsfile"),
                ],
                max_length=40,
            ),
        ),
    ]
