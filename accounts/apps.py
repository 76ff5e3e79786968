"""Accounts: who works here, and in which role."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        # After auth's own receiver (auth stands before us), which has then made the permissions.
        post_migrate.connect(_grant_roles, dispatch_uid="accounts.grant_roles")


def _grant_roles(app_config: AppConfig, using: str, **kwargs: object) -> None:
    from accounts.roles import grant_roles

    if apps.is_installed("accounts"):
        grant_roles(app_config.label, using=using)
