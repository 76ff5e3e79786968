"""Releases: the unit of disclosure, its rule, its guards."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from ircms import readiness
from ircms.actor import preconditions


class ReleasesConfig(AppConfig):
    name = "releases"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        from ircms import existence
        from outbox import recipients
        from releases import audited, bundle, concerned, guards, known_rows

        bundle.register()
        audited.register()
        existence.conditions.append(known_rows.known_rows)
        recipients.questions.append(concerned.unknown_by_now)
        preconditions.append(guards.require_standing)
        readiness.checks.append(guards.require_installed)
        pre_migrate.connect(guards.on_pre_migrate, dispatch_uid="releases.guards.remove")
        post_migrate.connect(guards.on_post_migrate, dispatch_uid="releases.guards.install")
