"""The index: kept by triggers, whichever way a row is written, and made anew after a migration.

Like the guards (releases/guards) the triggers are data: taken away before a migration, put back
after it, their presence asked for at start. ``docs/search.md`` says how the index is built.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction

from releases.models import Release
from search.index import catalogue, postgresql, sqlite
from search.models import Entry

_BACKENDS: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}


class IndexMissing(ImproperlyConfigured):
    """The database does not keep the index of the search: the site does not start."""


def install(using: str = "default") -> None:
    """(Re)install the triggers, in one transaction. They do not look back: ``rebuild`` does."""
    backend = _BACKENDS[connections[using].vendor]
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        backend.remove(cursor)
        for statement in (*backend.preamble(), *backend.triggers().values()):
            cursor.execute(statement)


def remove(using: str = "default") -> None:
    """Take the triggers away: for migrations and for filling in bulk, and nothing else."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        _BACKENDS[connections[using].vendor].remove(cursor)


def rebuild(using: str = "default") -> None:
    """Make the index anew from what is stored; the triggers stand."""
    backend = _BACKENDS[connections[using].vendor]
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for statement in backend.rebuilding():
            cursor.execute(statement)


def problems(using: str = "default") -> list[str]:
    """The triggers that are missing or not as written here, by name."""
    backend = _BACKENDS[connections[using].vendor]
    with connections[using].cursor() as cursor:
        installed: dict[str, str] = backend.installed(cursor)
    return sorted(
        name for name in backend.triggers() if installed.get(name) != backend.fingerprint(name)
    )


def require_installed(using: str = "default") -> None:
    """Raise IndexMissing unless all triggers stand as written; asked before anything is served."""
    if missing := problems(using):
        raise IndexMissing(
            f"The database does not keep the index of the search ({', '.join(missing[:3])} …). "
            "Run “manage.py migrate”: it puts it right at its end."
        )


def on_pre_migrate(using: str, plan: Sequence[Any] = (), **kwargs: object) -> None:
    """Before a migration of what is searched: take the triggers away. Through any other they stand
    and keep the index, which takes minutes to make anew where there are a million releases."""
    apps = {Entry._meta.app_label, Release._meta.app_label, *catalogue.apps()}
    if connections[using].vendor in _BACKENDS and any(each.app_label in apps for each, _ in plan):
        remove(using)


def on_post_migrate(using: str, **kwargs: object) -> None:
    """After a migration: once all tables are there, put the triggers back where they do not stand
    as written, and index what was written meanwhile."""
    connection = connections[using]
    if connection.vendor not in _BACKENDS:
        return
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    wanted = {Entry._meta.db_table, *(each.name for each in catalogue.tables())}
    if wanted <= present and problems(using):
        install(using)
        rebuild(using)
