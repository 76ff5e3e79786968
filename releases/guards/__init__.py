"""The guards: triggers that hold the rules of a bundle whichever way a write comes.

They are data of the database: removed before a migration, installed after it, their catalogue
compared at start. ``docs/embargo.md`` says what they prove and what they do not.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connections, transaction

from audit.recording import of_the_guards
from ircms.actor import NobodyWrites
from releases.guards import postgresql, sqlite
from releases.guards.catalogue import RELEASE, Guard

_BACKENDS: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}


# Databases whose guards a migration of this process has taken away.
_taken_away: set[str] = set()


class GuardsMissing(NobodyWrites):
    """The database does not refuse what it must: the site does not start."""


def install(using: str = "default") -> None:
    """(Re)install every guard, in one transaction."""
    connection = connections[using]
    backend = _BACKENDS[connection.vendor]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        backend.remove(cursor)
        for statement in backend.preamble():
            cursor.execute(statement)
        schema = _schema(cursor) if connection.vendor == "postgresql" else ""
        for guard in backend.guards():
            cursor.execute(guard.sql.replace("$SCHEMA$", schema))


def _schema(cursor: Any) -> str:
    """Where the guarded tables are, whatever schema comes first by now."""
    cursor.execute(
        "SELECT quote_ident(nspname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        f"WHERE c.oid = '\"{RELEASE}\"'::regclass"
    )
    return str(cursor.fetchone()[0])


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
    expected: list[Guard] = backend.checked()
    return sorted(
        guard.name for guard in expected if installed.get(guard.name) != backend.fingerprint(guard)
    )


def require_installed(using: str = "default") -> None:
    """Raise GuardsMissing unless all guards stand as written; asked before anything is served."""
    if missing := problems(using):
        raise GuardsMissing(
            f"The database lacks {len(missing)} of its guards ({', '.join(missing[:3])} …). "
            "Run “manage.py migrate”: it installs them at its end."
        )


def require_standing(using: str = "default") -> None:
    """Raise GuardsMissing when a guard is gone or those of another version stand: asked at the
    beginning of every transaction that writes to releases, because a migration may be under way,
    have failed, or have been run by older code."""
    connection = connections[using]
    backend = _BACKENDS[connection.vendor]
    with connection.cursor() as cursor:
        standing: set[str] = backend.names(cursor)
    if not standing >= _expected_names(connection.vendor):
        raise GuardsMissing(
            "The database's guards are away, as during a migration: nothing can be written now. "
            "If no migration is running, one has failed: run “manage.py migrate” again."
        )


@cache
def _expected_names(vendor: str) -> frozenset[str]:
    return frozenset(guard.name for guard in _BACKENDS[vendor].guards())


def on_pre_migrate(using: str, plan: Sequence[object] = (), **kwargs: object) -> None:
    """Before a migration that does something: take the guards away (again does nothing)."""
    if plan and connections[using].vendor in _BACKENDS:
        if using not in _taken_away and _is_audited(using):
            of_the_guards("guards taken away", using)
        remove(using)
        _taken_away.add(using)


def on_post_migrate(using: str, **kwargs: object) -> None:
    """After a migration: install the guards where they do not stand as written, once the tables of
    all parts are there."""
    connection = connections[using]
    if connection.vendor not in _BACKENDS:
        return
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    backend = _BACKENDS[connection.vendor]
    if not backend.tables() <= present:
        return
    if problems(using):
        install(using)
        if using in _taken_away:
            of_the_guards("guards put back", using)
    _taken_away.discard(using)


def _is_audited(using: str) -> bool:
    """Whether entries are linked: not in a database that is being made, nor where an earlier
    migration has left the guards away."""
    connection = connections[using]
    with connection.cursor() as cursor:
        return "ircms_audit_entry_linked" in _BACKENDS[connection.vendor].installed(cursor)


def put_back(using: str) -> None:
    """After a migration that failed: install what was taken away, and only then."""
    if using in _taken_away:
        on_post_migrate(using)
