"""The four roles as groups; what each may do is granted after every migrate (accounts/roles.py)."""

from django.db import migrations

ROLES = ("writer", "approver", "publisher", "auditor")


def add_roles(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    for role in ROLES:
        groups.get_or_create(name=role)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    # Backwards leaves the groups: people are in them.
    operations = [migrations.RunPython(add_roles, migrations.RunPython.noop)]
