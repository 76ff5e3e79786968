"""What the audit's tests need: entries at hand, and a database's owner, whom no guard stops."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import connection, transaction

from audit.models import Entry
from audit.verification import ChainBroken, verify
from ircms.actor import acting_as
from releases import guards
from tests import factories
from tests.factories import ada


def settle() -> None:
    """What has been written so far is linked, as at commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def newest(**columns: Any) -> Entry:
    """The newest entry with these columns."""
    return Entry.objects.select_related("detail").filter(**columns).order_by("-id")[0]


def a_chain() -> Entry:
    """A few entries of Ada's, linked; returns one in their midst, with a detail, of a release."""
    release = factories.draft()
    for number in range(3):
        with acting_as(ada()):
            type(release).objects.filter(pk=release.pk).update(headline=f"Headline {number}")
    settle()
    return Entry.objects.of_release(release.pk)[1]


@contextmanager
def as_owner() -> Iterator[Any]:
    """A cursor of the database's owner: no guard stands and no key is checked. What was done is
    undone at the end."""
    with transaction.atomic(), connection.cursor() as cursor:
        guards.remove()
        if connection.vendor == "postgresql":
            _drop_keys(cursor, ("audit_detail", "audit_entry", "audit_link"), "f")
        yield cursor
        transaction.set_rollback(True)


def _drop_keys(cursor: Any, tables: tuple[str, ...], kinds: str) -> None:
    """Drop the constraints of PostgreSQL's ``kinds``: f of foreign keys, c of checks."""
    cursor.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint "
        "WHERE conrelid::regclass::text = ANY(%s) AND contype = ANY(%s)",
        [list(tables), list(kinds)],
    )
    for table, name in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


def found_after(sql: str, *values: Any) -> str:
    """What verification says once the owner has done this; empty where it finds nothing."""
    with as_owner() as cursor:
        cursor.execute(sql, values)
        try:
            verify()
        except ChainBroken as broken:
            return str(broken)
    return ""


@contextmanager
def only_the_audit(table: str) -> Iterator[None]:
    """Of all that guards ``table``, the audit's triggers alone are left, so that any row can be
    written to it: whatever the table asks of its rows, here it is the audit that is looked at."""
    settle()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _drop_keys(cursor, (table,), "fc")
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass "
                "AND tgname LIKE 'ircms\\_%%' AND tgname NOT LIKE 'ircms\\_audit%%'",
                [f'"{table}"'],
            )
        else:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s "
                "AND name LIKE 'ircms\\_%%' ESCAPE '\\' "
                "AND name NOT LIKE 'ircms\\_audit%%' ESCAPE '\\'",
                [table],
            )
        on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"{on}')
    try:
        yield
    finally:
        with suppress(Exception), connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")
