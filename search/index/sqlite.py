"""The index on SQLite: a full-text table (FTS5) whose row numbers follow the publication.

So the newest that have a word are read from the end of its list, however many have it.
"""

from typing import Any

from search import ranks, words
from search.index.catalogue import ENTRY, RELEASES, WATCHED, own, stated, tables

TABLE = "search_words"
_OURS = "FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search\\_%' ESCAPE '\\'"


def on_connection(sender: object, connection: Any, **kwargs: object) -> None:
    """Give a new connection to SQLite the functions that the triggers call."""
    if connection.vendor == "sqlite":
        create = connection.connection.create_function
        create("search_words", 2, sql_words, deterministic=True)
        create("search_plain", 1, words.plain, deterministic=True)


def sql_words(letter: str, text: str) -> str:
    """The words of ``text``, each besides with ``letter`` before it."""
    found = sorted(words.indexed(text))
    return " ".join((*found, *(f"{letter}={word}" for word in found)))


def preamble() -> list[str]:
    return []


def triggers() -> dict[str, str]:
    """By name, the SQL of every trigger."""
    found = _of_entries() | _of_releases()
    for each in tables():
        columns = (*each.columns, "release_id")
        found |= _trigger(f"{each.name}_insert", "AFTER INSERT", each.name, _restate("NEW"))
        found |= _trigger(
            f"{each.name}_update",
            f"AFTER UPDATE OF {', '.join(columns)}",
            each.name,
            f"{_restate('OLD')} {_restate('NEW')}",
        )
        found |= _trigger(f"{each.name}_delete", "AFTER DELETE", each.name, _restate("OLD"))
    return found


def _restate(row: str) -> str:
    key = f"{row}.release_id"
    return f"UPDATE {ENTRY} SET stated = {stated(key, 'group_concat')} WHERE release_id = {key};"


def _of_releases() -> dict[str, str]:
    rank, said = ranks.sql("sqlite", "NEW"), own("NEW")
    columns = "release_id, rank, own, stated"
    insert = (
        f"DELETE FROM {ENTRY} WHERE release_id = NEW.id; "
        f"INSERT INTO {ENTRY} ({columns}) VALUES (NEW.id, {rank}, {said}, "
        f"{stated('NEW.id', 'group_concat')});"
    )
    update = f"UPDATE {ENTRY} SET rank = {rank}, own = {said} WHERE release_id = NEW.id;"
    changed = " OR ".join(f"NEW.{each} IS NOT OLD.{each}" for each in WATCHED)
    delete = f"DELETE FROM {ENTRY} WHERE release_id = OLD.id;"
    return {
        **_trigger("release_insert", "AFTER INSERT", RELEASES, insert),
        **_trigger("release_update", "AFTER UPDATE", RELEASES, update, changed),
        **_trigger("release_delete", "AFTER DELETE", RELEASES, delete),
    }


def _of_entries() -> dict[str, str]:
    columns = "rowid, own, stated"
    new = f"INSERT INTO {TABLE} ({columns}) VALUES (NEW.rank, NEW.own, NEW.stated);"
    old = (
        f"INSERT INTO {TABLE} ({TABLE}, {columns}) "
        "VALUES ('delete', OLD.rank, OLD.own, OLD.stated);"
    )
    changed = " OR ".join(f"NEW.{each} IS NOT OLD.{each}" for each in ("rank", "own", "stated"))
    return {
        **_trigger("entry_insert", "AFTER INSERT", ENTRY, new),
        **_trigger("entry_update", "AFTER UPDATE", ENTRY, f"{old} {new}", changed),
        **_trigger("entry_delete", "AFTER DELETE", ENTRY, old),
    }


def _trigger(name: str, when: str, table: str, body: str, condition: str = "") -> dict[str, str]:
    full = f"search_{name}"
    only = f" WHEN {condition}" if condition else ""
    sql = f'CREATE TRIGGER "{full}" {when} ON "{table}" FOR EACH ROW{only} BEGIN {body} END'
    return {full: sql}


def installed(cursor: Any) -> dict[str, str]:
    cursor.execute(f"SELECT name, sql {_OURS}")
    return dict(cursor.fetchall())


def fingerprint(name: str) -> str:
    return triggers()[name]


def remove(cursor: Any) -> None:
    for name in installed(cursor):
        cursor.execute(f'DROP TRIGGER "{name}"')


def rebuilding() -> list[str]:
    """SQL that makes the index anew; in the order of publication, so that pages fill up."""
    rank = ranks.sql("sqlite", "r")
    return [
        *(f'DROP TRIGGER "{name}"' for name in _of_entries()),
        f"DELETE FROM {ENTRY}",
        (
            f"INSERT INTO {ENTRY} (release_id, rank, own, stated) SELECT r.id, {rank}, "
            f"{own('r')}, {stated('r.id', 'group_concat')} FROM {RELEASES} r ORDER BY {rank}"
        ),
        f"INSERT INTO {TABLE} ({TABLE}) VALUES ('rebuild')",
        *_of_entries().values(),
    ]
