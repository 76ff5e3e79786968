"""Search: what releases have said, found by its words."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from ircms import readiness
        from releases import newsroom, statements
        from search import documents, index
        from search.index import sqlite
        from search.models import Entry
        from search.results import find

        statements.exempt(Entry)
        documents.register()
        newsroom.finders.append(find)
        readiness.checks.append(index.require_installed)
        connection_created.connect(sqlite.on_connection, dispatch_uid="search.functions")
        pre_migrate.connect(index.on_pre_migrate, dispatch_uid="search.index.remove")
        post_migrate.connect(index.on_post_migrate, dispatch_uid="search.index.install")
