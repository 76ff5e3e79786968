"""Accounts: who works here, and in which role."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from accounts import sign_ins

        _watch_roles()
        sign_ins.register()
        # After auth's own receiver (auth stands before us), which has then made the permissions.
        post_migrate.connect(_grant_roles, dispatch_uid="accounts.grant_roles")


def _watch_roles() -> None:
    """Who may do what is in the audit: people, their roles, and what each role may."""
    from django.contrib.auth.models import Group

    from accounts.models import User
    from audit.watched import watch

    flags = ("is_active", "is_staff", "is_superuser")
    watch(
        User, columns=("email", "full_name", "password", *flags), plain=flags, masked=("password",)
    )
    watch(Group)
    for through in (User.groups.through, User.user_permissions.through, Group.permissions.through):
        watch(through, plain=[f.column for f in through._meta.concrete_fields])


def _grant_roles(app_config: AppConfig, using: str, **kwargs: object) -> None:
    from accounts.roles import grant_roles

    if apps.is_installed("accounts"):
        grant_roles(app_config.label, using=using)
