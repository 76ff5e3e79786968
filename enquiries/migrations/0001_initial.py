from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Salt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
                ("value", models.CharField(max_length=64)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created")),
                (
                    "due_at",
                    models.DateTimeField(
                        help_text="When it is to be sent, or tried again.", verbose_name="due"
                    ),
                ),
                ("claimed_at", models.DateTimeField(null=True, verbose_name="claimed")),
                (
                    "claim",
                    models.UUIDField(
                        help_text="The hand of the one worker that may send it.", null=True
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent")),
                ("failed_at", models.DateTimeField(null=True, verbose_name="failed")),
                (
                    "error",
                    models.CharField(
                        blank=True,
                        help_text="What went wrong when it was last tried.",
                        max_length=500,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=100)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("organisation", models.CharField(blank=True, max_length=150)),
                (
                    "sender",
                    models.CharField(
                        choices=[
                            ("investor", "Investor"),
                            ("analyst", "Analyst"),
                            ("journalist", "Journalist"),
                            ("other", "Somebody else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("message", models.TextField(blank=True, max_length=4000)),
                (
                    "language",
                    models.CharField(
                        help_text="Of the page on which it was written.", max_length=10
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "enquiries",
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("claimed_at__isnull", True),
                            ("failed_at__isnull", True),
                            ("sent_at__isnull", True),
                        ),
                        fields=["id", "due_at"],
                        name="enquiries_waiting",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("claimed_at__isnull", False),
                            ("failed_at__isnull", True),
                            ("sent_at__isnull", True),
                        ),
                        fields=["claimed_at"],
                        name="enquiries_claimed",
                    ),
                    models.Index(fields=["created_at"], name="enquiries_by_age"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claim__isnull", True), ("claimed_at__isnull", True)),
                            models.Q(("claim__isnull", False), ("claimed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_claim_on_an_enquiry_has_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at__isnull", True),
                            models.Q(
                                ("claim__isnull", False),
                                ("email", ""),
                                ("message", ""),
                                ("name", ""),
                                ("organisation", ""),
                            ),
                            _connector="OR",
                        ),
                        name="a_sent_enquiry_was_claimed_and_holds_no_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("network", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["network", "-at"], name="sendings_of_a_network"),
                    models.Index(fields=["-at"], name="sendings_newest_first"),
                ],
            },
        ),
    ]
