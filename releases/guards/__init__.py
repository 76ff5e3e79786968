"""The guards: triggers that hold the rules of a bundle whichever way a write comes.

They are data of the database: removed before a migration, installed after it, their catalogue
compared at start. ``docs/embargo.md`` says what they prove and what they do not.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction

from releases.guards import postgresql, sqlite
from releases.guards.catalogue import Guard

_BACKENDS: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}


class GuardsMissing(ImproperlyConfigured):
    """The database does not refuse what it must: the site does not start."""


def install(using: str = "default") -> None:
    """(Re)install every guard, in one transaction."""
    connection = connections[using]
    backend = _BACKENDS[connection.vendor]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        backend.remove(cursor)
        for statement in backend.preamble():
            cursor.execute(statement)
        for guard in backend.guards():
            cursor.execute(guard.sql)


def remove(using: str = "default") -> None:
    """Remove every guard: for migrations, and nothing else."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        _BACKENDS[connection.vendor].remove(cursor)


def problems(using: str = "default") -> list[str]:
    """The guards that are missing, switched off or not as written here, by name."""
    connection = connections[using]
    backend = _BACKENDS[connection.vendor]
    with connection.cursor() as cursor:
        installed: dict[str, str] = backend.installed(cursor)
    expected: list[Guard] = backend.guards()
    return sorted(
        guard.name for guard in expected if installed.get(guard.name) != backend.fingerprint(guard)
    )


def require_installed(using: str = "default") -> None:
    """Raise GuardsMissing unless all guards stand; called before anything is served."""
    if missing := problems(using):
        raise GuardsMissing(
            f"The database lacks {len(missing)} of its guards ({', '.join(missing[:3])} …). "
            "Run “manage.py migrate”: it installs them at its end."
        )


def on_pre_migrate(using: str, **kwargs: object) -> None:
    """Before a migration: take the guards away (once per app, and again does nothing)."""
    if connections[using].vendor in _BACKENDS:
        remove(using)


def on_post_migrate(using: str, **kwargs: object) -> None:
    """After a migration: install the guards, once the tables of all parts are there."""
    connection = connections[using]
    if connection.vendor not in _BACKENDS:
        return
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    backend = _BACKENDS[connection.vendor]
    if backend.tables() <= present:
        install(using)
