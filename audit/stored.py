"""The chain as stored: columns as bytes, past every conversion, so that a changed one shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections

from audit.triggers import DETAIL, ENTRY, LINK

_CHUNK = 200
_INSTANT = """to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"""
_LINK_COLUMNS = ("position", "entry_id", "previous", "hash")
# Columns of an entry, and what its record calls them.
COPIES = {
    "id": "entry",
    "at": "at",
    "actor": "actor",
    "action": "action",
    "table": "table",
    "row_id": "row",
    "release_id": "release",
}
_DETAIL_COLUMNS = ("entry_id", "salt", "text")


@dataclass(frozen=True)
class StoredLink:
    """A link with its entry and its detail, each column as bytes; None for what is not there."""

    link: dict[str, bytes | None]
    entry: dict[str, bytes | None]
    detail: dict[str, bytes | None]


def stored_links(using: str) -> Iterator[StoredLink]:
    """All links in their order, a chunk at a time, by key."""
    beyond: list[int] = []
    while True:
        with connections[using].cursor() as cursor:
            cursor.execute(_select(using, bool(beyond)), [*beyond, _CHUNK])
            found = [[None if v is None else bytes(v) for v in row] for row in cursor.fetchall()]
        for values in found:
            yield _sorted(values)
        if len(found) < _CHUNK:
            return
        beyond = [int(found[-1][0] or b"0")]


def _select(using: str, is_going_on: bool) -> str:
    quote = connections[using].ops.quote_name
    columns = [
        as_bytes(alias, name, using)
        for alias, names in (
            ("l", _LINK_COLUMNS),
            ("e", (*COPIES, "record")),
            ("d", _DETAIL_COLUMNS),
        )
        for name in names
    ]
    return (
        f"SELECT {', '.join(columns)} FROM {quote(LINK)} l "  # noqa: S608 -- own names
        f"LEFT JOIN {quote(ENTRY)} e ON e.id = l.entry_id "
        f"LEFT JOIN {quote(DETAIL)} d ON d.entry_id = e.id "
        f"{'WHERE l.position > %s' if is_going_on else ''} ORDER BY l.position LIMIT %s"
    )


def as_bytes(alias: str, column: str, using: str) -> str:
    """SQL: what is stored, as text, as bytes."""
    name = f'{alias}."{column}"'
    if connections[using].vendor == "sqlite":
        return f"CAST({name} AS BLOB)"
    return f"convert_to({_INSTANT.format(name) if column == 'at' else f'{name}::text'}, 'UTF8')"


def _sorted(values: list[bytes | None]) -> StoredLink:
    columns = iter(values)
    return StoredLink(
        {name: next(columns) for name in _LINK_COLUMNS},
        {name: next(columns) for name in (*COPIES, "record")},
        {name: next(columns) for name in _DETAIL_COLUMNS},
    )
