"""What the database holds, to be compared; and what never was."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection

from audit.recording import BY_TRIGGERS
from tests.undoing import held_open

Snapshot = dict[str, list[str]]

# Of whoever looks, not of what is looked at. Details and links follow their entries.
_PASSING = {
    "django_session",
    "usersessions_usersession",
    "accounts_throttle",
    "accounts_device",
    "releases_lastlook",
    "audit_detail",
    "audit_link",
    # How SQLite lays out the index of words; what is in it is in search_entry.
    "search_words_config",
    "search_words_data",
    "search_words_idx",
}
_PASSING_COLUMNS = {"last_login"}


def snapshot() -> Snapshot:
    """Every row of every table: all but sessions, the hour of the last sign-in, and the record of
    who looked, signed in or signed out."""
    found: Snapshot = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = _written(cursor)
    return found


class Watch:
    """Whether anything but reading was asked of the database: if not, nothing has changed, and no
    table needs to be looked at."""

    def __init__(self) -> None:
        self.has_written = False

    def __call__(self, execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        self.has_written = self.has_written or not sql.startswith(_READING)
        return execute(sql, params, many, context)


_READING = ("SELECT ", "SAVEPOINT ", "RELEASE SAVEPOINT ", "ROLLBACK TO SAVEPOINT ")


@contextmanager
def watched() -> Iterator[Watch]:
    """What is done inside, watched."""
    watch = Watch()
    with connection.execute_wrapper(watch):
        yield watch


def changed(before: Snapshot, after: Snapshot | None = None) -> list[str]:
    """The tables that are not as they were."""
    after = snapshot() if after is None else after
    return sorted(table for table in before if before[table] != after[table])


def lost(before: Snapshot, after: Snapshot) -> list[str]:
    """The tables of which a row that stood is gone, or is another."""
    return sorted(table for table in before if set(before[table]) - set(after[table]))


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside never was."""

    class Undo(Exception):
        pass

    try:
        with held_open():
            yield
            raise Undo
    except Undo:
        pass


@cache
def _tables() -> list[str]:
    return sorted(set(connection.introspection.table_names()) - _PASSING)


def _written(cursor: Any) -> list[str]:
    names = [column[0] for column in cursor.description]
    kept = [at for at, name in enumerate(names) if name not in _PASSING_COLUMNS]
    action = names.index("action") if {"action", "record"} <= set(names) else None
    rows = (row for row in cursor.fetchall() if action is None or row[action] in BY_TRIGGERS)
    return sorted(repr([_plain(row[at]) for at in kept]) for row in rows)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
